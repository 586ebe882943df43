/** Actions on the values that the Variables, Registers and Expressions views show. */
package dev.framescope.ide.ui.values;
