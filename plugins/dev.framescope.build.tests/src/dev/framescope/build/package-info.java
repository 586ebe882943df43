/** The rules that every bundle keeps, and the tests that hold the project to them. */
package dev.framescope.build;
