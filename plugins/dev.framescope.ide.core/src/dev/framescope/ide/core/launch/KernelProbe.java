package dev.framescope.ide.core.launch;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.symbols.SymbolException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a look into a kernel's file says about a launch of it. Takes as long as reading the file:
 * not for the UI thread.
 *
 * @param problem why the launch will fail, with what to do; empty if it will not
 * @param automaticStop where a debug session stops if nothing else is asked for
 */
public record KernelProbe(Optional<String> problem, Optional<String> automaticStop) {
    /** Nothing is known yet. */
    public static final KernelProbe NONE = new KernelProbe(Optional.empty(), Optional.empty());

    /**
     * Reads a kernel.
     *
     * @param stopAt the function in which to stop, if one is asked for
     */
    public static KernelProbe of(Path kernel, Optional<String> stopAt) {
        try {
            KernelImage image = KernelImage.load(kernel);
            return new KernelProbe(
                    stopAt.flatMap(name -> missing(image, name)), image.defaultStopAt());
        } catch (SymbolException e) {
            return new KernelProbe(Optional.of(unusable(e)), Optional.empty());
        } catch (IOException e) {
            return new KernelProbe(
                    Optional.of("The kernel cannot be read: " + e.getMessage()), Optional.empty());
        }
    }

    private static Optional<String> missing(KernelImage image, String function) {
        if (!image.symbols().functions(function).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(noSuchFunction(function, image));
    }

    static String unusable(SymbolException e) {
        return e.getMessage() + ". Choose the ELF file of an RV64 kernel.";
    }

    static String noSuchFunction(String function, KernelImage image) {
        return "Stop at: "
                + image.path().getFileName()
                + " has no function '"
                + function
                + "': choose another, or leave it empty.";
    }
}
