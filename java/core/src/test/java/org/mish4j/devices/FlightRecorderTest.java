// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mish4j.CompileOptions;
import org.mish4j.Device;
import org.mish4j.testing.Devices;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

@ExtendWith(LeakCheck.class)
class FlightRecorderTest {
    @TempDir
    Path folder;

    @Test
    void recordsCompilesAndInferences() throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("org.mish4j.Compile");
            recording.enable("org.mish4j.Inference");
            recording.start();
            TestGraphs.run(Device.of("java-reference"), TestGraphs.residualBlock(1, 4, 3), CompileOptions.defaults());
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> events = events(file, "org.mish4j.");
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .containsExactly("org.mish4j.Compile", "org.mish4j.Inference");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getString("graph")).isEqualTo("residual-block");
            assertThat(event.getString("device")).isEqualTo("java-reference");
        });
        assertThat(events.getFirst().getInt("steps")).isEqualTo(2);
    }

    @Test
    void recordsNativeMemoryWhereThereIsANativeDevice() throws Exception {
        Path file = folder.resolve("recording.jfr");
        boolean isNative = Devices.available().contains("cpu");
        try (Recording recording = new Recording()) {
            recording.enable("org.mish4j.NativeMemory");
            recording.start();
            TestGraphs.run(
                    Device.of(Devices.available().getFirst()),
                    TestGraphs.residualBlock(1, 8, 6),
                    CompileOptions.defaults());
            recording.stop();
            recording.dump(file);
        }

        List<Long> bytes = events(file, "org.mish4j.NativeMemory").stream()
                .map(event -> event.getLong("bytes"))
                .toList();
        if (isNative) {
            // Made: the model, the request; freed: the request, the model.
            assertThat(bytes).hasSize(4);
            assertThat(bytes.get(1)).isGreaterThanOrEqualTo(bytes.get(0));
            assertThat(bytes.get(0)).isPositive();
            assertThat(bytes.get(3)).isLessThan(bytes.get(0));
        } else {
            assertThat(bytes).isEmpty();
        }
    }

    private static List<RecordedEvent> events(Path file, String namesBeginWith) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith(namesBeginWith))
                .toList();
    }
}
