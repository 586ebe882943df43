package dev.framescope.insight.ledger;

import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;

/**
 * Is told of each frame that a kernel's allocator hands out or takes back; on the machine thread,
 * under the same rules as {@link CodeHandler}.
 */
@FunctionalInterface
public interface FrameEventHandler {
    /**
     * The ledger has noted an event.
     *
     * @param hart the hart that called: where the allocator has returned to for an allocation,
     *     before the allocator's first instruction for a free
     * @return whether the machine is to stop there
     */
    boolean noted(FrameEvent event, HartInspection hart, Inspection machine);
}
