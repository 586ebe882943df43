/**
 * The debugger without an IDE: sessions, breakpoints, run control and stepping.
 *
 * <p>{@link dev.framescope.debugger.DebugSession} is the way in. Every run (a resume, a step, a run
 * to a place) is carried out on the session's own thread, which alone starts and awaits the
 * machine; listeners are told on that thread. Nothing here blocks a caller.
 */
package dev.framescope.debugger;
