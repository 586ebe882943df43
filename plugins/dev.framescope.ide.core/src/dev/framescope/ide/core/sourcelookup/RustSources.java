package dev.framescope.ide.core.sourcelookup;

import org.eclipse.core.runtime.ILog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The source of Rust's own libraries, which the compiler records as {@code /rustc/<commit>/library/
 * ...}, in the places where rustup and Linux distributions put it.
 */
final class RustSources {
    private static final String RECORDED = "/rustc/";
    private static final String LIBRARY = "library";
    private static final Path IN_TOOLCHAIN = Path.of("lib/rustlib/src/rust");

    private final List<Path> roots;

    /**
     * @param roots folders that have a folder {@code library}, the best first
     */
    RustSources(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /** Those of this machine. */
    static RustSources installed() {
        return new RustSources(roots(System.getenv(), Path.of(System.getProperty("user.home"))));
    }

    private static List<Path> roots(Map<String, String> environment, Path home) {
        List<Path> roots = new ArrayList<>();
        String library = environment.get("RUST_SRC_PATH");
        if (library != null && !library.isBlank()) {
            Path path = Path.of(library);
            roots.add(path.endsWith(LIBRARY) ? path.getParent() : path);
        }
        String rustup = environment.get("RUSTUP_HOME");
        Path toolchains =
                (rustup == null ? home.resolve(".rustup") : Path.of(rustup)).resolve("toolchains");
        subfolders(toolchains, "*").forEach(chain -> roots.add(chain.resolve(IN_TOOLCHAIN)));
        roots.add(Path.of("/usr").resolve(IN_TOOLCHAIN));
        roots.addAll(subfolders(Path.of("/usr/src"), "rustc-*"));
        return roots;
    }

    private static List<Path> subfolders(Path folder, String pattern) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
                entries.forEach(found::add);
            } catch (IOException | UncheckedIOException e) {
                ILog.of(RustSources.class).info("No Rust sources in " + folder, e);
            }
        }
        return found;
    }

    /** The file of a path below {@code /rustc/}; empty for others, and if it is not installed. */
    Optional<Path> find(String recorded) {
        if (!recorded.startsWith(RECORDED)) {
            return Optional.empty();
        }
        int slash = recorded.indexOf('/', RECORDED.length());
        if (slash < 0) {
            return Optional.empty();
        }
        String rest = recorded.substring(slash + 1);
        return roots.stream()
                .map(root -> root.resolve(rest).normalize())
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
