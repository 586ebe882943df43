/** The view of programs with symbols, and of address spaces. */
package dev.framescope.ide.ui.views.symbols;
