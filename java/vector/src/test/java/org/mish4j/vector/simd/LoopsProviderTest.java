// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which loops Java machines with different options get. */
class LoopsProviderTest {
    private static final String ADD_MODULE = "--add-modules=jdk.incubator.vector";
    private static final String WARNING = "java-vector runs scalar loops, because ";

    @Test
    void takesVectorsWithoutAWarning() throws Exception {
        assertThat(run(ADD_MODULE))
                .containsPattern("description: Vector API, \\d+ bits")
                .doesNotContain(WARNING);
    }

    @Test
    void takesScalarLoopsWithoutTheModule() throws Exception {
        expectScalar(
                "module jdk.incubator.vector is not there; start Java with --add-modules jdk.incubator.vector", run());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-Xint | Java only interprets; start Java without -Xint",
                "-XX:TieredStopAtLevel=1 | the compiler C2 is off; start Java without -XX:TieredStopAtLevel",
                "-XX:TieredStopAtLevel=3 | the compiler C2 is off; start Java without -XX:TieredStopAtLevel",
                "-XX:CompilationMode=quick-only | the compiler C2 is off; start Java without -XX:TieredStopAtLevel",
                "-XX:MaxVectorSize=8 | vectors have 64 bits, expected at least 128; start Java without -XX:MaxVectorSize"
            })
    void takesScalarLoopsWhereVectorsAreSlow(String flag, String problem) throws Exception {
        expectScalar(problem, run(ADD_MODULE, flag));
    }

    private static void expectScalar(String problem, String output) {
        assertThat(output).contains("description: scalar, because " + problem).containsOnlyOnce(WARNING + problem);
    }

    private static String run(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LoopsProbe.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
