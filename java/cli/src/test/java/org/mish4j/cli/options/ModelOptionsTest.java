// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
import org.mish4j.cli.numpy.NumpyWriter;

/** Models that are named, with the options that are for them, in any command. */
class ModelOptionsTest {
    @TempDir
    Path folder;

    @Test
    void aNetworkOfTheZooIsAModel() {
        CommandResult result =
                CommandResult.of("inspect", "zoo:yolov4-tiny", "--size", "32x64", "--activation", "mish", "--batch", 2);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("model       yolov4-tiny", "image: F32[2, 3, 32, 64]", "F32[2, 255, 2, 4]")
                .containsPattern("mish +19")
                .containsPattern("batch normalization +19");
    }

    @Test
    void aNetworkOfTheZooRuns() throws IOException {
        Path image = folder.resolve("image.npy");
        Shape shape = Shape.of(1, 3, 32, 32);
        try (Tensor tensor = Tensor.allocate(TensorType.F32, shape);
                FileChannel channel =
                        FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            NumpyWriter.write(channel, TensorType.F32, shape, tensor.segment());
        }
        CommandResult result = CommandResult.of(
                "run", "zoo:yolov4-tiny", "--size", 32, "--device", "java-reference", "--input", image);
        assertThat(result.err()).isEmpty();
        assertThat(result.outLines().get(1)).startsWith("stride32  F32   1x255x1x1");
        assertThat(result.outLines().get(2)).startsWith("stride16  F32   1x255x2x2");
    }

    @Test
    void anOpenBatchIsSet() throws IOException {
        Path model = onnx(-1, 3);
        assertThat(CommandResult.of("inspect", model, "--batch", 5).out()).contains("x: F32[5, 3]", "y: F32[5, 3]");
        assertThat(CommandResult.of("inspect", onnx(5, 3), "--batch", 5).out()).contains("x: F32[5, 3]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5x3", "5,3", "x=5x3", "x=5,3"})
    void theShapeOfAnOnlyInputNeedsNoName(String shape) throws IOException {
        CommandResult result = CommandResult.of("inspect", onnx(-1, 3), "--shape", shape);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("x: F32[5, 3]", "y: F32[5, 3]");
    }

    @Test
    void aShapeBelongsToOneInput() throws IOException {
        Path sum = OnnxFiles.model(
                folder.resolve("sum.onnx"),
                "Add",
                List.of(new Port("left", OnnxFiles.FLOAT, -1, 3), new Port("right", OnnxFiles.FLOAT, 3)),
                List.of(new Port("sum", OnnxFiles.FLOAT, -1, 3)));
        assertFailure(
                "the shape 5x3 is given without an input's name, and the inputs are [left, right]; expected --shape "
                        + "NAME=5x3",
                sum,
                "--shape",
                "5,3");
        assertFailure(
                "input 'left' is given two shapes, 5x3 and 4x3", sum, "--shape", "left=5,3", "--shape", "left=4,3");
        assertFailure("input 'x' is given two shapes, 4x3 and 5x3", onnx(-1, 3), "--shape=5,3", "--shape=x=4,3");
        assertThat(CommandResult.of("inspect", sum, "--shape", "5,3", "--constant", "right=1,2,3")
                        .out())
                .contains("left: F32[5, 3]");
    }

    private Path onnx(long... dimensions) throws IOException {
        return OnnxFiles.model(
                folder.resolve("relu.onnx"),
                "Relu",
                List.of(new Port("x", OnnxFiles.FLOAT, dimensions)),
                List.of(new Port("y", OnnxFiles.FLOAT, dimensions)));
    }

    @Test
    void anEmptyNameIsNoModel() {
        assertFailure("the model is '', expected a file or zoo:NAME", "");
    }

