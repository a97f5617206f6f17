// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation says of measurements is what the program writes of the JSON files beside it. */
class DocumentedResultsTest {
    private static final Path RESULTS = Path.of("..", "..", "docs", "results");
    private static final Pattern PLACE = Pattern.compile("(?m)^<!-- written by bench-suite from (.*) -->$");

    static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(RESULTS)) {
            return folders.filter(folder -> Files.exists(folder.resolve("results.json")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("folders")
    void tablesAndSummaryAreThoseOfTheJson(Path folder) throws IOException {
        Report report = Report.of(folder);
        assertThat(folder.resolve("results.md")).content().isEqualTo(report.complete());
        String name = folder.getFileName().toString();
        String readme = Files.readString(RESULTS.resolve("README.md"));
        assertThat(readme).isEqualTo(GeneratedText.replace(readme, name, report.summary(name)));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("folders")
    void everyChartIsThere(Path folder) throws IOException {
        Pattern image = Pattern.compile("!\\[.*]\\((.*)[.]svg\\)");
        List<String> charts = image.matcher(Report.of(folder).complete())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(charts).allSatisfy(chart -> {
            assertThat(folder.resolve(chart + ".svg")).isNotEmptyFile();
            assertThat(folder.resolve(chart + ".png")).isNotEmptyFile();
        });
    }

    @Test
    void everyPlaceHasItsFolder() throws IOException {
        List<String> sources = PLACE.matcher(Files.readString(RESULTS.resolve("README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(folders())
                .extracting(folder -> folder.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(sources);
    }
}
