/**
 * What the machine's bytes mean to a kernel writer.
 *
 * <p>{@link dev.framescope.insight.InsightSnapshot} is what a client shows: computed once a stop
 * from an inspection on the machine thread, immutable from then on. Its parts live in the
 * subpackages: {@code kernel} (the program), {@code ledger} (who took which frame), {@code paging}
 * (page tables), {@code layout} (the physical map), {@code frames} (one state a page frame), {@code
 * text} (all of it as text).
 */
package dev.framescope.insight;
