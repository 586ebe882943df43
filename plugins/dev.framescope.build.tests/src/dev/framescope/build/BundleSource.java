package dev.framescope.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One bundle's folder, as far as its dependencies go: the bundles and packages that its manifest
 * asks for, and the packages that its Java sources name.
 */
final class BundleSource {
    private static final List<String> DEPENDENCY_HEADERS =
            List.of("Require-Bundle", "Import-Package", "DynamicImport-Package", "Fragment-Host");

    /** Comments, text blocks, strings and characters: where a name means nothing. */
    private static final Pattern NOT_CODE =
            Pattern.compile(
                    "//[^\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\""
                            + "|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'",
                    Pattern.DOTALL);

    private static final Pattern IMPORT =
            Pattern.compile("^\\s*import\\s+(?:static\\s+)?([\\w.]+)", Pattern.MULTILINE);

    /** A type named in full without an import. */
    private static final Pattern QUALIFIED =
            Pattern.compile(
                    "(?<![\\w.])(?:org\\.eclipse|org\\.jline|dev\\.framescope|picocli)\\.[\\w.]+");

    /** A dotted name and the place, relative to the bundles' folder, that uses it. */
    record Use(String name, String place) {}

    private static final Comparator<Use> ORDER =
            Comparator.comparing(Use::place).thenComparing(Use::name);

    private final Path folder;
    private final Attributes manifest;

    private BundleSource(Path folder, Attributes manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Reads the manifest of the bundle in {@code folder}. */
    static BundleSource read(Path folder) throws IOException {
        Path file = folder.resolve("META-INF/MANIFEST.MF");
        try (InputStream in = Files.newInputStream(file)) {
            return new BundleSource(folder, new Manifest(in).getMainAttributes());
        }
    }

    String symbolicName() {
        return nameOf(manifest.getValue("Bundle-SymbolicName"));
    }

    /** Every use of a bundle or package, by place; a name once per place. */
    Set<Use> uses() throws IOException {
        Set<Use> uses = new TreeSet<>(ORDER);
        for (String header : DEPENDENCY_HEADERS) {
            String value = manifest.getValue(header);
            if (value != null) {
                for (String clause : clauses(value)) {
                    uses.add(new Use(nameOf(clause), place("META-INF/MANIFEST.MF") + " " + header));
                }
            }
        }
        for (Path file : javaFiles()) {
            for (String name : namesIn(Files.readString(file))) {
                uses.add(new Use(name, place(folder.relativize(file).toString())));
            }
        }
        return uses;
    }

    private String place(String relative) {
        return folder.getFileName() + "/" + relative;
    }

    private List<Path> javaFiles() throws IOException {
        Path src = folder.resolve("src");
        if (!Files.isDirectory(src)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(src)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    /** The imported and the fully qualified names in a Java source. */
    static Set<String> namesIn(String source) {
        String code = NOT_CODE.matcher(source).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        Matcher imports = IMPORT.matcher(code);
        while (imports.find()) {
            names.add(imports.group(1));
        }
        String withoutPackage = code.replaceFirst("(?m)^\\s*package\\s+[\\w.]+\\s*;", "");
        Matcher qualified = QUALIFIED.matcher(withoutPackage);
        while (qualified.find()) {
            names.add(qualified.group());
        }
        return names;
    }

    /** Splits a manifest header at the commas outside quotation marks. */
    private static List<String> clauses(String header) {
        List<String> clauses = new ArrayList<>();
        Matcher clause = Pattern.compile("(?:\"[^\"]*\"|[^,\"])+").matcher(header);
        while (clause.find()) {
            clauses.add(clause.group());
        }
        return clauses;
    }

    private static String nameOf(String clause) {
        int attributes = clause.indexOf(';');
        return (attributes < 0 ? clause : clause.substring(0, attributes)).strip();
    }
}
