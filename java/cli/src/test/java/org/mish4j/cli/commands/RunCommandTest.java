// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Device;
import org.mish4j.Precision;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.cli.CommandResult;
import org.mish4j.cli.Main;
import org.mish4j.cli.OnnxFiles;
import org.mish4j.cli.OnnxFiles.Port;
import org.mish4j.cli.numpy.NumpyHeader;
import org.mish4j.cli.numpy.NumpyReader;
import org.mish4j.cli.numpy.NumpyType;
import org.mish4j.cli.numpy.NumpyWriter;

class RunCommandTest {
    private static final String REFERENCE = "--device=java-reference";

    @TempDir
    Path folder;

    private Path sum;
    private Path left;
    private Path right;
    private Path out;

    @BeforeEach
    void writeFiles() throws IOException {
        sum = OnnxFiles.model(
                folder.resolve("sum.onnx"),
                "Add",
                List.of(new Port("left", OnnxFiles.FLOAT, 2, 3), new Port("right", OnnxFiles.FLOAT, 3)),
                List.of(new Port("a/b:sum", OnnxFiles.FLOAT, 2, 3)));
        left = array("left.npy", Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        right = array("right.npy", Shape.of(3), 10, 20, 30);
        out = folder.resolve("out/put");
    }

    @Test
    void writesTheOutputs() throws IOException {
        CommandResult result = CommandResult.of(
                "run", sum, REFERENCE, "--input", "left=" + left, "--input", "right=" + right, "--output-dir", out);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        Path file = out.resolve("a_b_sum.npy");
        assertThat(result.outLines().get(1))
                .matches("a/b:sum +F32 +2x3 +11[.]0000 +36[.]0000 +23[.]5000 +\\Q" + file + "\\E");
        assertThat(read(file, Shape.of(2, 3))).containsExactly(11, 22, 33, 14, 25, 36);
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void replacesOutputsThatAreThere() throws IOException {
        Files.createDirectories(out);
        Path file = Files.writeString(out.resolve("a_b_sum.npy"), "old");
        CommandResult result = CommandResult.of(
                "run", sum, REFERENCE, "--input", "left=" + left, "--input", "right=" + right, "--output-dir", out);
        assertThat(result.status()).isZero();
        assertThat(read(file, Shape.of(2, 3))).containsExactly(11, 22, 33, 14, 25, 36);
    }

    @Test
    void anOnlyInputNeedsNoName() throws IOException {
        Path model = digits();
        Path image = array("image=1.npy", Shape.of(1, 1, 8, 8), new float[64]);
        CommandResult result = CommandResult.of("run", model, REFERENCE, "--input", image);
        assertThat(result.err()).isEmpty();
        assertThat(result.outLines().get(1)).startsWith("logits  F32   1x10 ");
        assertThat(result.status()).isZero();
    }

    @Test
    void anOpenShapeIsThatOfTheFile() throws IOException {
        Path model = OnnxFiles.model(
                folder.resolve("open.onnx"),
                "Relu",
                List.of(new Port("x", OnnxFiles.FLOAT, -1, 3)),
                List.of(new Port("y", OnnxFiles.FLOAT, -1, 3)));
        CommandResult result = CommandResult.of("run", model, REFERENCE, "--input", left, "--output-dir", out);
        assertThat(result.err()).isEmpty();
        assertThat(read(out.resolve("y.npy"), Shape.of(2, 3))).containsExactly(1, 2, 3, 4, 5, 6);
        assertFailure(
                "has shape [5, 3], but '%s' has [2, 3]".formatted(left),
                "run",
                model,
                REFERENCE,
                "--input",
                left,
                "--shape",
                "x=5x3",
                "--output-dir",
                out);
        assertFailure("'z'", "run", model, REFERENCE, "--input", left, "--shape", "z=5x3", "--output-dir", out);
    }

    @Test
    void castRoundsOtherTypes() throws IOException {
        Path model = OnnxFiles.model(
                folder.resolve("relu.onnx"),
                "Relu",
                List.of(new Port("x", OnnxFiles.FLOAT, 2, 3, 4)),
                List.of(new Port("y", OnnxFiles.FLOAT, 2, 3, 4)));
        Path doubles = folder.resolve("f8.npy");
        Files.copy(Objects.requireNonNull(NumpyReader.class.getResourceAsStream("f8.npy")), doubles);
        assertFailure(
                "input 'x' has type F32, but '%s' has <f8; --cast converts it".formatted(doubles),
                "run",
                model,
                REFERENCE,
                "--input",
                doubles,
                "--output-dir",
                out);
        CommandResult result =
                CommandResult.of("run", model, REFERENCE, "--input", doubles, "--cast", "--output-dir", out);
        assertThat(result.err()).isEmpty();
        assertThat(read(out.resolve("y.npy"), Shape.of(2, 3, 4))).startsWith(0, 0, 0, 0, 0, 0, 0, 1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F32", "F16"})
    void tellsWhichOutputsAreNotFinite(String precision) throws IOException {
        Path model = OnnxFiles.model(
                folder.resolve("log.onnx"),
                "Log",
                List.of(new Port("x", OnnxFiles.FLOAT, 2, 3)),
                List.of(new Port("y", OnnxFiles.FLOAT, 2, 3)));
        String device = precision.equals("F32") ? "java-reference" : "cpu";
        Assumptions.assumeTrue(
                Device.list().stream()
                        .anyMatch(info ->
                                info.name().equals(device) && info.precisions().contains(Precision.valueOf(precision))),
                device + " does not compute in " + precision);
        Path input = array("x.npy", Shape.of(2, 3), 1, 0, -1, Float.POSITIVE_INFINITY, -2, Float.NaN);
        CommandResult result = CommandResult.of(
                "run", model, "--device", device, "--precision", precision, "--input", input, "--output-dir", out);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.outLines())
                .hasSize(3)
                .last()
                .isEqualTo("output 'y': 5 of 6 elements are not finite: 3 NaN, 1 +inf, 1 -inf");
        CommandResult finite =
                CommandResult.of("run", sum, REFERENCE, "--input", "left=" + left, "--input", "right=" + right);
        assertThat(finite.out()).doesNotContain("finite");
    }

    @Test
    void refusesInputsThatDoNotFit() throws IOException {
        String leftOption = "--input=left=" + left;
        assertFailure(
                "input 'right' (F32[3]) is missing, expected --input right=FILE.npy",
                "run",
                sum,
                REFERENCE,
                leftOption);
        assertFailure("the model has no input 'up'; its inputs are [left, right]", "run", sum, "--input", "up=" + left);
        assertFailure("input 'left' is given twice", "run", sum, leftOption, leftOption);
        assertFailure("is given without an input's name", "run", sum, "--input", left);
        assertFailure(
                "input 'left' has shape [2, 3], but '%s' has [3]".formatted(right),
                "run",
                sum,
                "--input",
                "left=" + right,
                "--input",
                "right=" + right);
        assertFailure("file 'gone.npy' does not exist", "run", sum, "--input", "left=gone.npy");
        assertFailure("'%s' is not a NumPy file".formatted(sum), "run", sum, "--input", "left=" + sum);
        assertFailure("'%s' is not a file".formatted(folder), "run", sum, "--input", "left=" + folder);
    }

    @Test
    void refusesModelsThatCanNotBeRead() throws IOException {
        assertFailure("gone.onnx", "run", folder.resolve("gone.onnx"));
        assertFailure("text.onnx", "run", Files.writeString(folder.resolve("text.onnx"), "no model"));
        assertFailure("empty.onnx", "run", Files.createFile(folder.resolve("empty.onnx")));
        byte[] whole = Files.readAllBytes(sum);
        Path truncated = folder.resolve("truncated.onnx");
        for (int length = 1; length < whole.length; length += 7) {
            Files.write(truncated, Arrays.copyOf(whole, length));
            assertFailure("truncated.onnx", "run", truncated, "--input", "left=" + left, "--input", "right=" + right);
        }
        Path unknown = OnnxFiles.model(
                folder.resolve("unknown.onnx"),
                "Frobnicate",
                List.of(new Port("x", OnnxFiles.FLOAT, 3)),
                List.of(new Port("y", OnnxFiles.FLOAT, 3)));
        assertFailure("Frobnicate", "run", unknown, "--input", right);
    }

    @Test
    void refusesDevicesAndThreadsThatThereAreNot() {
        assertFailure("there is no device 'gpu'", "run", sum, "--device", "gpu");
        assertFailure("the number of threads is 0, expected at least 1", "run", sum, "--threads", "0");
        assertFailure("the number of threads is -1, expected at least 1", "run", sum, "--threads", "-1");
        assertFailure("threads is 100000", "run", sum, "--threads", "100000");
        assertFailure(
                "F16", "run", sum, REFERENCE, "--precision", "f16", "--input=left=" + left, "--input=right=" + right);
    }

    @Test
    void refusesAnOutputFolderThatIsAFile() throws IOException {
        String message = "can't be an output folder: '%s' is a file".formatted(left.toRealPath());
        assertFailure(message, "run", sum, "--output-dir", left);
        assertFailure(message, "run", sum, "--output-dir", left.resolve("below"));
    }

    @Test
    void leavesNothingHalfWritten() throws IOException {
        Files.createDirectories(out.resolve("a_b_sum.npy/in the way"));
        assertFailure(
                "can't be written: it is a folder",
                "run",
                sum,
                REFERENCE,
                "--input=left=" + left,
                "--input=right=" + right,
                "--output-dir",
                out);
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).containsExactly(out.resolve("a_b_sum.npy"));
        }
    }

    private static void assertFailure(String message, Object... args) {
        CommandResult result = CommandResult.of(args);
        assertThat(result.errLines())
                .singleElement()
                .asString()
                .startsWith("mish4j: ")
                .contains(message);
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(1);
    }

    private Path digits() throws IOException {
        Path file = folder.resolve("digits.onnx");
        Files.copy(Objects.requireNonNull(Main.class.getResourceAsStream("digits/digits-mish.onnx")), file);
        return file;
    }

    private Path array(String name, Shape shape, float... values) throws IOException {
        Path file = folder.resolve(name);
        try (Tensor tensor = Tensor.ofFloats(shape, values);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            NumpyWriter.write(channel, TensorType.F32, shape, tensor.segment());
        }
        return file;
    }

    private static float[] read(Path file, Shape shape) throws IOException {
        float[] floats = new float[(int) shape.elementCount()];
        try (NumpyReader reader = NumpyReader.open(file)) {
            assertThat(reader.header()).isEqualTo(new NumpyHeader(NumpyType.F4, ByteOrder.LITTLE_ENDIAN, false, shape));
            reader.read(TensorType.F32, MemorySegment.ofArray(floats));
        }
        return floats;
    }
}