    @Test
    void aBatchThatCannotBeIsAnError() throws IOException {
        assertFailure("the batch is 0, expected at least 1", onnx(-1, 3), "--batch", 0);
        assertFailure(
                "input 'x' has a batch of 2, which the model does not leave open, found 3", onnx(2, 3), "--batch", 3);
        assertFailure(
                "input 'x' is openxopen: more than its batch is open, expected --shape x=DIMENSIONS",
                onnx(-1, -1),
                "--batch",
                3);
        assertFailure(
                "input 'x' is given the shape [4, 3] and the batch 3", onnx(-1, 3), "--batch", 3, "--shape", "x=4x3");
        assertFailure("input 'x' has no first dimension that could be the batch 3", onnx(), "--batch", 3);
    }

    @Test
    void weightsAreReadFromAFile() throws IOException {
        Path weights = Files.write(folder.resolve("tiny.weights"), new byte[40]);
        assertFailure(
                weights + ": has 40 bytes, expected 24251272 for the 6062814 parameters of 'yolov4-tiny'",
                "zoo:yolov4-tiny",
                "--weights",
                weights);
        Path missing = folder.resolve("missing.weights");
        assertFailure("'%s' can't be read: it does not exist".formatted(missing), "zoo:yolov4", "--weights", missing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zoo:yolov5 | the zoo has no network 'yolov5'; it has yolov4, yolov4-tiny, yolov4-csp, yolov4x-mish, "
                        + "cspdarknet53, darknet53, resnet50, resnext50, cspresnet50, cspresnext50, densenet201",
                "zoo:yolov4 --size 417 | network 'yolov4' takes images whose sizes are multiples of 32, found 417",
                "zoo:yolov4 --shape image=1x3x64x64 | --shape is for files, the images of 'zoo:yolov4' are given by "
                        + "--size and --batch",
                "zoo:yolov4 --width 416 | --width is for Darknet's .cfg files, and 'zoo:yolov4' is none",
                "model.onnx --size 416 | --size is for Darknet's .cfg files and networks of the zoo, such as zoo:yolov4, "
                        + "and 'model.onnx' is none",
                "model.onnx --activation mish | --activation is for networks of the zoo, such as zoo:yolov4, and "
                        + "'model.onnx' is none",
                "model.onnx --weights w | --weights is for Darknet's .cfg files and networks of the zoo, such as "
                        + "zoo:yolov4, and 'model.onnx' is none",
                "model.onnx --height 64 | --height is for Darknet's .cfg files, and 'model.onnx' is none",
                "net.cfg --activation mish | --activation is for networks of the zoo, such as zoo:yolov4, and "
                        + "'net.cfg' is none",
                "net.cfg --size 64 --width 32 | --size is given together with --width or --height, expected one of them",
                "net.cfg --shape data=1x3x64x64 | --shape is for ONNX files, the images of 'net.cfg' are given by "
                        + "--width, --height and --batch",
                "net.cfg --width 0 | width is 0, expected at least 1",
                "net.cfg | net.cfg: no such file"
            })
    void whatDoesNotFitIsAnError(String line, String message) {
        assertFailure(message, (Object[]) line.split(" "));
    }

    private static void assertFailure(String message, Object... args) {
        Object[] line = new Object[args.length + 1];
        line[0] = "inspect";
        System.arraycopy(args, 0, line, 1, args.length);
        CommandResult result = CommandResult.of(line);
        assertThat(result.err()).isEqualTo("mish4j: " + message + System.lineSeparator());
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--size 0 ; option '--size': '0' is not a size, expected one such as 416 or 416x608",
                "--size 1x2x3 ; option '--size': '1x2x3' is not a size, expected one such as 416 or 416x608",
                "--activation softmax ; option '--activation': 'softmax' is not an activation, expected one of mish, relu, "
                        + "leaky, swish, gelu, elu, softplus, tanh, sigmoid, linear"
            })
    void aValueThatIsNoneIsWrongUsage(String line, String message) {
        String[] args = line.split(" ");
        CommandResult result = CommandResult.of("inspect", "zoo:yolov4", args[0], args[1]);
        assertThat(result.err()).contains(message);
        assertThat(result.status()).isEqualTo(2);
    }
}
