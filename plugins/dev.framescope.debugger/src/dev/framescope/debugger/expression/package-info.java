/** Expressions in the styles of C and Rust: parsing, resolving, evaluating, completing. */
package dev.framescope.debugger.expression;
