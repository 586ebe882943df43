/**
 * One connection: what its packets ask for, and the answers. All of it runs on the server's thread.
 */
package dev.framescope.gdbserver.session;
