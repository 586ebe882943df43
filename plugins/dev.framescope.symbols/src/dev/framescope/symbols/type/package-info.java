/**
 * The types of a program, of any source language.
 *
 * <p>Types are immutable and may be used by any thread. What a type refers to (its target, its
 * members) is read when it is first asked for, so types may refer to themselves through pointers.
 */
package dev.framescope.symbols.type;
