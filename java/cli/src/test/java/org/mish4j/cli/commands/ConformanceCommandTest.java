// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mish4j.cli.CommandResult;
import org.mish4j.cli.OnnxFiles;
import org.mish4j.cli.OnnxFiles.Port;

class ConformanceCommandTest {
    private static final List<Port> X = List.of(new Port("x", OnnxFiles.FLOAT, 3));
    private static final List<Port> Y = List.of(new Port("y", OnnxFiles.FLOAT, 3));

    @TempDir
    Path folder;

    @Test
    void countsWhatPasses() throws IOException {
        relu("a/deep/test_relu", 0, 0, 2);
        relu("test_relu_nearly", 0, 0, 2.0019f);
        CommandResult result = run(folder);
        assertThat(result.outLines()).containsExactly("2 passed, 0 failed, 0 skipped");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
    }

    @Test
    void reportsWrongOutputs() throws IOException {
        relu("test_a", 0, 0, 2);
        relu("test_b", 0, 0.5f, 2.01f);
        CommandResult result = run(folder);
        assertThat(result.outLines())
                .containsExactly(
                        "failed test_b: test_data_set_0: output 'y' differs in 2 of 3 elements: element 1 is 0.0, expected 0.5",
                        "1 passed, 1 failed, 0 skipped");
        assertThat(result.status()).isEqualTo(1);
        assertThat(CommandResult.of("conformance", folder, "--device=java-reference", "--atol=0.5")
                        .outLines())
                .containsExactly("2 passed, 0 failed, 0 skipped");
    }

    @Test
    void everyDataSetHasToPass() throws IOException {
        Path test = relu("test_a", 0, 0, 2);
        OnnxFiles.floats(test.resolve("test_data_set_1/input_0.pb"), new long[] {3}, 1, 2, 3);
        OnnxFiles.floats(test.resolve("test_data_set_1/output_0.pb"), new long[] {3}, 1, 2, 4);
        assertThat(run(folder).out()).contains("failed test_a: test_data_set_1: ", "0 passed, 1 failed, 0 skipped");
    }

    @Test
    void nanIsNanAndInfinityIsInfinity() throws IOException {
        Path test = relu("test_a", 0, 0, 2);
        OnnxFiles.floats(
                test.resolve("test_data_set_0/input_0.pb"), new long[] {3}, Float.NaN, Float.POSITIVE_INFINITY, 1);
        OnnxFiles.floats(
                test.resolve("test_data_set_0/output_0.pb"), new long[] {3}, Float.NaN, Float.POSITIVE_INFINITY, 1);
        assertThat(run(folder).out()).contains("1 passed, 0 failed, 0 skipped");
        OnnxFiles.floats(test.resolve("test_data_set_0/output_0.pb"), new long[] {3}, 1, Float.MAX_VALUE, 1);
        assertThat(run(folder).out()).contains("differs in 2 of 3 elements", "0 passed, 1 failed, 0 skipped");
    }

    @Test
    void integersAreConstants() throws IOException {
        Path test = folder.resolve("test_reshape");
        OnnxFiles.model(
                test.resolve("model.onnx"),
                "Reshape",
                List.of(new Port("x", OnnxFiles.FLOAT, 2, 3), new Port("shape", OnnxFiles.INT64, 2)),
                List.of(new Port("y", OnnxFiles.FLOAT, -1, -1)));
        OnnxFiles.floats(test.resolve("test_data_set_0/input_0.pb"), new long[] {2, 3}, 1, 2, 3, 4, 5, 6);
        OnnxFiles.longs(test.resolve("test_data_set_0/input_1.pb"), new long[] {2}, 3, 2);
        OnnxFiles.floats(test.resolve("test_data_set_0/output_0.pb"), new long[] {3, 2}, 1, 2, 3, 4, 5, 6);
        assertThat(run(folder).outLines()).containsExactly("1 passed, 0 failed, 0 skipped");
        OnnxFiles.floats(test.resolve("test_data_set_0/output_0.pb"), new long[] {6}, 1, 2, 3, 4, 5, 6);
        assertThat(run(folder).out()).contains("output 'y' is F32[3, 2], expected F32[6]");
    }

