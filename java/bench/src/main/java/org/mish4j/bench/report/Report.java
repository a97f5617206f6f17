// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mish4j.cli.plot.PictureFormat;

/** Writes tables and charts of what a suite has measured, from the JSON files in a folder, beside them. */
public final class Report {
    /** The file with all tables. */
    public static final String TABLES = "results.md";

    private final List<Section> sections;
    private final SuiteData data;

    private Report(SuiteData data) {
        this.data = data;
        this.sections = Section.all(data);
    }

    /**
     * Reads a folder's JSON files.
     *
     * @throws IOException if one can't be read, or is not what a suite has written; the text names the file
     */
    public static Report of(Path folder) throws IOException {
        return new Report(SuiteData.read(folder));
    }

    /** Returns everything in Markdown, for a file beside the JSON files. */
    public String complete() {
        List<String> lines = new ArrayList<>(List.of("# Results of the benchmark suite", ""));
        lines.addAll(body("", true));
        return String.join("\n", lines).strip() + "\n";
    }

    /**
     * Returns what is most important in Markdown, below a heading of the second level.
     *
     * @param folder where the charts are, as links name it
     */
    public String summary(String folder) {
        List<String> lines = body(folder + "/", false).stream()
                .map(line -> line.startsWith("#") ? "#" + line : line)
                .toList();
        return String.join("\n", lines).strip()
                + "\n\n[Every time of every shape, and the data](%s/)\n".formatted(folder);
    }

    private List<String> body(String prefix, boolean isComplete) {
        List<String> lines = new ArrayList<>(MachineText.lines(data.machine()));
        lines.add("");
        lines.addAll(List.of(
                "Times are medians of the raw data of all forks, with the least and the largest; a ratio is one of two medians.",
                ""));
        for (Section section : sections) {
            lines.addAll(List.of("## " + section.heading(), ""));
            lines.addAll(section.tables());
            if (isComplete) {
                lines.addAll(section.details());
            }
            section.charts()
                    .forEach(chart -> lines.addAll(
                            List.of("![%s](%s%s.svg)".formatted(chart.title(), prefix, chart.name()), "")));
        }
        lines.addAll(omissions());
        return lines;
    }

    private List<String> omissions() {
        List<Comparison> reasons = Comparison.of(
                data.outcomes().stream()
                        .filter(Outcome.Omitted.class::isInstance)
                        .toList(),
                outcome -> "%s|%s".formatted(outcome.candidate(), ((Outcome.Omitted) outcome).reason()));
        if (reasons.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("## Not measured", ""));
        for (Comparison group : reasons) {
            Outcome.Omitted omitted = (Outcome.Omitted) group.outcomes().getFirst();
            lines.add("- `%s`, %d of %s, %s: %s"
                    .formatted(
                            omitted.candidate(),
                            group.outcomes().size(),
                            omitted.className(),
                            omitted.isFailure() ? "failed" : "can't run here",
                            omitted.reason().replaceAll("\\s+", " ")));
        }
        return lines;
    }

    /** Writes the tables, and each chart as SVG and PNG, into a folder. */
    public void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(TABLES), complete());
        for (Section section : sections) {
            for (Chart chart : section.charts()) {
                write(chart, PictureFormat.SVG, folder.resolve(chart.name() + ".svg"));
                write(chart, PictureFormat.PNG, folder.resolve(chart.name() + ".png"));
            }
        }
    }

    private static void write(Chart chart, PictureFormat format, Path file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file)) {
            format.write(chart.picture(), stream);
        }
    }
}
