/** The variables and expressions of a stopped session, as its clients show and change them. */
package dev.framescope.debugger.variables;
