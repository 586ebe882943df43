/** The insight as plain text, for the command line and for tests. */
package dev.framescope.insight.text;
