/** Memory as lines of assembly, with labels and source lines between them, for any view to show. */
package dev.framescope.debugger.disassembly;
