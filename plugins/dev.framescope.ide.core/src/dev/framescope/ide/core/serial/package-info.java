/** What comes over a serial line, as text: UTF-8 in pieces, and escape sequences. */
package dev.framescope.ide.core.serial;
