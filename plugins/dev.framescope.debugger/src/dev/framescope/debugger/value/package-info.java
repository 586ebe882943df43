/** Variables and the values of expressions, as a person reads and changes them. */
package dev.framescope.debugger.value;
