package dev.framescope.machine.run;

import dev.framescope.machine.Firmware;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.LoadSegment;
import dev.framescope.machine.MachineConfig;
import dev.framescope.testing.Asm;

import java.util.List;
import java.util.function.Consumer;

/** Machines that run a few instructions of a test's own. */
public final class Guest {
    /** Where kernels start behind the built-in firmware. */
    public static final long KERNEL = 0x80200000L;

    /** Where programs start without firmware. */
    public static final long BARE = 0x80000000L;

    public static final long FINISHER = 0x100000;
    public static final long CLINT = 0x2000000;
    public static final long PLIC = 0xc000000;
    public static final long UART = 0x10000000;

    private Guest() {}

    /** A kernel in S-mode, served by the built-in firmware. */
    public static MachineConfig kernel(Consumer<Asm> program) {
        return config(KERNEL, Firmware.BUILTIN, program);
    }

    /** A program in M-mode that owns the machine. */
    public static MachineConfig bare(Consumer<Asm> program) {
        return config(BARE, Firmware.NONE, program);
    }

    private static MachineConfig config(long base, Firmware firmware, Consumer<Asm> program) {
        Asm asm = new Asm(base);
        program.accept(asm);
        byte[] code = asm.bytes();
        LoadSegment segment = new LoadSegment(base, code, code.length);
        LoadImage image = new LoadImage("guest", base, List.of(segment));
        return MachineConfig.of(image).withFirmware(firmware);
    }
}
