/**
 * Sv39 page tables as data (Privileged Architecture, Sv39: Page-Based 39-bit Virtual-Memory
 * System).
 */
package dev.framescope.insight.paging;
