package dev.framescope.gdbserver;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;
import java.nio.file.Path;

/** A sample kernel before its first instruction, and a client that is connected to its server. */
abstract class ServedKernel {
    private final Path elf;
    private final int harts;
    TestTarget target;
    GdbServer server;
    RawClient gdb;

    ServedKernel(Path elf, int harts) {
        this.elf = elf;
        this.harts = harts;
    }

    @BeforeEach
    void start() throws Exception {
        target = TestTarget.of(elf, harts);
        server = GdbServer.start(target, 0);
        gdb = RawClient.connect(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        gdb.close();
        server.close();
        target.close();
    }
}
