package dev.framescope.machine.firmware;

/** Debug console extension (SBI 2.0, chapter 12). */
final class DebugConsoleExtension implements SbiExtension {
    static final int ID = 0x4442434e; // "DBCN"

    private static final int CONSOLE_WRITE = 0;
    private static final int CONSOLE_READ = 1;
    private static final int CONSOLE_WRITE_BYTE = 2;

    /** A call may do a part; this much keeps it short. */
    private static final int MOST_BYTES = 4096;

    private final FirmwarePlatform platform;

    DebugConsoleExtension(FirmwarePlatform platform) {
        this.platform = platform;
    }

    @Override
    public SbiResult call(SbiCall call) {
        return switch (call.function()) {
            case CONSOLE_WRITE -> write(call.argument(0), call.argument(1), call.argument(2));
            case CONSOLE_READ -> read(call.argument(0), call.argument(1), call.argument(2));
            case CONSOLE_WRITE_BYTE -> {
                platform.consoleWrite((int) call.argument(0) & 0xff);
                yield SbiResult.OK;
            }
            default -> SbiResult.NOT_SUPPORTED;
        };
    }

    private boolean isBuffer(long paddrLow, long paddrHigh, long bytes) {
        return paddrHigh == 0 && platform.isSupervisorMemory(paddrLow, bytes);
    }

    private SbiResult write(long bytes, long paddr, long paddrHigh) {
        if (!isBuffer(paddr, paddrHigh, bytes)) {
            return SbiResult.INVALID_PARAM;
        }
        byte[] buffer = new byte[(int) Math.min(bytes, MOST_BYTES)];
        platform.memory().read(paddr, buffer, 0, buffer.length);
        for (byte value : buffer) {
            platform.consoleWrite(value & 0xff);
        }
        return SbiResult.of(buffer.length);
    }

    private SbiResult read(long bytes, long paddr, long paddrHigh) {
        if (!isBuffer(paddr, paddrHigh, bytes)) {
            return SbiResult.INVALID_PARAM;
        }
        byte[] buffer = new byte[(int) Math.min(bytes, MOST_BYTES)];
        int count = 0;
        while (count < buffer.length) {
            int value = platform.consoleRead();
            if (value < 0) {
                break;
            }
            buffer[count++] = (byte) value;
        }
        platform.memory().write(paddr, buffer, 0, count);
        return SbiResult.of(count);
    }
}
