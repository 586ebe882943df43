package dev.framescope.insight.ledger;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Calls of the allocator that have not returned yet. A return belongs to the call with the same
 * return address and stack pointer: of this hart, or of another one where the kernel has moved the
 * thread. Used on the machine thread.
 */
final class PendingCalls {
    /** Calls that never return, such as those of a killed thread, are forgotten beyond this. */
    private static final int MAX_PENDING = 256;

    private final ArrayDeque<PendingCall> calls = new ArrayDeque<>();

    /**
     * A call on its way.
     *
     * @param returnAddress link address
     * @param sp stack pointer on entry, and after the return
     * @param firstEvent sequence of the first event that can happen within the call
     */
    record PendingCall(
            int hart, long returnAddress, long sp, long firstEvent, List<Long> callStack) {
        boolean sameReturn(long address, long stackPointer) {
            return returnAddress == address && sp == stackPointer;
        }
    }

    /** A call from the same place with the same stack has ended without being seen to. */
    void push(PendingCall call) {
        calls.removeIf(old -> old.hart == call.hart && old.sameReturn(call.returnAddress, call.sp));
        if (calls.size() == MAX_PENDING) {
            calls.removeLast();
        }
        calls.addFirst(call);
    }

    /** Takes out the call that returns here. */
    Optional<PendingCall> returned(int hart, long returnAddress, long sp) {
        PendingCall found = null;
        for (PendingCall call : calls) {
            if (call.sameReturn(returnAddress, sp) && (found == null || call.hart == hart)) {
                found = call;
                if (call.hart == hart) {
                    break;
                }
            }
        }
        remove(found);
        return Optional.ofNullable(found);
    }

    private void remove(PendingCall call) {
        for (Iterator<PendingCall> all = calls.iterator(); all.hasNext(); ) {
            if (all.next() == call) {
                all.remove();
                return;
            }
        }
    }

    /** Whether some call will return to this link address. */
    boolean returnsTo(long returnAddress) {
        return calls.stream().anyMatch(call -> call.returnAddress == returnAddress);
    }
}
