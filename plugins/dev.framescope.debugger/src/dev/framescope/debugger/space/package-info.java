/** The address spaces that a machine has used: page-table roots, with names and programs. */
package dev.framescope.debugger.space;
