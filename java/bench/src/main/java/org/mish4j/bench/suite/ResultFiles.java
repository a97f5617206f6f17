// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mish4j.cli.text.JsonWriter;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** Writes what a suite has given into a folder. */
public final class ResultFiles {
    /** What JMH has measured, in its own format, with the raw data of all forks. */
    public static final String RESULTS = "results.json";

    /** The machine, and how it was measured. */
    public static final String MACHINE = "machine.json";

    /** What has no result, and why: a list of objects with benchmark, params, reason, and whether it is a failure. */
    public static final String OMISSIONS = "omissions.json";

    private ResultFiles() {}

    /** Writes the three files. */
    public static void write(Path folder, SuiteResults results, Map<String, Object> machine) throws IOException {
        Files.createDirectories(folder);
        ResultFormatFactory.getInstance(
                        ResultFormatType.JSON, folder.resolve(RESULTS).toString())
                .writeOut(results.merged());
        write(folder.resolve(MACHINE), machine);
        write(
                folder.resolve(OMISSIONS),
                results.omissions().stream().map(ResultFiles::toJson).toList());
    }

    private static Map<String, Object> toJson(Omission omission) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("benchmark", omission.trial().benchmark());
        object.put("params", omission.trial().parameters());
        object.put("reason", omission.reason());
        object.put("failure", omission.isFailure());
        return object;
    }

    private static void write(Path file, Object json) throws IOException {
        Files.writeString(file, JsonWriter.write(json) + "\n");
    }
}
