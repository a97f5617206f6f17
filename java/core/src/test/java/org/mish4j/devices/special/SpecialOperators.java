// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices.special;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;

/** The operators but element-wise functions, with NaN, infinities and zeros among their elements. */
final class SpecialOperators {
    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final float[] LINE = {NAN, 1, 2, 3, -INF, -INF, -INF, -INF, INF, 5, -INF, 0};

    private SpecialOperators() {}

    static List<SpecialCase> cases() {
        List<SpecialCase> cases = new ArrayList<>();
        addProducts(cases);
        for (Operator.PoolingKind kind : Operator.PoolingKind.values()) {
            cases.add(pooling(kind, 1));
            cases.add(pooling(kind, 2));
        }
        for (Operator.BinaryKind kind : Operator.BinaryKind.values()) {
            addBinary(cases, kind);
        }
        addReductions(cases);
        addSoftmax(cases);
        addMovements(cases);
        for (TensorType type : TensorType.values()) {
            cases.add(conversion(type));
        }
        return cases;
    }

    private static SpecialCase unary(String row, Operator operator, Shape shape, float[] numbers, float... expected) {
        Graph.Builder builder = Graph.builder(operator.toString());
        Value x = builder.input("x", TensorType.F32, shape);
        Graph graph = builder.output("y", builder.add("op", operator, x)).build();
        return SpecialCase.of(row, graph, List.of(numbers), expected);
    }

