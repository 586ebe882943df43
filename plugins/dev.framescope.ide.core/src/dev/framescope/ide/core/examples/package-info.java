/** Projects made from the sample kernels. */
package dev.framescope.ide.core.examples;
