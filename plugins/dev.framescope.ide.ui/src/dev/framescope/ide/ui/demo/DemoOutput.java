package dev.framescope.ide.ui.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The terminal from which the demonstration was started; reading it there is its purpose. */
final class DemoOutput {
    private static final PrintStream TERMINAL =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private DemoOutput() {}

    static void say(String text) {
        TERMINAL.println(text);
    }
}