    /** Sums of three neighbours each, and products of matrices, in which one row has the special numbers. */
    private static void addProducts(List<SpecialCase> cases) {
        int channels = 16;
        float[] shares = new float[channels * channels * 3];
        Arrays.fill(shares, 1f / channels);
        float[] numbers = repeated(channels);
        float[] sums = windows(1, Double::sum, 0, channels);
        Window window = new Window(List.of(1L, 1L), List.of(1L, 1L), List.of(0L, 1L), List.of(0L, 1L));

        Graph.Builder builder = Graph.builder("sums of three");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, channels, 1, LINE.length));
        Value weights = builder.constant("w", Constant.ofFloats(Shape.of(channels, channels, 1, 3), shares));
        Value y = builder.add("c", new Operator.Convolution(1, window, false, List.of()), x, weights);
        cases.add(SpecialCase.of("Convolution", builder.output("y", y).build(), List.of(numbers), sums));

        builder = Graph.builder("transposed sums of three");
        x = builder.input("x", TensorType.F32, Shape.of(1, channels, 1, LINE.length));
        weights = builder.constant("w", Constant.ofFloats(Shape.of(channels, channels, 1, 3), shares));
        y = builder.add("d", new Operator.Deconvolution(1, window, List.of(0L, 0L), false, List.of()), x, weights);
        cases.add(SpecialCase.of("Deconvolution", builder.output("y", y).build(), List.of(numbers), sums));

        builder = Graph.builder("matrix product");
        x = builder.input("x", TensorType.F32, Shape.of(4, 3));
        weights = builder.constant("w", Constant.ofFloats(Shape.of(3, 2), 1, 2, 1, 2, 1, 2));
        y = builder.add("m", new Operator.MatMul(false, List.of()), x, weights);
        float[] rows = {1, NAN, 2, 1, 1, 1, INF, 1, 1, INF, -INF, 0};
        cases.add(SpecialCase.of(
                "MatMul", builder.output("y", y).build(), List.of(rows), NAN, NAN, 3, 6, INF, INF, NAN, NAN));
    }

    private static float[] repeated(int channels) {
        float[] numbers = new float[channels * LINE.length];
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = LINE[index % LINE.length];
        }
        return numbers;
    }

    /** Combines each number of the line with its two neighbours, for each of some channels. */
    private static float[] windows(int dilation, DoubleBinaryOperator combination, double start, int channels) {
        float[] results = new float[channels * LINE.length];
        for (int index = 0; index < results.length; index++) {
            int place = index % LINE.length;
            double result = start;
            for (int tap = place - dilation; tap <= place + dilation; tap += dilation) {
                if (tap >= 0 && tap < LINE.length) {
                    result = combination.applyAsDouble(result, LINE[tap]);
                }
            }
            results[index] = (float) result;
        }
        return results;
    }

    private static SpecialCase pooling(Operator.PoolingKind kind, int dilation) {
        int channels = 17;
        boolean max = kind == Operator.PoolingKind.MAX;
        Window window = new Window(
                List.of(1L, 1L), List.of(1L, (long) dilation), List.of(0L, (long) dilation), List.of(0L, (long)
                        dilation));
        float[] numbers = repeated(channels);
        float[] expected = max
                ? windows(dilation, Math::max, Double.NEGATIVE_INFINITY, channels)
                : windows(dilation, Double::sum, 0, channels);
        for (int index = 0; index < expected.length && !max; index++) {
            int place = index % LINE.length;
            boolean atBorder = place < dilation || place >= LINE.length - dilation;
            expected[index] /= atBorder && kind == Operator.PoolingKind.AVERAGE_EXCLUDE_PADDING ? 2 : 3;
        }
        return unary(
                "Pooling " + kind,
                new Operator.Pooling(kind, List.of(1L, 3L), window),
                Shape.of(1, channels, 1, LINE.length),
                numbers,
                expected);
    }

    /** All pairs of some numbers, as two tensors and as a column and a row that are repeated. */
    private static void addBinary(List<SpecialCase> cases, Operator.BinaryKind kind) {
        float[] numbers = {NAN, INF, -INF, 0, -0f, 1, -1, 2, -0.5f};
        float[] firsts = new float[numbers.length * numbers.length];
        float[] seconds = new float[firsts.length];
        float[] expected = new float[firsts.length];
        for (int index = 0; index < firsts.length; index++) {
            firsts[index] = numbers[index / numbers.length];
            seconds[index] = numbers[index % numbers.length];
            expected[index] = (float) binary(kind, firsts[index], seconds[index]);
        }
        Shape all = Shape.of(numbers.length, numbers.length);
        cases.add(binary(kind, all, all, List.of(firsts, seconds), expected));
        cases.add(binary(
                kind, Shape.of(numbers.length, 1), Shape.of(1, numbers.length), List.of(numbers, numbers), expected));
        cases.add(binary(kind, all, Shape.of(numbers.length), List.of(firsts, numbers), expected));
    }

    private static SpecialCase binary(
            Operator.BinaryKind kind, Shape first, Shape second, List<float[]> inputs, float[] expected) {
        Graph.Builder builder = Graph.builder("%s of %s and %s".formatted(kind, first, second));
        Value x = builder.input("x", TensorType.F32, first);
        Value y = builder.input("y", TensorType.F32, second);
        Graph graph = builder.output("z", builder.add("op", new Operator.Binary(kind), x, y))
                .build();
        return SpecialCase.of("Binary " + kind, graph, inputs, expected);
    }

    private static double binary(Operator.BinaryKind kind, double first, double second) {
        return switch (kind) {
            case ADD -> first + second;
            case SUB -> first - second;
            case MUL -> first * second;
            case DIV -> first / second;
            case MIN -> Math.min(first, second);
            case MAX -> Math.max(first, second);
            case POW -> {
                boolean isOne = first == 1 || second == 0 || (first == -1 && Double.isInfinite(second));
                yield isOne ? 1 : Math.pow(first, second);
            }
            case EQUAL -> first == second ? 1 : 0;
            case LESS -> first < second ? 1 : 0;
            case LESS_OR_EQUAL -> first <= second ? 1 : 0;
            case GREATER -> first > second ? 1 : 0;
            case GREATER_OR_EQUAL -> first >= second ? 1 : 0;
        };
    }

    private static void addReductions(List<SpecialCase> cases) {
        float[][] rows = {{1, NAN, 2}, {INF, 1, 2}, {INF, -INF, 1}, {-INF, -INF, -INF}, {0, INF, 1}, {1, 2, 3}};
        for (Operator.ReductionKind kind : Operator.ReductionKind.values()) {
            float[] expected = new float[rows.length];
            float[] along = new float[3 * rows.length];
            float[] across = new float[3 * rows.length];
            for (int row = 0; row < rows.length; row++) {
                expected[row] = reduction(kind, rows[row]);
                for (int column = 0; column < 3; column++) {
                    along[3 * row + column] = rows[row][column];
                    across[column * rows.length + row] = rows[row][column];
                }
            }
            cases.add(unary(
                    "Reduce " + kind,
                    new Operator.Reduce(kind, List.of(1), false),
                    Shape.of(rows.length, 3),
                    along,
                    expected));
            cases.add(unary(
                    "Reduce " + kind,
                    new Operator.Reduce(kind, List.of(0), true),
                    Shape.of(3, rows.length),
                    across,
                    expected));
        }
        float[] searched = {1, NAN, NAN, -INF, INF, 2, -INF, -INF, -INF};
        Shape shape = Shape.of(3, 3);
        float[] images = {1, 2, NAN, 0, -INF, -INF, -INF, -INF, 1, INF, 2, 3, 1, INF, -INF, 3};
        Shape planes = Shape.of(1, 4, 2, 2);
        Operator mean = Operator.Reduce.ofImages(Operator.ReductionKind.MEAN, 4);
        Operator maximum = Operator.Reduce.ofImages(Operator.ReductionKind.MAX, 4);
        cases.add(unary("Reduce MEAN", mean, planes, images, NAN, -INF, INF, NAN));
        cases.add(unary("Reduce MAX", maximum, planes, images, NAN, -INF, INF, INF));
        Operator largest = new Operator.ArgReduce(Operator.ArgKind.MAX, 1, false, false);
        Operator smallest = new Operator.ArgReduce(Operator.ArgKind.MIN, 1, false, true);
        cases.add(unary("ArgReduce MAX", largest, shape, searched, 1, 1, 0));
        cases.add(unary("ArgReduce MIN", smallest, shape, searched, 2, 0, 2));
        addFirstInOrder(cases);
    }

    /** All of a column of numbers in order, and the first two of each of its rows. */
    private static void addFirstInOrder(List<SpecialCase> cases) {
        float[] numbers = {1, NAN, 0, -0f, INF, NAN, -INF, 2, -INF, INF};
        float[] largestPlaces = {1, 5, 4, 9, 7, 0, 2, 3, 6, 8};
        float[] smallestPlaces = {1, 5, 6, 8, 2, 3, 0, 7, 4, 9};
        for (Operator.ArgKind kind : Operator.ArgKind.values()) {
            String row = "TopK " + kind;
            boolean max = kind == Operator.ArgKind.MAX;
            float[] places = max ? largestPlaces : smallestPlaces;
            float[] elements = new float[places.length];
            for (int index = 0; index < places.length; index++) {
                elements[index] = numbers[(int) places[index]];
            }
            cases.add(unary(
                    row, new Operator.TopK(kind, 0, 10, Operator.TopKResult.PLACES), Shape.of(10, 1), numbers, places));
            cases.add(unary(
                    row,
                    new Operator.TopK(kind, 0, 10, Operator.TopKResult.ELEMENTS),
                    Shape.of(10, 1),
                    numbers,
                    elements));
            float[] ofRows =
                    max ? new float[] {1, 0, 0, 1, 1, 0, 1, 0, 1, 0} : new float[] {1, 0, 0, 1, 1, 0, 0, 1, 0, 1};
            cases.add(unary(
                    row, new Operator.TopK(kind, 1, 2, Operator.TopKResult.PLACES), Shape.of(5, 2), numbers, ofRows));
        }
    }

    private static float reduction(Operator.ReductionKind kind, float[] row) {
        double sum = (double) row[0] + row[1] + row[2];
        return (float)
                switch (kind) {
                    case SUM -> sum;
                    case MEAN -> sum / 3;
                    case MAX -> Math.max(Math.max(row[0], row[1]), row[2]);
                    case MIN -> Math.min(Math.min(row[0], row[1]), row[2]);
                    case PRODUCT -> (double) row[0] * row[1] * row[2];
                };
    }

    private static void addSoftmax(List<SpecialCase> cases) {
        float[] rows = {1, NAN, 2, INF, 1, 2, -INF, 1, 1, -INF, -INF, -INF, 1, 1, 1};
        float third = 1 / 3f;
        float half = (float) -Math.log(2);
        float ofThree = (float) -Math.log(3);
        float[] plain = {NAN, NAN, NAN, NAN, NAN, NAN, 0, 0.5f, 0.5f, NAN, NAN, NAN, third, third, third};
        float[] logarithmic = {NAN, NAN, NAN, NAN, NAN, NAN, -INF, half, half, NAN, NAN, NAN, ofThree, ofThree, ofThree
        };
        cases.add(unary("Softmax", new Operator.Softmax(1, false), Shape.of(5, 3), rows, plain));
        cases.add(unary("Softmax, logarithmic", new Operator.Softmax(1, true), Shape.of(5, 3), rows, logarithmic));
        cases.add(
                unary("Softmax", new Operator.Softmax(0, false), Shape.of(3, 5), transposed(rows), transposed(plain)));
        cases.add(unary(
                "Softmax, logarithmic",
                new Operator.Softmax(0, true),
                Shape.of(3, 5),
                transposed(rows),
                transposed(logarithmic)));
        float[] groups = {1, NAN, 2, INF, 1, 2, 3, 3, 3};
        float[] normalized = {NAN, NAN, NAN, NAN, NAN, NAN, 0, 0, 0};
        cases.add(unary(
                "MeanVarianceNormalization",
                new Operator.MeanVarianceNormalization(1, 1e-5f),
                Shape.of(3, 3),
                groups,
                normalized));
    }

    /** Returns five rows of three as three rows of five. */
    private static float[] transposed(float[] rows) {
        float[] columns = new float[rows.length];
        for (int index = 0; index < rows.length; index++) {
            columns[index % 3 * 5 + index / 3] = rows[index];
        }
        return columns;
    }

    private static void addMovements(List<SpecialCase> cases) {
        Shape image = Shape.of(1, 2, 2, 2);
        float[] numbers = {NAN, INF, -INF, 1, 2, 3, NAN, -INF};
        cases.add(unary(
                "Slice",
                new Operator.Slice(List.of(2L), List.of(3L), List.of(2L)),
                Shape.of(8),
                numbers,
                -INF,
                2,
                NAN));
        cases.add(unary("Gather", new Operator.Gather(0, List.of(7L, 0L, 3L)), Shape.of(8), numbers, -INF, NAN, 1));
        cases.add(unary("Reshape", new Operator.Reshape(Shape.of(8)), image, numbers, numbers));
        cases.add(unary(
                "Transpose",
                new Operator.Transpose(List.of(1, 0)),
                Shape.of(2, 4),
                numbers,
                NAN,
                2,
                INF,
                3,
                -INF,
                NAN,
                1,
                -INF));
        cases.add(unary(
                "ResizeNearest",
                new Operator.ResizeNearest(List.of(1L, 2L)),
                image,
                numbers,
                NAN,
                NAN,
                INF,
                INF,
                -INF,
                -INF,
                1,
                1,
                2,
                2,
                3,
                3,
                NAN,
                NAN,
                -INF,
                -INF));
        cases.add(unary(
                "Interpolate",
                new Operator.Interpolate(
                        0, 2, List.of(0L, 1L, 2L, 3L, 4L, 5L, 1L, 2L), List.of(1f, 1f, 0.5f, 2f, 1f, 1f, 1f, 1f)),
                Shape.of(8),
                numbers,
                NAN,
                -INF,
                5,
                NAN));
        cases.add(unary(
                "ConvertImage",
                new Operator.ConvertImage(List.of(2f), List.of(1f)),
                Shape.of(1, 2, 4, 1),
                numbers,
                NAN,
                INF,
                -INF,
                3,
                5,
                7,
                NAN,
                -INF));

        Graph.Builder builder = Graph.builder("concatenation");
        Value x = builder.input("x", TensorType.F32, Shape.of(2));
        Value y = builder.input("y", TensorType.F32, Shape.of(2));
        Graph graph = builder.output("z", builder.add("op", new Operator.Concat(0), x, y))
                .build();
        float[] first = {NAN, INF};
        float[] second = {-INF, 1};
        cases.add(SpecialCase.of("Concat", graph, List.of(first, second), NAN, INF, -INF, 1));

        builder = Graph.builder("choice");
        Value condition = builder.input("condition", TensorType.F32, Shape.of(5));
        x = builder.input("x", TensorType.F32, Shape.of(5));
        y = builder.input("y", TensorType.F32, Shape.of(5));
        graph = builder.output("z", builder.add("op", new Operator.Select(), condition, x, y))
                .build();
        float[] conditions = {NAN, INF, 0, -0f, 1};
        float[] whereTrue = {1, NAN, 2, NAN, INF};
        float[] whereFalse = {NAN, 2, NAN, -INF, NAN};
        cases.add(SpecialCase.of("Select", graph, List.of(conditions, whereTrue, whereFalse), 1, NAN, NAN, -INF, INF));
    }

    /** An output of a type, made of f32. Integers of NaN are 0, of infinities the least and the largest. */
    private static SpecialCase conversion(TensorType type) {
        float[] numbers = {NAN, INF, -INF, 1};
        float[] expected = switch (type) {
            case F32, F64, F16, BF16 -> numbers;
            case U8 -> new float[] {0, 255, 0, 1};
            case I8 -> new float[] {0, 127, -128, 1};
            case I32 -> new float[] {0, 0x1p31f, -0x1p31f, 1};
            case I64 -> new float[] {0, 0x1p63f, -0x1p63f, 1};
            case BOOL -> new float[] {1, 1, 1, 1};
        };
        Graph.Builder builder = Graph.builder("conversion to " + type);
        Value x = builder.input("x", TensorType.F32, Shape.of(4));
        Value y = builder.add("same", new Operator.Eltwise(Activation.linear(1, 0)), x);
        return SpecialCase.of(
                "output of type " + type, builder.output("y", y, type).build(), List.of(numbers), expected);
    }
}
