package dev.framescope.ide.ui.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks of the demonstration.
 *
 * @param wanted whether there is to be one
 * @param screenshots the folder for screenshots, after which the workbench is closed; empty to
 *     leave the workbench to the user
 */
record DemoOptions(boolean wanted, Optional<Path> screenshots) {
    private static final String DEMO = "-framescopeDemo";
    private static final String SCREENSHOTS = "-framescopeScreenshots";

    static DemoOptions parse(String... arguments) {
        List<String> all = List.of(arguments);
        int option = all.indexOf(SCREENSHOTS);
        Optional<Path> folder =
                option >= 0 && option + 1 < all.size()
                        ? Optional.of(Path.of(all.get(option + 1)))
                        : Optional.empty();
        return new DemoOptions(all.contains(DEMO) || folder.isPresent(), folder);
    }
}
