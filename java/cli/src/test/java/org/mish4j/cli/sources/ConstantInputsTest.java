// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.cli.CommandResult;
import org.mish4j.cli.OnnxFiles;
import org.mish4j.cli.OnnxFiles.Port;
import org.mish4j.cli.elements.ElementWriter;
import org.mish4j.cli.numpy.NumpyWriter;

/** The option --constant, in every command that takes a model. */
class ConstantInputsTest {
    @TempDir
    Path folder;

    private Path reshape;

    @BeforeEach
    void writeModel() throws IOException {
        reshape = OnnxFiles.model(
                folder.resolve("reshape.onnx"),
                "Reshape",
                List.of(new Port("x", OnnxFiles.FLOAT, 2, 3), new Port("shape", OnnxFiles.INT64, -1)),
                List.of(new Port("y", OnnxFiles.FLOAT, -1, -1)));
    }

    private Path array(TensorType type, Shape shape, long... values) throws IOException {
        Path file = folder.resolve("array.npy");
        try (Tensor tensor = Tensor.allocate(type, shape);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int index = 0; index < values.length; index++) {
                ElementWriter.write(type, tensor.segment(), index, values[index]);
            }
            NumpyWriter.write(channel, type, shape, tensor.segment());
        }
        return file;
    }

    @Test
    void aConstantIsNoInput() throws IOException {
        CommandResult result = CommandResult.of("inspect", reshape, "--constant", "shape=6,-1");
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("input       x: F32[2, 3]", "y: F32[6, 1]")
                .doesNotContain("shape:");
        Path file = array(TensorType.I64, Shape.of(2), 3, 2);
        assertThat(CommandResult.of("inspect", reshape, "--constant", "shape=" + file)
                        .out())
                .contains("y: F32[3, 2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "inspect", "bench"})
    void everyCommandThatTakesAModelHasIt(String command) throws IOException {
        List<Object> line =
                new ArrayList<>(List.of(command, reshape, "--device", "java-reference", "--constant=shape=1,6"));
        if (command.equals("run")) {
            line.add("--input=" + array(TensorType.F32, Shape.of(2, 3), 1, 2, 3, 4, 5, 6));
        } else if (command.equals("bench")) {
            line.addAll(List.of("--iterations", 1, "--warmup", 0));
        }
        CommandResult result = CommandResult.of(line.toArray());
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "shape=1.5,4 | input 'shape': '1.5' is no I64, expected a whole number from -9223372036854775808 to "
                        + "9223372036854775807",
                "size=6 | --constant size=6: the model has no input of that name, expected NAME=FILE or NAME=VALUE with one "
                        + "of [x, shape]",
                "6 | --constant 6: the model has no input of that name, expected NAME=FILE or NAME=VALUE with one of "
                        + "[x, shape]",
                "shape=gone.npy | file 'gone.npy' does not exist",
                "x=1,2,3 | input 'x' is FLOAT[2, 3], found 3 values: 1,2,3",
                "shape= | '' is not a file"
            })
    void whatDoesNotFitIsRefused(String argument, String message) {
        assertFailure(message, "inspect", reshape, "--constant", argument);
    }

    @Test
    void aFileThatDoesNotFitIsRefused() throws IOException {
        Path file = array(TensorType.I32, Shape.of(2), 3, 2);
        assertFailure(
                "input 'shape' has type I64, but '%s' has <i4, expected <i8".formatted(file),
                "inspect",
                reshape,
                "--constant",
                "shape=" + file);
        assertFailure(
                "input 'x' has type F32, but '%s' has <i4, expected <f4".formatted(file),
                "inspect",
                reshape,
                "--constant",
                "x=" + file);
    }

    @Test
    void aFileOfAnotherShapeIsRefused() throws IOException {
        Path file = array(TensorType.F32, Shape.of(2), 3, 2);
        assertFailure(
                "input 'x' is FLOAT[2, 3], but '%s' has [2]".formatted(file),
                "inspect",
                reshape,
                "--constant",
                "x=" + file);
    }

    @Test
    void aConstantIsGivenOnceAndForOnnxFiles() {
        assertFailure(
                "the constant of input 'shape' is given twice",
                "inspect",
                reshape,
                "--constant=shape=6",
                "--constant=shape=6");
        assertFailure(
                "--constant is for ONNX files, and 'zoo:yolov4' is none", "inspect", "zoo:yolov4", "--constant=x=1");
        assertFailure("--constant is for ONNX files, and 'net.cfg' is none", "inspect", "net.cfg", "--constant=x=1");
    }

    private static void assertFailure(String message, Object... args) {
        CommandResult result = CommandResult.of(args);
        assertThat(result.err()).isEqualTo("mish4j: " + message + System.lineSeparator());
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(1);
    }
}
