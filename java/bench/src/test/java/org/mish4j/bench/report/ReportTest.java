// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    private static final List<String> CHARTS = List.of(
            "calls-EmptyCall",
            "calls-RunCall",
            "mish-1024",
            "convolutions-2-threads",
            "network-digits-1-thread",
            "network-digits-2-threads",
            "network-ratios");

    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        folder = parent.resolve("abacus");
        SuiteFiles.mixed().write(folder);
    }

    @Test
    void timesAreTheMediansOfAllRawData() throws IOException {
        assertThat(Report.of(folder).complete().lines())
                .contains(
                        "- Processor: model abacus, caches L1 / L2",
                        "### An empty function",
                        "| candidate | median ns | least to largest | samples | times `downcall` | bytes of heap |",
                        "| `java` | 2.12 | 1.00 to 4.00 | 4 | 0.25 | 0 |",
                        "| `downcall` | 8.50 | 8.00 to 9.00 | 3 | 1.00 | 0 |",
                        "| `inferRequest cpu` | 500 | 500 to 500 | 1 | – | 0 |",
                        "| `native-segment` | 1.50 | 1.50 to 1.50 | 1 | 1.00 | 16 |");
    }

    @Test
    void shapesOfConvolutionsAreSummedUp() throws IOException {
        // 2 * 4 * 4 * 5 * 3 * 9 = 4320 and 2 * 6 * 6 * 4 * 2 = 576 operations: 0.432 and 0.288 GFLOP/s, 0.216 and 0.036
        String complete = Report.of(folder).complete();
        assertThat(complete.lines())
                .contains(
                        "### All shapes, 2 threads",
                        "| `native-fused` | 2 | 1.00 | 1.00 to 1.00 | 0.360 | 0 |",
                        "| `java-arrays` | 2 | 4.00 | 2.00 to 8.00 | 0.126 | 0 |",
                        "| `java-vector` | 0 | – | no module | – | – |",
                        "| 6x6 2->4 1x1 s1 | 2.00 (2.00 to 2.00), 1.00 | 16.0 (16.0 to 16.0), 8.00 | – |");
        assertThat(Report.of(folder).summary("abacus")).contains("All shapes").doesNotContain("Each shape");
    }

    @Test
    void whoHasNoResultIsNamedWithTheReason() throws IOException {
        assertThat(Report.of(folder).complete().lines())
                .contains(
                        "| `onnxruntime` | 0.500 | 0.500 to 0.500 | 1 | 4.00 | 1234 |",
                        "| `tensorflow` | – | failed: it \\| broke twice | – | – | – |",
                        "- `tensorflow`, 1 of WholeNetwork, failed: it | broke twice",
                        "- `java-vector`, 1 of ConvolutionMish, can't run here: no module");
    }

    @Test
    void chartsAreWrittenAsSvgAndPng() throws Exception {
        Report report = Report.of(folder);
        report.write(folder);
        assertThat(folder.resolve("results.md")).hasContent(report.complete());
        for (String chart : CHARTS) {
            assertThat(report.complete()).contains("](%s.svg)".formatted(chart));
            assertThat(report.summary("abacus")).contains("](abacus/%s.svg)".formatted(chart));
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            var document = factory.newDocumentBuilder()
                    .parse(folder.resolve(chart + ".svg").toFile());
            assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
            BufferedImage image = ImageIO.read(folder.resolve(chart + ".png").toFile());
            assertThat(countBlue(image)).as("of mish4j's in %s", chart).isPositive();
        }
    }

    /** Counts pixels in the colour of what comes first. */
    private static int countBlue(BufferedImage image) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == 0x0072B2 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void aSuiteWithoutAnyResultHasAReport() throws IOException {
        new SuiteFiles().omission("call.EmptyCall.jni", "", "no library", false).write(folder);
        Report report = Report.of(folder);
        report.write(folder);
        assertThat(report.complete()).contains("| `jni` | – | can't run here: no library | – | – | – |");
        assertThat(report.complete()).doesNotContain(".svg");
    }

    @Test
    void theSummaryIsWrittenWhereItsPlaceIs() throws IOException {
        Path readme = parent.resolve("README.md");
        Report report = Report.of(folder);
        assertThat(GeneratedText.update(folder, report)).isFalse();
        Files.writeString(
                readme,
                "before\n<!-- written by bench-suite from abacus -->\nold\n<!-- end of what is written from abacus -->\nafter\n");
        assertThat(GeneratedText.update(folder, report)).isTrue();
        assertThat(readme)
                .content()
                .startsWith("before\n<!-- written by bench-suite from abacus -->\n\n- Processor: model abacus")
                .endsWith("\n\n<!-- end of what is written from abacus -->\nafter\n")
                .contains("\n### What a call costs\n")
                .doesNotContain("old");
        String once = Files.readString(readme);
        GeneratedText.update(folder, report);
        assertThat(readme).hasContent(once);
    }

    @Test
    void aPlaceThatDoesNotEndIsAnError() {
        assertThatThrownBy(() -> GeneratedText.replace("<!-- written by bench-suite from x -->\n", "x", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<!-- end of what is written from x -->");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1]", "[{}]", "[{\"benchmark\": 3}]", "nonsense", "[{\"primaryMetric\": 1}]"})
    void filesThatNoSuiteHasWrittenAreRefused(String content) throws IOException {
        Files.writeString(folder.resolve("results.json"), content);
        assertThatThrownBy(() -> Report.of(folder))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("'%s' is not what a suite has written", folder.resolve("results.json"));
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(folder.resolve("omissions.json"));
        assertThatThrownBy(() -> Report.of(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(folder.resolve("omissions.json").toString());
    }
}
