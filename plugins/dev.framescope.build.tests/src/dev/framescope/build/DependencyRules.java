package dev.framescope.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What each bundle may use. Two rules say it in short, and the table below in full:
 *
 * <ol>
 *   <li>Arrows point down: ide.ui, ide.core, cli, gdbserver, debugger, insight, (machine, symbols).
 *   <li>No {@code org.eclipse} in a bundle without {@code ide} in its name; no SWT, JFace or {@code
 *       org.eclipse.ui} below {@code ide.ui}.
 * </ol>
 */
final class DependencyRules {
    private static final String PREFIX = "dev.framescope.";
    private static final String TESTS = ".tests";

    /** For each bundle the names, and all below them, that it may use besides {@code java}. */
    private static final Map<String, List<String>> MAY_USE =
            Map.ofEntries(
                    Map.entry("machine", List.of("org.objectweb.asm")),
                    Map.entry("symbols", List.of()),
                    Map.entry("insight", own("machine", "symbols")),
                    Map.entry("debugger", own("machine", "symbols", "insight")),
                    Map.entry("gdbserver", own("machine", "symbols", "insight", "debugger")),
                    Map.entry(
                            "cli",
                            with(
                                    own("machine", "symbols", "insight", "debugger", "gdbserver"),
                                    "picocli",
                                    "org.jline")),
                    Map.entry(
                            "ide.core",
                            with(
                                    own(
                                            "machine",
                                            "symbols",
                                            "insight",
                                            "debugger",
                                            "gdbserver",
                                            "cli",
                                            "samples"),
                                    "org.eclipse.debug.core",
                                    "org.eclipse.core",
                                    "org.osgi.framework",
                                    "org.osgi.service.prefs",
                                    "org.w3c.dom")),
                    Map.entry(
                            "ide.ui",
                            with(
                                    own("machine", "symbols", "insight", "debugger", "samples"),
                                    "dev.framescope.ide.core",
                                    "org.eclipse",
                                    "org.osgi.framework",
                                    "jakarta")),
                    Map.entry("samples", List.of()),
                    Map.entry("testing", List.of()),
                    Map.entry("build", List.of()));

    /** What every test may use besides what its host may. */
    private static final List<String> TESTS_MAY_USE =
            with(
                    own("testing", "samples"),
                    "org.junit",
                    "org.opentest4j",
                    "javax.xml.parsers",
                    "org.w3c.dom",
                    "org.xml.sax");

    private static final List<String> USER_INTERFACE =
            List.of(
                    "org.eclipse.swt",
                    "org.eclipse.jface",
                    "org.eclipse.ui",
                    "org.eclipse.debug.ui");

    private DependencyRules() {}

    /**
     * Checks every bundle under {@code plugins}.
     *
     * @return a sentence for each violation, that names the place; empty if there is none
     */
    static List<String> violations(Path plugins) throws IOException {
        List<String> violations = new ArrayList<>();
        for (Path folder : bundleFolders(plugins)) {
            BundleSource bundle = BundleSource.read(folder);
            String name = bundle.symbolicName();
            Optional<List<String>> mayUse = mayUse(name);
            if (mayUse.isEmpty()) {
                violations.add(name + " is not in the table of bundles and what each may use.");
                continue;
            }
            for (BundleSource.Use use : bundle.uses()) {
                if (!isBelow(use.name(), "java") && !isBelowAny(use.name(), mayUse.get())) {
                    violations.add(sentence(name, use));
                }
            }
        }
        return violations;
    }

    private static List<Path> bundleFolders(Path plugins) throws IOException {
        try (Stream<Path> folders = Files.list(plugins)) {
            return folders.filter(folder -> Files.exists(folder.resolve("META-INF/MANIFEST.MF")))
                    .sorted()
                    .toList();
        }
    }

    /** The names a bundle may use, its own included; empty if nobody has said. */
    private static Optional<List<String>> mayUse(String bundle) {
        if (!bundle.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String key = bundle.substring(PREFIX.length());
        boolean tests = key.endsWith(TESTS);
        String host = tests ? key.substring(0, key.length() - TESTS.length()) : key;
        if (!MAY_USE.containsKey(host)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(MAY_USE.get(host));
        names.add(PREFIX + host);
        if (tests) {
            names.addAll(TESTS_MAY_USE);
        }
        return Optional.of(names);
    }

    private static String sentence(String bundle, BundleSource.Use use) {
        String why;
        if (isBelow(use.name(), "org.eclipse") && !bundle.contains(".ide.")) {
            why = "only bundles with ide in their name may use the Eclipse platform";
        } else if (isBelowAny(use.name(), USER_INTERFACE)) {
            why = "only ide.ui may use SWT, JFace and the workbench";
        } else if (isBelow(use.name(), "dev.framescope")) {
            why = "arrows point down";
        } else {
            why = "the table of bundles does not list it";
        }
        return "%s must not use %s: %s (%s).".formatted(bundle, use.name(), why, use.place());
    }

    private static boolean isBelowAny(String name, List<String> roots) {
        return roots.stream().anyMatch(root -> isBelow(name, root));
    }

    private static boolean isBelow(String name, String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }

    private static List<String> own(String... bundles) {
        return Stream.of(bundles).map(PREFIX::concat).toList();
    }

    private static List<String> with(List<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).toList();
    }
}
