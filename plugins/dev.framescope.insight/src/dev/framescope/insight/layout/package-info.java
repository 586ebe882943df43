/** The physical address space by regions. */
package dev.framescope.insight.layout;
