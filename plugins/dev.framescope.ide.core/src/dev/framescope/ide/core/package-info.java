/** The Eclipse side of Framescope that needs no display: launches, debug model, breakpoints. */
package dev.framescope.ide.core;
