/** Call stacks: who called whom, from a hart's registers and memory. */
package dev.framescope.debugger.stack;
