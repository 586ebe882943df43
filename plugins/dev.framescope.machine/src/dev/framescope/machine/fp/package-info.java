/**
 * IEEE 754 arithmetic as the F and D extensions define it: exact results, the five rounding modes,
 * and the exception flags. {@link dev.framescope.machine.fp.SoftFloat} computes with integers and
 * is the reference; {@link dev.framescope.machine.fp.FastFloat} uses the host's arithmetic where
 * that provably gives the same.
 */
package dev.framescope.machine.fp;