    @Test
    void saysWhatIsKnownWithoutRunning() throws IOException {
        Path test = folder.resolve("test_shape");
        OnnxFiles.model(test.resolve("model.onnx"), "Shape", X, List.of(new Port("y", OnnxFiles.INT64, 1)));
        OnnxFiles.floats(test.resolve("test_data_set_0/input_0.pb"), new long[] {3}, 1, 2, 3);
        OnnxFiles.longs(test.resolve("test_data_set_0/output_0.pb"), new long[] {1}, 3);
        relu("test_relu", 0, 0, 2);
        assertThat(run(folder).outLines())
                .containsExactly(
                        "folded test_shape: its outputs are known at import, nothing ran",
                        "1 of those that passed ran on the device, 1 did not: their outputs were known at import",
                        "2 passed, 0 failed, 0 skipped");
        OnnxFiles.longs(test.resolve("test_data_set_0/output_0.pb"), new long[] {1}, 4);
        assertThat(run(folder).outLines())
                .containsExactly(
                        "failed test_shape: test_data_set_0: output 'y' is not equal to what is expected",
                        "1 passed, 1 failed, 0 skipped");
    }

    @Test
    void skipsWhatIsNotSupported() throws IOException {
        OnnxFiles.model(folder.resolve("test_a/model.onnx"), "Frobnicate", X, Y);
        data(folder.resolve("test_a"), 0, 0, 2);
        OnnxFiles.model(
                folder.resolve("test_b/model.onnx"), "Identity", List.of(new Port("x", OnnxFiles.STRING, 3)), Y);
        data(folder.resolve("test_b"), 0, 0, 2);
        CommandResult result = run(folder);
        assertThat(result.outLines()).hasSize(3).last().isEqualTo("0 passed, 0 failed, 2 skipped");
        assertThat(result.outLines().get(0)).startsWith("skipped test_a: ").contains("Frobnicate");
        assertThat(result.outLines().get(1)).isEqualTo("skipped test_b: input 'x' is of type STRING");
        assertThat(result.status()).isZero();
    }

    @Test
    void damagedTestsAreFailures() throws IOException {
        relu("test_a", 0, 0, 2);
        Files.writeString(folder.resolve("test_a/model.onnx"), "no model");
        relu("test_b", 0, 0, 2);
        Files.delete(folder.resolve("test_b/test_data_set_0/output_0.pb"));
        relu("test_c", 0, 0, 2);
        Files.writeString(folder.resolve("test_c/test_data_set_0/input_0.pb"), "no tensor");
        OnnxFiles.model(folder.resolve("test_d/model.onnx"), "Relu", X, Y);
        relu("test_e", 0, 0, 2);
        OnnxFiles.floats(folder.resolve("test_e/test_data_set_0/input_0.pb"), new long[] {4}, 1, 2, 3, 4);
        relu("test_f", 0, 0, 2);
        CommandResult result = run(folder);
        assertThat(result.outLines()).hasSize(6).last().isEqualTo("1 passed, 5 failed, 0 skipped");
        assertThat(result.out())
                .contains("failed test_a: ", "failed test_b: output 'y' has no file output_0.pb", "failed test_c: ")
                .contains("failed test_d: it has no folder test_data_set_*", "failed test_e: ");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void aFolderWithoutTestsIsAnError() {
        CommandResult result = run(folder);
        assertThat(result.err()).isEqualTo("mish4j: '%s' holds no test%n".formatted(folder));
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(1);
        Path gone = folder.resolve("gone");
        assertThat(run(gone).err()).isEqualTo("mish4j: folder '%s' does not exist%n".formatted(gone));
    }

    @Test
    void aTestsFolderMayBeNamedItself() throws IOException {
        Path test = relu("test_a", 1, 0, 2);
        CommandResult result = run(test);
        assertThat(result.outLines().getFirst()).startsWith("failed test_a: ");
    }

    private static CommandResult run(Path folder) {
        return CommandResult.of("conformance", folder, "--device", "java-reference");
    }

    /** Writes a test of Relu, which is given -1, 0 and 2. */
    private Path relu(String name, float... expected) throws IOException {
        Path test = folder.resolve(name);
        OnnxFiles.model(test.resolve("model.onnx"), "Relu", X, Y);
        data(test, expected);
        return test;
    }

    private static void data(Path test, float... expected) throws IOException {
        OnnxFiles.floats(test.resolve("test_data_set_0/input_0.pb"), new long[] {3}, -1, 0, 2);
        OnnxFiles.floats(test.resolve("test_data_set_0/output_0.pb"), new long[] {3}, expected);
    }
}
