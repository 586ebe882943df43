import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/**
 * Adds up the surefire reports under a folder of bundles: one paragraph for each test that did not
 * pass, then the line {@code N passed, N failed}. Exits with 1 unless there were tests and all of
 * them passed. A skipped test has not shown anything, and counts as failed.
 */
class TestSummary {
    private static final int MESSAGE_LINES = 12;

    private final DocumentBuilder parser;
    private int passed;
    private final List<String> failures = new ArrayList<>();

    TestSummary() throws ParserConfigurationException {
        parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    }

    public static void main(String[] args)
            throws IOException, ParserConfigurationException, SAXException {
        TestSummary summary = new TestSummary();
        for (Path report : reports(Path.of(args[0]))) {
            summary.add(report);
        }
        summary.failures.forEach(System.out::println);
        System.out.printf("%d passed, %d failed%n", summary.passed, summary.failures.size());
        System.exit(summary.passed > 0 && summary.failures.isEmpty() ? 0 : 1);
    }

    private static List<Path> reports(Path bundles) throws IOException {
        try (Stream<Path> found = Files.find(bundles, 4, (path, attributes) -> isReport(path))) {
            return found.sorted().toList();
        }
    }

    private static boolean isReport(Path path) {
        return path.getParent().endsWith("target/surefire-reports")
                && path.getFileName().toString().matches("TEST-.*\\.xml");
    }

    private void add(Path report) throws IOException, SAXException {
        NodeList cases = parser.parse(report.toFile()).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element testCase = (Element) cases.item(i);
            String problem = problem(testCase);
            if (problem == null) {
                passed++;
            } else {
                failures.add(
                        "\n%s: %s%n%s"
                                .formatted(
                                        testCase.getAttribute("classname"),
                                        testCase.getAttribute("name"),
                                        problem));
            }
        }
    }

    /** What kept the test from passing, shortened, or null. */
    private static String problem(Element testCase) {
        for (String kind : List.of("failure", "error", "skipped")) {
            NodeList found = testCase.getElementsByTagName(kind);
            if (found.getLength() > 0) {
                String text = found.item(0).getTextContent().strip();
                if (text.isEmpty()) {
                    text = ((Element) found.item(0)).getAttribute("message");
                }
                return "  "
                        + kind
                        + ": "
                        + String.join("\n    ", text.lines().limit(MESSAGE_LINES).toList());
            }
        }
        return null;
    }
}
