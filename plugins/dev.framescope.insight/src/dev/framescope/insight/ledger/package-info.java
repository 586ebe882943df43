/** The history of every page frame, from observing the kernel's frame allocator. */
package dev.framescope.insight.ledger;
