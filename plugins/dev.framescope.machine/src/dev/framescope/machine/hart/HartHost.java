package dev.framescope.machine.hart;

import dev.framescope.machine.PrivilegeChange;
import dev.framescope.machine.SatpWrite;
import dev.framescope.machine.Trap;

/**
 * What a hart asks of the machine around it, while it runs. The hart's state is consistent during a
 * call: {@link Hart#pc} is the instruction that causes it, {@link Hart#slots} counts what was done
 * before that.
 */
public interface HartHost {
    /** The memory-mapped timer, for the {@code time} CSR. */
    long mtime(Hart hart);

    /**
     * An {@code ecall} from S-mode, with {@link Hart#serveSupervisorCalls} on.
     *
     * @return true if it was served, and the hart goes on behind it; false for the architectural
     *     trap
     */
    boolean supervisorCall(Hart hart);

    /**
     * The hart is about to execute an instruction at one of its code points. The code points may be
     * changed during the call.
     *
     * @param paddr where its pc leads
     * @return true to stop before it; the next run executes it without asking again
     */
    boolean codePoint(Hart hart, long paddr);

    /**
     * The hart has taken a trap and stands at its handler; only called while {@link
     * Hart#setTrapReporting} is on.
     *
     * @return true to stop there
     */
    boolean trapTaken(Hart hart, Trap trap);

    /**
     * The hart has taken a trap into another mode, or returned into one, and stands there; only
     * called while {@link Hart#setPrivilegeReporting} is on.
     */
    void privilegeChanged(Hart hart, PrivilegeChange change);

    /**
     * An instruction of the hart has written satp; only called while {@link Hart#setSatpReporting}
     * is on.
     */
    void satpWritten(Hart hart, SatpWrite write);
}
