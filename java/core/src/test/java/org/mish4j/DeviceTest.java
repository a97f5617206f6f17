// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
    void thoseThatCanBeUsedComeFirstTheBestOfThemFirst() {
        List<String> kinds = List.of("cuda", "cpu", "java-vector", "java-reference");
        List<DeviceInfo> devices = Device.list();
        assertThat(devices)
                .isSortedAccordingTo(Comparator.<DeviceInfo, Boolean>comparing(info -> !info.available())
                        .thenComparing(info -> kinds.indexOf(info.name().split(":")[0])));
        assertThat(devices)
                .allSatisfy(info -> assertThat(info.reason().isEmpty()).isEqualTo(info.available()));
    }

    @Test
    void whatIsListedIsFoundByItsName() {
        for (DeviceInfo info : Device.list()) {
            if (info.available()) {
                assertThat(Device.of(info.name()).info()).isEqualTo(info);
            } else {
                assertThatThrownBy(() -> Device.of(info.name()))
                        .isInstanceOf(MishException.class)
                        .hasMessageContaining("device '%s' can't be used".formatted(info.name()))
                        .hasMessageContaining(info.reason());
            }
        }
    }

    @Test
    void aDeviceIsLookedUpWithoutLoadingTheOthers() throws Exception {
        assertThat(runProbe("-D" + DeviceProbe.LOOKED_UP + "=java-reference")).contains("libraries of mish4j: []");
        assumeTrue(Device.list().stream().anyMatch(info -> info.name().equals("cpu") && info.available()));
        assertThat(runProbe("-D" + DeviceProbe.LOOKED_UP + "=cpu"))
                .contains("libmish4j_onednn.so")
                .doesNotContain("libmish4j_cudnn.so")
                .doesNotContain("libcuda.so");
    }

    @Test
    void withoutNativeLibrariesTheReferenceWorksAndTheReasonIsGiven(@TempDir Path empty) throws Exception {
        String output = runProbe("-Dmish4j.library.path=" + empty);

        assertThat(output)
                .contains("cpu: -Dmish4j.library.path names " + empty + ", which has no libmish4j.so")
                .contains("java-reference computed mish(1) = 0.8650984");
    }

    @Test
    void stepsAndRunsArePrintedWhereThePropertyAsksForThem() throws Exception {
        assertThat(runProbe("-Dmish4j.verbose=all"))
                .containsPattern("mish4j,compile,java-reference,mish,1 threads \\(hint LATENCY\\),F32,1 steps,")
                .contains("mish4j,step,java-reference,mish,1,mish,mish,reference,1 a f32,,")
                .containsPattern("mish4j,run,java-reference,mish,[0-9.]+ ms");
        assertThat(runProbe("-Dmish4j.verbose=run"))
                .contains("mish4j,run,")
                .doesNotContain("mish4j,compile,")
                .doesNotContain("mish4j,step,");
        assertThat(runProbe()).doesNotContain("mish4j,");
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
