// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Shape;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.cli.CommandResult;
import org.mish4j.cli.OnnxFiles;
import org.mish4j.cli.OnnxFiles.Port;
import org.mish4j.cli.elements.ElementReader;
import org.mish4j.cli.elements.ElementWriter;
import org.mish4j.cli.numpy.NumpyReader;
import org.mish4j.cli.numpy.NumpyWriter;

/** The command run with inputs and outputs of every type. */
class RunTypesTest {
    @TempDir
    Path folder;

    static Stream<Arguments> devicesAndTypes() {
        return devices().stream()
                .flatMap(device -> Stream.of(TensorType.values()).map(type -> Arguments.of(device, type)));
    }

    /** Values that the type holds at its ends, and that are exact as floats. */
    private static double[] values(TensorType type) {
        return switch (type) {
            case F32, BF16 -> new double[] {-0.5, 3, 0x1p-120, -0x1p120, 100, 0};
            case F64 -> new double[] {-0.5, 3, 1.0000001192092896, -0x1p120, 1e6, 0};
            case F16 -> new double[] {-0.5, 3, 0x1p-24, 65504, -1000, 0.333251953125};
            case I8 -> new double[] {-128, -1, 0, 1, 100, 127};
            case U8 -> new double[] {0, 1, 127, 128, 200, 255};
            case I32, I64 -> new double[] {-16777215, -1, 0, 1, 256, 16777216};
            case BOOL -> new double[] {0, 1, 1, 0, 1, 0};
        };
    }

    private static int code(TensorType type) {
        return switch (type) {
            case F32 -> OnnxFiles.FLOAT;
            case U8 -> 2;
            case I8 -> 3;
            case I32 -> 6;
            case I64 -> OnnxFiles.INT64;
            case BOOL -> 9;
            case F16 -> 10;
            case F64 -> 11;
            case BF16 -> 16;
        };
    }

    private Path model(TensorType type) throws IOException {
        return OnnxFiles.model(
                folder.resolve("transpose.onnx"),
                "Transpose",
                List.of(new Port("x", code(type), 2, 3)),
                List.of(new Port("y", code(type), 3, 2)));
    }

    private Path file(TensorType type, double... values) throws IOException {
        Path file = folder.resolve("x.npy");
        Shape shape = Shape.of(2, 3);
        try (Tensor tensor = Tensor.allocate(type, shape);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int index = 0; index < values.length; index++) {
                ElementWriter.write(type, tensor.segment(), index, values[index]);
            }
            NumpyWriter.write(channel, type, shape, tensor.segment());
        }
        return file;
    }

    private double[] output(TensorType type) throws IOException {
        try (NumpyReader reader = NumpyReader.open(folder.resolve("out/y.npy"));
                Tensor tensor = Tensor.allocate(type, Shape.of(3, 2))) {
            assertThat(reader.header().type().is(type))
                    .as(reader.header().toString())
                    .isTrue();
            assertThat(reader.header().shape()).isEqualTo(Shape.of(3, 2));
            reader.read(type, tensor.segment());
            double[] values = new double[6];
            for (int index = 0; index < values.length; index++) {
                values[index] = ElementReader.read(type, tensor.segment(), index);
            }
            return values;
        }
    }

    private CommandResult run(Path model, Path input, Object... options) {
        List<Object> line = Stream.concat(
                        Stream.of("run", model, "--input", input, "--output-dir", folder.resolve("out")),
                        Stream.of(options))
                .toList();
        return CommandResult.of(line.toArray());
    }

    @ParameterizedTest
    @MethodSource("devicesAndTypes")
    void anInputIsReadAndAnOutputIsWrittenAsItsOwnType(String device, TensorType type) throws IOException {
        double[] values = values(type);
        CommandResult result = run(model(type), file(type, values), "--device", device);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.outLines().get(1)).startsWith("y       " + type + " ");
        assertThat(output(type)).containsExactly(values[0], values[3], values[1], values[4], values[2], values[5]);
    }

    @ParameterizedTest
    @MethodSource("devicesAndTypes")
    void castConvertsToTheTypeOfTheInput(String device, TensorType type) throws IOException {
        TensorType other = type == TensorType.F64 ? TensorType.F32 : TensorType.F64;
        Path model = model(type);
        Path input = file(other, 2.5, -300.75, Double.NaN, 3.5, 0, 1e5);
        CommandResult refused = run(model, input, "--device", device);
        assertThat(refused.err())
                .isEqualTo("mish4j: input 'x' has type %s, but '%s' has %s; --cast converts it%n"
                        .formatted(type, input, other == TensorType.F64 ? "<f8" : "<f4"));
        assertThat(refused.out()).isEmpty();
        assertThat(refused.status()).isEqualTo(1);
        assertThat(folder.resolve("out")).doesNotExist();

        CommandResult result = run(model, input, "--device", device, "--cast");
        assertThat(result.err()).isEmpty();
        assertThat(output(type)).containsExactly(castValues(type));
    }

    /** What 2.5, 3.5, -300.75, 0, NaN and 1e5 are. */
    private static double[] castValues(TensorType type) {
        double infinity = Double.POSITIVE_INFINITY;
        return switch (type) {
            case F32, F64 -> new double[] {2.5, 3.5, -300.75, 0, Double.NaN, 1e5};
            case F16 -> new double[] {2.5, 3.5, -300.75, 0, Double.NaN, infinity};
            case BF16 -> new double[] {2.5, 3.5, -300, 0, Double.NaN, 99840};
            case I8 -> new double[] {2, 4, -128, 0, 0, 127};
            case U8 -> new double[] {2, 4, 0, 0, 0, 255};
            case I32, I64 -> new double[] {2, 4, -301, 0, 0, 100_000};
            case BOOL -> new double[] {1, 1, 1, 0, 1, 1};
        };
    }

    static List<String> devices() {
        return Device.list().stream()
                .filter(DeviceInfo::available)
                .map(DeviceInfo::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("devices")
    void comparisonsGiveTruthValues(String device) throws IOException {
        Path model = OnnxFiles.model(
                folder.resolve("less.onnx"),
                "Less",
                List.of(new Port("x", OnnxFiles.INT64, 2, 3), new Port("z", OnnxFiles.INT64, 3)),
                List.of(new Port("y", 9, 2, 3)));
        CommandResult result = CommandResult.of(
                "run",
                model,
                "--device",
                device,
                "--input",
                file(TensorType.I64, 1, 2, 3, 4, 5, 6),
                "--constant",
                "z=3,2,4",
                "--output-dir",
                folder.resolve("out"));
        assertThat(result.err()).isEmpty();
        try (NumpyReader reader = NumpyReader.open(folder.resolve("out/y.npy"));
                Tensor tensor = Tensor.allocate(TensorType.BOOL, Shape.of(2, 3))) {
            reader.read(TensorType.BOOL, tensor.segment());
            assertThat(tensor.segment().toArray(ValueLayout.JAVA_BYTE)).containsExactly(1, 0, 1, 0, 0, 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void inspectNamesTheTypes(TensorType type) throws IOException {
        Path model = model(type);
        assertThat(CommandResult.of("inspect", model).out()).contains("x: " + type + "[2, 3]", "y: " + type + "[3, 2]");
        assertThat(CommandResult.of("inspect", model, "--json").out())
                .containsPattern("\"name\": \"x\",\n *\"type\": \"" + type + "\",")
                .containsPattern("\"name\": \"y\",\n *\"type\": \"" + type + "\",");
    }
}
