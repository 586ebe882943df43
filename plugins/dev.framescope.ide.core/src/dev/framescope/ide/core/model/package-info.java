/**
 * Eclipse's debug model over a {@link dev.framescope.debugger.DebugSession}. The state of all
 * elements changes in {@link dev.framescope.ide.core.model.KernelDebugTarget}'s listener, on the
 * session's thread, before the events that tell of it are fired; what an element answers is at
 * hand, so that any thread may ask.
 */
package dev.framescope.ide.core.model;
