package dev.framescope.ide.ui.demo;

import org.eclipse.core.runtime.Platform;
import org.eclipse.ui.IStartup;

/** Starts the demonstration if the command line asks for it. */
public final class DemoStartup implements IStartup {
    @Override
    public void earlyStartup() {
        DemoOptions options = DemoOptions.parse(Platform.getApplicationArgs());
        if (options.wanted()) {
            new Demonstration(options).schedule();
        }
    }
}
