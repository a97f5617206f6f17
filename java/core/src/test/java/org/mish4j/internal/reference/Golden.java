// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.Window;

/**
 * A line of goldens.txt, which goldens.py writes: an operator, its parameters, and its result.
 *
 * @param results in row-major order
 */
record Golden(String operator, Map<String, String> parameters, List<Double> results) {
    static Stream<Golden> all() {
        try (InputStream stream = Golden.class.getResourceAsStream("goldens.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Golden::parse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Golden parse(String line) {
        List<String> fields =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : fields.get(1).split(" ", -1)) {
            int equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        List<Double> results =
                Arrays.stream(fields.get(2).split(" ", -1)).map(Double::valueOf).toList();
        return new Golden(fields.get(0), parameters, results);
    }

    String text(String key) {
        return Objects.requireNonNull(parameters.get(key), key);
    }

    List<Long> longs(String key) {
        return Arrays.stream(text(key).split(",", -1)).map(Long::valueOf).toList();
    }

    List<Integer> integers(String key) {
        return longs(key).stream().map(Math::toIntExact).toList();
    }

    List<Float> floats(String key) {
        return Arrays.stream(text(key).split(",", -1)).map(Float::valueOf).toList();
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    float number(String key) {
        return Float.parseFloat(text(key));
    }

    Shape shape(String key) {
        return Shape.of(longs(key));
    }

    Window window() {
        return new Window(longs("strides"), longs("dilations"), longs("begin"), longs("end"));
    }

    /** Returns an input as goldens.py makes it, of the shape that a parameter gives. */
    Constant input(String key, int number) {
        return input(shape(key), number, 8);
    }

    /** Returns weights as goldens.py makes them, of the shape that a parameter gives. */
    Constant weights(String key, int number) {
        return input(shape(key), number, 64);
    }

    static Constant input(Shape shape, int number, float divisor) {
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((7 * i * i + 13 * i + 29 * number) % 41 - 20) / divisor;
        }
        return Constant.ofFloats(shape, values);
    }

    double[] expected() {
        return results.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public String toString() {
        return operator + " " + parameters;
    }
}
