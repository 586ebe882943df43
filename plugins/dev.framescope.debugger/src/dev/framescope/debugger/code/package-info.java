/** The guest's instructions, as far as stepping and unwinding need to understand them. */
package dev.framescope.debugger.code;
