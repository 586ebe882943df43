package dev.framescope.gdbserver.inferior;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.HartState;
import dev.framescope.machine.Inspection;

import java.util.function.IntFunction;

/** The harts, which are GDB's threads. */
public final class ThreadList {
    private static final int PPN_BITS = 44;
    private static final int PAGE_SHIFT = 12;

    private ThreadList() {}

    /**
     * The document of {@code qXfer:threads:read}. Call on the machine thread.
     *
     * @param id gives the thread id of a hart
     */
    public static String of(Inspection machine, IntFunction<String> id) {
        Xml xml = Xml.document("threads", "");
        for (int hart = 0; hart < machine.hartCount(); hart++) {
            String attributes =
                    Xml.attribute("id", id.apply(hart))
                            + Xml.attribute("core", hart)
                            + Xml.attribute("name", "hart" + hart);
            xml.text("thread", attributes, describe(machine.hart(hart)));
        }
        return xml.end("threads");
    }

    /** What a hart is doing: {@code S-mode, Sv39 root 0x80204000}. */
    public static String describe(HartInspection hart) {
        String text = hart.privilege().letter() + "-mode, " + describeSatp(hart.effectiveSatp());
        return switch (hart.state()) {
            case HartState.STARTED -> text;
            case HartState.WAITING -> text + ", waits for an interrupt";
            case HartState.STOPPED -> "stopped";
        };
    }

    /** satp's fields (Privileged Architecture, Supervisor Address Translation and Protection). */
    private static String describeSatp(long satp) {
        if (satp == 0) {
            return "bare";
        }
        String mode =
                switch ((int) (satp >>> 60)) {
                    case 8 -> "Sv39";
                    case 9 -> "Sv48";
                    case 10 -> "Sv57";
                    default -> "mode " + (satp >>> 60);
                };
        long asid = satp >>> PPN_BITS & 0xffff;
        long root = (satp & (1L << PPN_BITS) - 1) << PAGE_SHIFT;
        return mode + " root 0x" + Long.toHexString(root) + (asid == 0 ? "" : " ASID " + asid);
    }
}
