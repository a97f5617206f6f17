// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.Device;
import org.mish4j.testing.Devices;

/** Every operator on the device {@code cpu} with each lesser instruction set of this processor, in a process of its own. */
class InstructionSetsTest {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    // The names are oneDNN's, the flags those that Linux tells.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "SSE41, sse4_1",
        "AVX2, avx2 fma",
        "AVX512_CORE, avx512f avx512bw avx512vl avx512dq",
        "AVX512_CORE_BF16, avx512_bf16 avx512_vnni",
        "AVX512_CORE_FP16, avx512_fp16",
        "AVX512_CORE_AMX, amx_tile amx_bf16 amx_int8"
    })
    void operatorsAgreeWithTheReference(String set, String flags) throws IOException, InterruptedException {
        assumeTrue(Devices.available().contains("cpu"), "there is no device cpu");
        String name = set.toLowerCase(Locale.ROOT);
        assumeFalse(Device.of("cpu").info().instructionSet().equals(name), "all other tests run with " + set);
        Set<String> lacking = Arrays.stream(flags.split(" ")).collect(Collectors.toSet());
        lacking.removeAll(processorFlags());
        assumeTrue(lacking.isEmpty(), "this processor has no " + String.join(" and no ", lacking));

        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dmish4j.test.devices=cpu",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DeviceTests.class.getName(),
                        OperatorAgreementTest.class.getSimpleName(),
                        BoundaryTypesTest.class.getSimpleName(),
                        ImageInputTest.class.getSimpleName())
                .redirectErrorStream(true);
        builder.environment().put("ONEDNN_MAX_CPU_ISA", set);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("cpu: .*, " + name + "\n");
    }

    private static Set<String> processorFlags() throws IOException {
        List<String> lines = Files.readAllLines(PROCESSORS);
        return lines.stream()
                .filter(line -> line.startsWith("flags"))
                .limit(1)
                .flatMap(line -> Arrays.stream(
                        line.substring(line.indexOf(':') + 1).strip().split(" ")))
                .collect(Collectors.toSet());
    }
}
