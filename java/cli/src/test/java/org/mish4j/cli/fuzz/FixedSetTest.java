// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.cli.fuzz.graphs.GraphCase;
import org.mish4j.cli.fuzz.graphs.RandomGraphs;
import org.mish4j.importers.OnnxImporter;
import org.mish4j.importers.export.MishForm;
import org.mish4j.importers.export.OnnxExporter;

/** The random graphs of every test run: the same ones each time. */
class FixedSetTest {
    private static final int GRAPHS = 250;
    private static final int GRAPHS_OF_EACH_INSTRUCTION_SET = 40;
    private static final int EXPORTED_GRAPHS = 250;

    @TempDir
    private Path folder;

    private static List<String> devices() {
        return Device.list().stream()
                .filter(DeviceInfo::available)
                .map(DeviceInfo::name)
                .filter(name -> !name.startsWith("cuda"))
                .toList();
    }

    @Test
    void everyDeviceAgreesWithItsOperatorsOneByOne() throws IOException {
        List<Setting> settings = new ArrayList<>();
        devices().forEach(device -> settings.addAll(Settings.of(device)));
        List<String> failures = new ArrayList<>();
        Worker worker = new Worker(settings, new Worker.Listener() {
            @Override
            public void running(long seed, int setting) {}

            @Override
            public void failed(FailedCase failed) {
                failures.add(failed.line());
            }

            @Override
            public void done(long seed) {}
        });
        for (long seed = 1; seed <= GRAPHS; seed++) {
            worker.run(seed, 0);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void lesserInstructionSetsAgree() throws IOException {
        String best = Device.list().stream()
                .filter(info -> info.name().equals("cpu"))
                .map(DeviceInfo::instructionSet)
                .findFirst()
                .orElse("");
        List<InstructionSet> lesser = InstructionSet.includedIn(best).stream()
                .filter(set -> !set.name().equals(InstructionSet.NATIVE))
                .toList();
        StringWriter out = new StringWriter();
        FuzzRun run = new FuzzRun(
                lesser,
                WorkerProcess::new,
                devices().stream()
                        .filter(device -> !device.equals("java-reference"))
                        .toList(),
                new FailureFolder(folder),
                new PrintWriter(out, true),
                Duration.ofMinutes(10));
        assertThat(run.run(1, GRAPHS_OF_EACH_INSTRUCTION_SET, folder.toString()))
                .as(out.toString())
                .isTrue();
        assertThat(out.toString()).startsWith("%d graphs under ".formatted(GRAPHS_OF_EACH_INSTRUCTION_SET));
    }

    /** What failures are written as computes the same, imported again. */
    @Test
    void exportedGraphsStayTheSame() {
        Setting reference = Settings.of("java-reference").getFirst();
        for (long seed = 1; seed <= EXPORTED_GRAPHS; seed++) {
            GraphCase drawn = RandomGraphs.draw(seed);
            assertThat(new Comparison(drawn, this::outputsOfExported).failure(reference))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private List<float[]> outputsOfExported(GraphCase graphCase, Setting setting) {
        Path file = folder.resolve("model.onnx");
        try {
            OnnxExporter.write(graphCase.graph(), file, MishForm.OPERATOR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GraphCase imported = new GraphCase(graphCase.seed(), new OnnxImporter().read(file), graphCase.inputs());
        assertThat(imported.graph().inputs())
                .hasToString(graphCase.graph().inputs().toString());
        return DeviceRun.outputs(imported, setting);
    }
}
