// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A program that tells what became of the tests: how many native and Java ones passed, failed and were skipped, which failed,
 * and why others were skipped. {@code ./mish4j test} runs it as
 *
 * <pre>java tools/TestReport.java ROOT STARTED</pre>
 *
 * Results are those of a build that began when the file STARTED was written; of native tests that nothing has changed since
 * they passed, those of then. Its status is 1 where a test failed or none was run.
 */
final class TestReport {
    private static final String NATIVE_BUILD = "native/target/cmake";
    private static final int LONGEST_REASON = 160;

    private final String kind;
    private final Map<String, Integer> skippedFor = new TreeMap<>();
    private final List<String> failed = new ArrayList<>();
    private int count;
    private int skipped;

    private TestReport(String kind) {
        this.kind = kind;
    }

    public static void main(String[] arguments) throws IOException, XMLStreamException {
        Path root = Path.of(arguments[0]);
        Path started = Path.of(arguments[1]);
        TestReport nativeTests = new TestReport("Native");
        if (isNewer(root.resolve(NATIVE_BUILD).resolve("passed-tests.txt"), started)) {
            nativeTests.addFolder(root.resolve(NATIVE_BUILD).resolve("test-results"), null);
        }
        TestReport javaTests = new TestReport("Java");
        for (Path module : modules(root)) {
            javaTests.addFolder(module.resolve("target/surefire-reports"), started);
            javaTests.addFolder(module.resolve("target/failsafe-reports"), started);
        }
        nativeTests.print();
        javaTests.print();
        System.exit(nativeTests.failed.isEmpty() && javaTests.failed.isEmpty() && javaTests.count > 0 ? 0 : 1);
    }

    private static List<Path> modules(Path root) throws IOException {
        List<Path> modules = new ArrayList<>(List.of(root.resolve("bindings")));
        try (Stream<Path> folders = Files.list(root.resolve("java"))) {
            folders.sorted().forEach(modules::add);
        }
        return modules;
    }

    private static boolean isNewer(Path file, Path other) throws IOException {
        return Files.exists(file)
                && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) >= 0;
    }

    /** Adds the results in a folder, if it is there: those not older than a file, unless that is null. */
    private void addFolder(Path folder, Path started) throws IOException, XMLStreamException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".xml"))
                    .filter(file -> !file.endsWith("failsafe-summary.xml"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            if (started == null || isNewer(file, started)) {
                add(file);
            }
        }
    }

    /** Adds the results in a file, in the form that JUnit's have and that GoogleTest writes too. */
    private void add(Path file) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        String set = file.getFileName().toString().replaceAll("^TEST-|[.]xml$", "");
        try (InputStream content = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(content);
            String test = "";
            boolean hasFailed = false;
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (reader.getLocalName()) {
                    case "testcase" -> {
                        count++;
                        hasFailed = false;
                        test = "%s.%s (%s)"
                                .formatted(
                                        reader.getAttributeValue(null, "classname"),
                                        reader.getAttributeValue(null, "name"),
                                        set);
                    }
                    case "skipped" -> {
                        skipped++;
                        String message = reader.getAttributeValue(null, "message");
                        String text = message != null ? message : firstLine(reader.getElementText());
                        skippedFor.merge(reason(text), 1, Integer::sum);
                    }
                    case "failure", "error" -> {
                        if (!hasFailed) {
                            failed.add(test);
                        }
                        hasFailed = true;
                    }
                    default -> {}
                }
            }
            reader.close();
        }
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }

    /** Returns the sentence of a message, in which GoogleTest has the place in a source before it. */
    private static String reason(String message) {
        if (message.isBlank()) {
            return "no reason given";
        }
        String text = message.replaceFirst("^\\S+[.]cpp:\\d+\\s+", "")
                .replaceFirst("^org[.]opentest4j[.]TestAbortedException: ", "")
                .replaceFirst("^Assumption failed: ", "")
                .strip()
                .replaceAll("\\s+", " ");
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
    }

    private void print() {
        System.out.println();
        if (count == 0) {
            System.out.println(kind + " tests: none was run");
            return;
        }
        System.out.printf(
                "%s tests: %,d passed, %,d failed, %,d skipped%n",
                kind, count - failed.size() - skipped, failed.size(), skipped);
        failed.forEach(test -> System.out.println("  failed: " + test));
        skippedFor.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> System.out.printf("  skipped: %,5d because %s%n", entry.getValue(), entry.getKey()));
    }
}
