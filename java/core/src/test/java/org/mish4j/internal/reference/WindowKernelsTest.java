// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Shape;
import org.mish4j.Window;
import org.mish4j.internal.reference.elements.Elements;

/**
 * Convolutions, deconvolutions and poolings with many windows give what their definition gives, read place by place over coordinates.
 * Inputs are small whole numbers, so that every sum is exact.
 */
class WindowKernelsTest {
    private static final int CASES = 150;
    private static final long MAX_PAD = 5;

    static LongStream seeds() {
        return LongStream.range(0, CASES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void convolutionIsTheSumOverItsWindow(long seed) {
        Random random = new Random(seed);
        int spatialRank = 1 + random.nextInt(3);
        long groups = random.nextLong(1, 3);
        long groupInputs = random.nextLong(1, 4);
        long groupOutputs = random.nextLong(1, 3);
        List<Long> kernel = numbers(spatialRank, _ -> 1 + random.nextInt(3));
        Window window = window(random, kernel, false);
        Constant src = image(random, 1 + random.nextInt(2), groups * groupInputs, kernel, window);
        Constant weights = integers(random, shape(groups * groupOutputs, groupInputs, kernel));
        boolean hasBias = random.nextBoolean();
        Constant bias = integers(random, Shape.of(groups * groupOutputs));

        Constant found = ReferenceEvaluator.evaluate(
                new Operator.Convolution(groups, window, hasBias, List.of()),
                hasBias ? List.of(src, weights, bias) : List.of(src, weights));

        forEachPosition(found.shape(), position -> {
            long channel = position[1];
            double[] sum = {hasBias ? at(bias, channel) : 0};
            forEachPosition(weights.shape().withDimension(0, 1), place -> {
                long[] source = source(position, place, window);
                source[1] = channel / groupOutputs * groupInputs + place[1];
                place[0] = channel;
                if (isInside(src.shape(), source)) {
                    sum[0] += at(src, source) * at(weights, place);
                }
                place[0] = 0;
            });
            assertThat((double) at(found, position))
                    .as(Arrays.toString(position))
                    .isEqualTo(sum[0]);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void deconvolutionSpreadsEveryElementOverItsWindow(long seed) {
        Random random = new Random(seed);
        int spatialRank = 1 + random.nextInt(3);
        long groups = random.nextLong(1, 3);
        long groupInputs = random.nextLong(1, 4);
        long groupOutputs = random.nextLong(1, 3);
        List<Long> kernel = numbers(spatialRank, _ -> 1 + random.nextInt(3));
        Window window = window(random, kernel, true);
        List<Long> outputPads = numbers(spatialRank, _ -> random.nextInt(3));
        Constant src = integers(
                random,
                shape(1 + random.nextInt(2), groups * groupInputs, numbers(spatialRank, _ -> 2 + random.nextInt(4))));
        Constant weights = integers(random, shape(groups * groupInputs, groupOutputs, kernel));
        Constant bias = integers(random, Shape.of(groups * groupOutputs));

        Operator operator = new Operator.Deconvolution(groups, window, outputPads, true, List.of());
        if (!leavesSomething(src.shape(), kernel, window, outputPads)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ReferenceEvaluator.evaluate(operator, List.of(src, weights, bias)));
            return;
        }
        Constant found = ReferenceEvaluator.evaluate(operator, List.of(src, weights, bias));

        float[] expected = new float[Math.toIntExact(found.shape().elementCount())];
        forEachPosition(found.shape(), position -> expected[offset(found.shape(), position)] = at(bias, position[1]));
        forEachPosition(
                src.shape(),
                position -> forEachPosition(weights.shape().withDimension(0, 1), place -> {
                    long[] target = source(position, place, window);
                    target[1] = position[1] / groupInputs * groupOutputs + place[1];
                    place[0] = position[1];
                    if (isInside(found.shape(), target)) {
                        expected[offset(found.shape(), target)] += at(src, position) * at(weights, place);
                    }
                    place[0] = 0;
                }));
        assertThat(found.toFloatArray()).isEqualTo(expected);
    }

    private static boolean leavesSomething(Shape src, List<Long> kernel, Window window, List<Long> outputPads) {
        return IntStream.range(0, kernel.size())
                .allMatch(axis -> (src.dimension(axis + 2) - 1)
                                        * window.strides().get(axis)
                                + extent(kernel, window.dilations(), axis)
                        > window.padsBegin().get(axis) + window.padsEnd().get(axis) - outputPads.get(axis));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void poolingCombinesItsWindow(long seed) {
        Random random = new Random(seed);
        int spatialRank = 1 + random.nextInt(3);
        List<Long> kernel = numbers(spatialRank, _ -> 1 + random.nextInt(3));
        Window window = window(random, kernel, true);
        Constant src = image(random, 1 + random.nextInt(2), 1 + random.nextInt(3), kernel, window);

        for (PoolingKind kind : PoolingKind.values()) {
            Constant found = ReferenceEvaluator.evaluate(new Operator.Pooling(kind, kernel, window), List.of(src));

            forEachPosition(found.shape(), position -> {
                List<Double> inside = new ArrayList<>();
                int[] places = {0};
                forEachPosition(shape(1, 1, kernel), place -> {
                    places[0]++;
                    long[] source = source(position, place, window);
                    source[1] = position[1];
                    if (isInside(src.shape(), source)) {
                        inside.add((double) at(src, source));
                    }
                });
                assertThat(at(found, position))
                        .as("%s at %s", kind, Arrays.toString(position))
                        .isEqualTo(Float.valueOf((float) combine(kind, inside, places[0])));
            });
        }
    }

    private static double combine(PoolingKind kind, List<Double> inside, int places) {
        double sum = inside.stream().mapToDouble(Double::doubleValue).sum();
        return switch (kind) {
            case MAX -> inside.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NEGATIVE_INFINITY);
            case AVERAGE_EXCLUDE_PADDING -> inside.isEmpty() ? Double.NaN : sum / inside.size();
            case AVERAGE_INCLUDE_PADDING -> sum / places;
        };
    }

    private static Window window(Random random, List<Long> kernel, boolean padsInsideKernel) {
        List<Long> dilations = numbers(kernel.size(), _ -> 1 + random.nextInt(3));
        LongUnaryOperator pad =
                axis -> random.nextLong(padsInsideKernel ? extent(kernel, dilations, (int) axis) : MAX_PAD + 1);
        return new Window(
                numbers(kernel.size(), _ -> 1 + random.nextInt(4)),
                dilations,
                numbers(kernel.size(), pad),
                numbers(kernel.size(), pad));
    }

    private static long extent(List<Long> kernel, List<Long> dilations, int axis) {
        return dilations.get(axis) * (kernel.get(axis) - 1) + 1;
    }

    /** An image into which a window fits at least once. */
    private static Constant image(Random random, long batch, long channels, List<Long> kernel, Window window) {
        List<Long> spatial = numbers(kernel.size(), axis -> {
            int index = (int) axis;
            long extent = extent(kernel, window.dilations(), index);
            long pads = window.padsBegin().get(index) + window.padsEnd().get(index);
            return Math.max(1, extent - pads) + random.nextInt(5);
        });
        return integers(random, shape(batch, channels, spatial));
    }

    private static Constant integers(Random random, Shape shape) {
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        for (int index = 0; index < values.length; index++) {
            values[index] = random.nextInt(-9, 10);
        }
        return Constant.ofFloats(shape, values);
    }

    private static List<Long> numbers(int count, LongUnaryOperator number) {
        return IntStream.range(0, count)
                .mapToObj(index -> number.applyAsLong(index))
                .toList();
    }

    private static Shape shape(long first, long second, List<Long> spatial) {
        return Shape.of(
                LongStream.concat(LongStream.of(first, second), spatial.stream().mapToLong(Long::longValue))
                        .toArray());
    }

    /** Where a window reads at one of its places; the channel is left to the caller. */
    private static long[] source(long[] position, long[] place, Window window) {
        long[] source = position.clone();
        for (int axis = 2; axis < source.length; axis++) {
            source[axis] = position[axis] * window.strides().get(axis - 2)
                    + place[axis] * window.dilations().get(axis - 2)
                    - window.padsBegin().get(axis - 2);
        }
        return source;
    }

    private static boolean isInside(Shape shape, long[] position) {
        return IntStream.range(0, shape.rank())
                .allMatch(axis -> position[axis] >= 0 && position[axis] < shape.dimension(axis));
    }

    private static float at(Constant tensor, long... position) {
        return (float) Elements.get(tensor.segment(), offset(tensor.shape(), position));
    }

    private static int offset(Shape shape, long... position) {
        long offset = 0;
        for (int axis = 0; axis < position.length; axis++) {
            offset = offset * shape.dimension(axis) + position[axis];
        }
        return Math.toIntExact(offset);
    }

    private interface PositionAction {
        void accept(long[] position);
    }

    private static void forEachPosition(Shape shape, PositionAction action) {
        for (long index = 0; index < shape.elementCount(); index++) {
            long[] position = new long[shape.rank()];
            long rest = index;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                position[axis] = rest % shape.dimension(axis);
                rest /= shape.dimension(axis);
            }
            action.accept(position);
        }
    }
}
