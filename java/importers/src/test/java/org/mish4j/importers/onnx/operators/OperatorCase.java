// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mish4j.Shape;
import org.mish4j.importers.Resources;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.Message;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.Tensors;

/**
 * A line of {@code operator-cases.txt} or {@code torch-cases.txt}: a node, its inputs, and what another program gives.
 *
 * @param name the line without the result
 * @param model the node as a model, whose result is converted to floats
 * @param inputs the elements of the inputs that an inference gets
 * @param shape the shape of the result
 * @param expected its elements
 */
record OperatorCase(String name, ModelBuilder model, List<float[]> inputs, Shape shape, float[] expected) {
    private static final Map<String, Integer> TYPES = Map.of(
            "f32", Tensors.FLOAT,
            "i64", Tensors.INT64,
            "bool", Tensors.BOOL,
            "u8", Tensors.UINT8,
            "i8", Tensors.INT8,
            "i32", Tensors.INT32,
            "f64", Tensors.DOUBLE,
            "f16", Tensors.FLOAT16);

    @Override
    public String toString() {
        return name;
    }

    static List<OperatorCase> all() {
        return Stream.of("operator-cases.txt", "torch-cases.txt")
                .flatMap(file -> new String(Resources.bytes(file), StandardCharsets.UTF_8).lines())
                .map(OperatorCase::parse)
                .toList();
    }

    private static OperatorCase parse(String line) {
        String[] parts = line.split("\\|", -1);
        String[] operator = parts[0].strip().split(" ");
        ModelBuilder model = new ModelBuilder(Long.parseLong(operator[1]));
        List<String> names = new ArrayList<>();
        List<float[]> values = new ArrayList<>();
        for (String input : parts[2].split(";", -1)) {
            String text = input.strip();
            String inputName = text.isEmpty() ? "" : "x" + names.size();
            if (text.startsWith("[")) {
                long[] dims = dimensions(text);
                model.input(inputName, dims);
                values.add(generated(dims, names.size()));
            } else if (!text.isEmpty()) {
                model.initializer(constant(inputName, text));
            }
            names.add(inputName);
        }
        Message[] attributes = Arrays.stream(parts[1].strip().split(" "))
                .filter(text -> !text.isEmpty())
                .map(OperatorCase::attribute)
                .toArray(Message[]::new);
        String[] resultNumber = operator[0].split("#");
        List<String> outputs = resultNumber.length > 1 ? List.of("", "y") : List.of("y");
        model.node(resultNumber[0], names, outputs, attributes)
                .node("Cast", List.of("y"), List.of("z"), Attribute.of("to", Tensors.FLOAT))
                .outputs("z");
        String[] result = parts[3].strip().split(" ");
        float[] expected = new float[result.length - 1];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Float.parseFloat(result[i + 1]);
        }
        String name = (parts[0] + parts[1] + parts[2]).strip();
        return new OperatorCase(name, model, values, Shape.of(dimensions(result[0])), expected);
    }

    private static float[] generated(long[] dims, int number) {
        float[] elements = new float[(int) Shape.of(dims).elementCount()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = ((7 * i * i + 13 * i + 29 * number) % 41 - 20) / 8f;
        }
        return elements;
    }

    private static long[] dimensions(String text) {
        String inside = text.substring(text.indexOf('[') + 1, text.indexOf(']'));
        return inside.isEmpty()
                ? new long[0]
                : Arrays.stream(inside.split(",")).mapToLong(Long::parseLong).toArray();
    }

    private static Message constant(String name, String text) {
        String type = text.substring(0, text.indexOf('['));
        String elements = text.substring(text.indexOf('=') + 1).strip();
        String[] numbers = elements.isEmpty() ? new String[0] : elements.split(" ");
        ByteBuffer raw = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (String number : numbers) {
            float value = Float.parseFloat(number);
            switch (type) {
                case "f32" -> raw.putFloat(value);
                case "i64" -> raw.putLong((long) value);
                case "i32" -> raw.putInt((int) value);
                case "f64" -> raw.putDouble(value);
                case "f16" -> raw.putShort(Float.floatToFloat16(value));
                default -> raw.put((byte) (int) value);
            }
        }
        return Tensors.header(name, TYPES.get(type), dimensions(text))
                .bytes(9, Arrays.copyOf(raw.array(), raw.position()));
    }

    private static Message attribute(String text) {
        String name = text.substring(0, text.indexOf('='));
        String type = text.substring(name.length() + 1, text.indexOf(':'));
        String value = text.substring(text.indexOf(':') + 1);
        String[] elements = value.split(",");
        return switch (type) {
            case "int" -> Attribute.of(name, Long.parseLong(value));
            case "float" -> Attribute.of(name, Float.parseFloat(value));
            case "ints" ->
                Attribute.ints(
                        name, Arrays.stream(elements).mapToLong(Long::parseLong).toArray());
            case "string" -> Attribute.of(name, value);
            default -> throw new IllegalArgumentException(text);
        };
    }
}
