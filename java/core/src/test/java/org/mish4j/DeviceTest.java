// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTest {
    @Test
    void anUnknownDeviceIsNamedBesideThoseThereAre() {
        assertThatThrownBy(() -> Device.of("tpu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no device 'tpu'")
                .hasMessageContaining("cpu")
                .hasMessageContaining("java-reference");
    }

    @Test
    void theReferenceIsAlwaysThere() {
        assertThat(Device.of("java-reference").info().available()).isTrue();
        assertThat(Device.of("java-reference").info().precisions()).containsExactly(Precision.F32);
    }

    @Test
    void withoutNativeLibrariesTheReferenceWorksAndTheReasonIsGiven(@TempDir Path empty) throws Exception {
        String output = runProbe("-Dmish4j.library.path=" + empty);

        assertThat(output)
                .contains("cpu: -Dmish4j.library.path names " + empty + ", which has no libmish4j.so")
                .contains("java-reference computed mish(1) = 0.8650984");
    }

    private static String runProbe(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.add(DeviceProbe.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
