/** What every page frame of the DRAM is. */
package dev.framescope.insight.frames;
