/** Values as a person reads them, in the ways of C and of Rust. */
package dev.framescope.debugger.format;
