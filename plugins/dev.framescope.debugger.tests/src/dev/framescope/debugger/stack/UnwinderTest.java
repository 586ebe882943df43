package dev.framescope.debugger.stack;

import java.nio.file.Path;

/** Unwinds by call frame information. */
class UnwinderTest extends UnwinderContract {
    @Override
    Path prepared(Path elf) {
        return elf;
    }
}
