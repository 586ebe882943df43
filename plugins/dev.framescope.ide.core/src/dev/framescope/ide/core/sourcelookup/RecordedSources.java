package dev.framescope.ide.core.sourcelookup;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.symbols.SymbolFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The source files of a kernel: which file a path in its debug information means, and the other way
 * round. A kernel may have been built elsewhere, and its paths may be relative to a folder that is
 * not recorded: what counts then is where the ELF file is. Any thread may use it.
 */
public final class RecordedSources {
    /** How far above the kernel's ELF file its sources are looked for. */
    private static final int MAX_LEVELS = 4;

    /** So much of a path must agree for two files in different places to be the same. */
    private static final int MIN_COMMON = 2;

    private final KernelImage kernel;
    private final Supplier<List<SymbolFile>> programs;
    private final Supplier<List<PathMapping>> mappings;
    private final RustSources rust = RustSources.installed();

    /** The mappings by which {@link #found} was found. */
    private volatile List<PathMapping> foundBy = List.of();

    private final Map<String, Optional<Path>> found = new ConcurrentHashMap<>();

    /**
     * The sources of a kernel alone. Reads nothing yet.
     *
     * @param mappings gives what the person has said of where sources are; it may change
     */
    public RecordedSources(KernelImage kernel, Supplier<List<PathMapping>> mappings) {
        this(kernel, () -> List.of(kernel.symbols()), mappings);
    }

    /**
     * The sources of a kernel and of the programs that it runs.
     *
     * @param programs gives the symbols of all of them; they may change
     * @param mappings as above
     */
    public RecordedSources(
            KernelImage kernel,
            Supplier<List<SymbolFile>> programs,
            Supplier<List<PathMapping>> mappings) {
        this.kernel = kernel;
        this.programs = programs;
        this.mappings = mappings;
    }

    /** The file that a recorded path means, if it is on this machine. */
    public Optional<Path> onDisk(String recorded) {
        List<PathMapping> now = mappings.get();
        if (!now.equals(foundBy)) {
            found.clear();
            foundBy = now;
        }
        return found.computeIfAbsent(recorded, path -> search(path, now));
    }

    /** How debug information calls a file; empty if it is no source of any of the programs. */
    public Optional<String> recordedFor(Path file) {
        String name = String.valueOf(file.getFileName());
        return programs.get().stream()
                .flatMap(symbols -> symbols.sourceFiles().stream())
                .filter(recorded -> recorded.endsWith(name) && agrees(recorded, file))
                .max(Comparator.comparingInt(recorded -> commonTail(path(recorded), file)));
    }

    private boolean agrees(String recorded, Path file) {
        Optional<Path> actual = onDisk(recorded);
        if (actual.isPresent()) {
            return isSame(actual.get(), file);
        }
        Path path = path(recorded);
        int common = commonTail(path, file);
        return common == path.getNameCount() && common > 0 || common >= MIN_COMMON;
    }

    private Optional<Path> search(String recorded, List<PathMapping> by) {
        for (PathMapping mapping : by) {
            Optional<Path> mapped = mapping.toLocal(recorded).filter(Files::isRegularFile);
            if (mapped.isPresent()) {
                return mapped;
            }
        }
        return search(recorded).or(() -> rust.find(recorded));
    }

    private Optional<Path> search(String recorded) {
        Path path = path(recorded);
        if (path.isAbsolute() && Files.isRegularFile(path)) {
            return Optional.of(path);
        }
        Path folder = kernel.path().toAbsolutePath().getParent();
        for (int level = 0; folder != null && level < MAX_LEVELS; level++) {
            Optional<Path> file = below(folder, path, level == 0 ? 1 : MIN_COMMON);
            if (file.isPresent()) {
                return file;
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }

    /** The file at the longest tail of a path below a folder. */
    private static Optional<Path> below(Path folder, Path path, int minimum) {
        int count = path.getNameCount();
        for (int start = 0; start < count; start++) {
            boolean whole = start == 0 && !path.isAbsolute();
            if (count - start < minimum && !whole) {
                break;
            }
            Path file = folder.resolve(path.subpath(start, count)).normalize();
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static Path path(String recorded) {
        try {
            return Path.of(recorded).normalize();
        } catch (InvalidPathException e) {
            return Path.of(""); // a name that this system cannot have is no file of it
        }
    }

    static int commonTail(Path a, Path b) {
        int count = 0;
        while (count < a.getNameCount()
                && count < b.getNameCount()
                && a.getName(a.getNameCount() - 1 - count)
                        .equals(b.getName(b.getNameCount() - 1 - count))) {
            count++;
        }
        return count;
    }

    private static boolean isSame(Path a, Path b) {
        try {
            return Files.isSameFile(a, b);
        } catch (IOException e) {
            return a.equals(b); // one of them is gone meanwhile: only the names are left
        }
    }
}
