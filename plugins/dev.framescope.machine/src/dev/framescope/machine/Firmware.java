package dev.framescope.machine;

import java.util.Objects;

/** Who serves M-mode. */
public sealed interface Firmware {
    /** The machine itself answers SBI calls; the kernel starts in S-mode. */
    Firmware BUILTIN = new Builtin();

    /** Nobody: the kernel starts in M-mode and owns the machine. */
    Firmware NONE = new None();

    /**
     * A program such as OpenSBI: it starts in M-mode, with the device tree's address in a1 and
     * OpenSBI's {@code struct fw_dynamic_info} at a2, which says where the kernel is.
     */
    static Firmware of(LoadImage image) {
        return new Program(image);
    }

    /** For a person: {@code builtin}, {@code none}, or what the program is called. */
    String name();

    /** What {@link #BUILTIN} is. */
    record Builtin() implements Firmware {
        @Override
        public String name() {
            return "builtin";
        }
    }

    /** What {@link #NONE} is. */
    record None() implements Firmware {
        @Override
        public String name() {
            return "none";
        }
    }

    /**
     * What {@link #of} makes.
     *
     * @param image the firmware as it is loaded; its entry is where the harts start
     */
    record Program(LoadImage image) implements Firmware {
        public Program {
            Objects.requireNonNull(image, "image");
        }

        @Override
        public String name() {
            return image.name();
        }
    }
}
