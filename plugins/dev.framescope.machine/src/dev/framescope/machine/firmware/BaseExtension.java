package dev.framescope.machine.firmware;

import dev.framescope.machine.hart.Hart;

import java.util.function.IntPredicate;

/** Base extension (SBI 2.0, chapter 4). */
final class BaseExtension implements SbiExtension {
    static final int ID = 0x10;

    private static final int GET_SPEC_VERSION = 0;
    private static final int GET_IMPL_ID = 1;
    private static final int GET_IMPL_VERSION = 2;
    private static final int PROBE_EXTENSION = 3;
    private static final int GET_MVENDORID = 4;
    private static final int GET_MARCHID = 5;
    private static final int GET_MIMPID = 6;

    private static final int SPEC_VERSION_2_0 = 2 << 24;

    /** Not in the specification's list of implementations: "FS". */
    private static final int IMPLEMENTATION_ID = 0x4653;

    private static final int IMPLEMENTATION_VERSION_1_0 = 1 << 16;

    private static final int MVENDORID = 0xf11;
    private static final int MARCHID = 0xf12;
    private static final int MIMPID = 0xf13;

    private final IntPredicate hasExtension;

    BaseExtension(IntPredicate hasExtension) {
        this.hasExtension = hasExtension;
    }

    @Override
    public SbiResult call(SbiCall call) {
        return switch (call.function()) {
            case GET_SPEC_VERSION -> SbiResult.of(SPEC_VERSION_2_0);
            case GET_IMPL_ID -> SbiResult.of(IMPLEMENTATION_ID);
            case GET_IMPL_VERSION -> SbiResult.of(IMPLEMENTATION_VERSION_1_0);
            case PROBE_EXTENSION -> SbiResult.of(probe(call.argument(0)));
            case GET_MVENDORID -> csr(call.hart(), MVENDORID);
            case GET_MARCHID -> csr(call.hart(), MARCHID);
            case GET_MIMPID -> csr(call.hart(), MIMPID);
            default -> SbiResult.NOT_SUPPORTED;
        };
    }

    private int probe(long extension) {
        return extension == (int) extension && hasExtension.test((int) extension) ? 1 : 0;
    }

    private static SbiResult csr(Hart hart, int number) {
        return SbiResult.of(hart.csr(number).orElse(0));
    }
}
