/** New &gt; Example: projects made from the sample kernels. */
package dev.framescope.ide.ui.examples;
