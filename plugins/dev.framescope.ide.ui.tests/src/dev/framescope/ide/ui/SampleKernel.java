package dev.framescope.ide.ui;

import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.Platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** Finds the sample kernel that the tests run. */
public final class SampleKernel {
    private static final String BUNDLE = "dev.framescope.samples";

    private SampleKernel() {}

    /** The kernel's ELF file. */
    public static Path elf() throws IOException {
        File bundle = FileLocator.getBundleFileLocation(Platform.getBundle(BUNDLE)).orElseThrow();
        if (bundle.isDirectory()) {
            return bundle.toPath().resolve("kernels/frames-c/frames-c.elf");
        }
        return Path.of(
                FileLocator.toFileURL(
                                Platform.getBundle(BUNDLE)
                                        .getEntry("kernels/frames-c/frames-c.elf"))
                        .getPath());
    }
}
