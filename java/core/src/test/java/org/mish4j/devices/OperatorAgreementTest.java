// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Constant;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.testing.Devices;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

/** Every operator, in odd shapes, gives the same on every device as on the reference, which accumulates in double. */
@ExtendWith(LeakCheck.class)
class OperatorAgreementTest {
    private static final double RELATIVE_TO_LARGEST = 1e-5;
    private static final Set<String> COPIES = Set.of("reorder", "convert", "copy", "pad");

    static Stream<Named<Graph>> graphs() {
        List<Graph> graphs = new ArrayList<>();
        addConvolutions(graphs);
        addMatMuls(graphs);
        addPoolings(graphs);
        addDeconvolutions(graphs);
        addGathers(graphs);
        addReductions(graphs);
        addElementwise(graphs);
        graphs.add(binary("binary both broadcast", Operator.BinaryKind.SUB, Shape.of(4, 1), Shape.of(1, 7)));
        graphs.add(binary("binary scalar", Operator.BinaryKind.MUL, Shape.of(), Shape.of(2, 9)));
        graphs.add(concat(1, Shape.of(2, 3, 4, 4), Shape.of(2, 5, 4, 4), Shape.of(2, 1, 4, 4)));
        graphs.add(concat(0, Shape.of(1, 3), Shape.of(4, 3)));
        graphs.add(unary(
                "slice",
                new Operator.Slice(List.of(0L, 1L, 2L, 0L), List.of(2L, 3L, 2L, 3L), List.of(1L, 1L, 2L, 2L)),
                2,
                5,
                6,
                5));
        graphs.add(unary("resize", new Operator.ResizeNearest(List.of(2L, 3L)), 1, 5, 3, 2));
        for (int axis = 0; axis < 3; axis++) {
            graphs.add(unary("softmax axis " + axis, new Operator.Softmax(axis, false), 3, 5, 7));
            graphs.add(unary("log softmax axis " + axis, new Operator.Softmax(axis, true), 3, 5, 7));
            graphs.add(unary("normalize from " + axis, new Operator.MeanVarianceNormalization(axis, 1e-5f), 3, 5, 7));
        }
        graphs.add(unary("reshape", new Operator.Reshape(Shape.of(6, 35)), 2, 3, 5, 7));
        graphs.add(unary("transpose", new Operator.Transpose(List.of(2, 0, 3, 1)), 2, 3, 5, 7));
        graphs.add(batchNormalization());
        graphs.add(TestGraphs.residualBlock(2, 17, 7));
        graphs.add(TestGraphs.residualBlock(1, 1, 5));
        return graphs.stream().map(graph -> Named.of(graph.name(), graph));
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void agreesWithTheReferenceOnEveryDevice(Graph graph) {
        List<float[]> expected = TestGraphs.run(Device.of("java-reference"), graph, CompileOptions.defaults());
        for (String name : Devices.available()) {
            List<float[]> found = TestGraphs.run(Device.of(name), graph, CompileOptions.defaults());

            assertThat(found).as(name).hasSameSizeAs(expected);
            for (int output = 0; output < expected.size(); output++) {
                assertClose(name, found.get(output), expected.get(output));
            }
        }
    }

    /** Dilated windows that step over the image. */
    @ParameterizedTest
    @EnumSource
    void windowsOfPaddingAloneGiveTheSameOnEveryDevice(Operator.PoolingKind kind) {
        Window window = new Window(List.of(1L, 1L), List.of(2L, 1L), List.of(1L, 0L), List.of(1L, 0L));
        Graph graph = unary("padding alone", new Operator.Pooling(kind, List.of(2L, 2L), window), 2, 5, 1, 3);
        float expected = switch (kind) {
            case MAX -> Float.NEGATIVE_INFINITY;
            case AVERAGE_EXCLUDE_PADDING -> Float.NaN;
            case AVERAGE_INCLUDE_PADDING -> 0;
        };
        for (String name : Devices.available()) {
            assertThat(TestGraphs.run(Device.of(name), graph, CompileOptions.defaults())
                            .getFirst())
                    .as(name)
                    .hasSize(20)
                    .containsOnly(expected);
        }
    }

    /** A device has no other words than the reference but for copies; it may need fewer steps. */
    @ParameterizedTest
    @MethodSource("graphs")
    void stepsAreDescribedInTheSameWordsOnEveryDevice(Graph graph) {
        Set<String> words = words("java-reference", graph);
        for (String name : Devices.available()) {
            Set<String> found = words(name, graph);
            found.removeAll(COPIES);

            assertThat(words).as(name).containsAll(found);
        }
    }

    private static Set<String> words(String device, Graph graph) {
        try (CompiledModel model = Device.of(device).compile(graph)) {
            return model.steps().stream()
                    .flatMap(step -> Stream.of(step.operation().split("\\+")))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    private static void assertClose(String device, float[] found, float[] expected) {
        assertThat(found).as(device).hasSameSizeAs(expected);
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).as("the reference's largest magnitude").isPositive();
        for (int index = 0; index < expected.length; index++) {
            assertThat(Math.abs((double) found[index] - expected[index]))
                    .as("%s at %d: %s, expected %s", device, index, found[index], expected[index])
                    .isLessThanOrEqualTo(RELATIVE_TO_LARGEST * largest);
        }
    }

    private static void addConvolutions(List<Graph> graphs) {
        graphs.add(convolution("1 channel", Window.uniform(2, 1, 1), 1, List.of(), Shape.of(1, 1, 8, 8), 3, 1, 3, 3));
        graphs.add(
                convolution("odd channels", Window.uniform(2, 1, 0), 1, List.of(), Shape.of(2, 5, 7, 9), 11, 5, 3, 2));
        graphs.add(convolution(
                "stride above kernel", Window.uniform(2, 3, 0), 1, List.of(), Shape.of(1, 4, 9, 9), 8, 4, 2, 2));
        graphs.add(convolution(
                "asymmetric padding",
                new Window(List.of(2L, 1L), List.of(1L, 1L), List.of(0L, 2L), List.of(3L, 1L)),
                1,
                List.of(),
                Shape.of(1, 3, 6, 5),
                4,
                3,
                3,
                3));
        graphs.add(convolution(
                "dilation",
                new Window(List.of(1L, 1L), List.of(2L, 3L), List.of(2L, 3L), List.of(2L, 3L)),
                1,
                List.of(),
                Shape.of(1, 6, 9, 9),
                6,
                6,
                3,
                3));
        graphs.add(convolution("groups", Window.uniform(2, 1, 1), 3, List.of(), Shape.of(2, 9, 5, 5), 12, 3, 3, 3));
        graphs.add(
                convolution("depthwise", Window.uniform(2, 2, 1), 20, List.of(), Shape.of(1, 20, 7, 7), 20, 1, 3, 3));
        graphs.add(convolution("1-d", Window.uniform(1, 2, 1), 1, List.of(), Shape.of(2, 4, 11), 6, 4, 3));
        graphs.add(convolution("3-d", Window.uniform(3, 1, 1), 1, List.of(), Shape.of(1, 2, 4, 5, 6), 3, 2, 3, 3, 3));
        graphs.add(convolution(
                "swish and leaky",
                Window.uniform(2, 1, 0),
                1,
                List.of(new PostOp.Apply(Activation.swish()), new PostOp.Apply(Activation.leakyRelu(0.2f))),
                Shape.of(1, 8, 4, 4),
                16,
                8,
                1,
                1));
        graphs.add(residual("add, mish", List.of(new PostOp.AddResidual(), new PostOp.Apply(Activation.mish()))));
        graphs.add(residual("mish, add", List.of(new PostOp.Apply(Activation.mish()), new PostOp.AddResidual())));
        graphs.add(dynamicWeights());
    }

    private static Graph convolution(
            String name, Window window, long groups, List<PostOp> postOps, Shape src, long... weights) {
        Graph.Builder builder = Graph.builder("convolution " + name);
        Value x = builder.input("x", TensorType.F32, src);
        Value w = TestGraphs.randomConstant(builder, "w", 1, weights);
        Value b = TestGraphs.randomConstant(builder, "b", 2, weights[0]);
        Value y = builder.add("c", new Operator.Convolution(groups, window, true, postOps), x, w, b);
        return builder.output("y", y).build();
    }

    private static Graph residual(String name, List<PostOp> postOps) {
        Graph.Builder builder = Graph.builder("convolution " + name);
        Value x = builder.input("x", TensorType.F32, Shape.of(2, 9, 6, 6));
        Value w = TestGraphs.randomConstant(builder, "w", 1, 9, 9, 3, 3);
        Value y = builder.add("c", new Operator.Convolution(1, Window.uniform(2, 1, 1), false, postOps), x, w, x);
        return builder.output("y", y).build();
    }

    private static Graph dynamicWeights() {
        Graph.Builder builder = Graph.builder("convolution by weights that are inputs");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 3, 5, 5));
        Value w = builder.input("w", TensorType.F32, Shape.of(4, 3, 3, 3));
        Value b = builder.input("b", TensorType.F32, Shape.of(4));
        Value y = builder.add("c", new Operator.Convolution(1, Window.uniform(2, 1, 1), true, List.of()), x, w, b);
        return builder.output("y", y).output("w again", w).build();
    }

    private static void addMatMuls(List<Graph> graphs) {
        graphs.add(productOfRows(Shape.of(5, 1, 24), Shape.of(1, 24, 7)));
        graphs.add(productOfRows(Shape.of(2, 3, 4, 5), Shape.of(2, 1, 5, 6)));
        graphs.add(matMul("plain", Shape.of(3, 64), Shape.of(64, 10), List.of()));
        graphs.add(matMul("mish", Shape.of(1, 7), Shape.of(7, 5), List.of(new PostOp.Apply(Activation.mish()))));
        graphs.add(matMul("batch", Shape.of(2, 3, 4, 5), Shape.of(2, 1, 5, 6), List.of()));
        graphs.add(matMulOfTransposed(
                "1 at the front", List.of(3, 1, 2, 0), Shape.of(2, 17, 5, 1), Shape.of(1, 1, 2, 16)));
        graphs.add(matMulOfTransposed("1 inside", List.of(2, 1, 0, 3), Shape.of(1, 8, 6, 6), Shape.of(1, 1, 6, 4)));
    }

    private static Graph matMul(String name, Shape src, Shape weights, List<PostOp> postOps) {
        Graph.Builder builder = Graph.builder("matmul " + name);
        Value x = builder.input("x", TensorType.F32, src);
        Value w = TestGraphs.randomConstant(builder, "w", 1, weights.toArray());
        Value b = TestGraphs.randomConstant(builder, "b", 2, weights.dimension(weights.rank() - 1));
        return builder.output("y", builder.add("m", new Operator.MatMul(true, postOps), x, w, b))
                .build();
    }

    private static Graph matMulOfTransposed(String name, List<Integer> permutation, Shape src, Shape weights) {
        Graph.Builder builder = Graph.builder("matmul of transposed, " + name);
        Value x = builder.input("x", TensorType.F32, src);
        Value w = TestGraphs.randomConstant(builder, "w", 1, weights.toArray());
        Value transposed = builder.add("t", new Operator.Transpose(permutation), x);
        return builder.output("y", builder.add("m", new Operator.MatMul(false, List.of()), transposed, w))
                .build();
    }

    private static void addPoolings(List<Graph> graphs) {
        Window window = new Window(List.of(2L, 1L), List.of(1L, 1L), List.of(1L, 0L), List.of(0L, 1L));
        for (Operator.PoolingKind kind : Operator.PoolingKind.values()) {
            graphs.add(unary("pooling " + kind, new Operator.Pooling(kind, List.of(3L, 2L), window), 2, 5, 7, 6));
        }
        for (Operator.ReductionKind kind : Operator.ReductionKind.values()) {
            graphs.add(unary("images " + kind, Operator.Reduce.ofImages(kind, 4), 2, 19, 5, 7));
        }
        graphs.add(unary(
                "pooling dilated",
                new Operator.Pooling(
                        Operator.PoolingKind.MAX,
                        List.of(2L, 2L),
                        new Window(List.of(1L, 1L), List.of(2L, 3L), List.of(1L, 1L), List.of(1L, 1L))),
                1,
                3,
                8,
                8));
        graphs.add(unary(
                "pooling 1-d",
                new Operator.Pooling(Operator.PoolingKind.MAX, List.of(3L), Window.uniform(1, 2, 1)),
                1,
                3,
                9));
    }

    private static void addElementwise(List<Graph> graphs) {
        for (Activation activation : List.of(
                Activation.mish(),
                new Activation(Activation.Kind.MISH, 1, 0),
                new Activation(Activation.Kind.RELU, 0, 2),
                Activation.relu(),
                Activation.leakyRelu(0.1f),
                Activation.sigmoid(),
                Activation.tanh(),
                Activation.softplus(),
                Activation.swish(),
                Activation.linear(2, -0.5f),
                Activation.clip(-0.25f, 0.5f),
                Activation.elu(0.7f),
                Activation.exp(),
                Activation.abs(),
                Activation.pow(2, 3),
                Activation.round(),
                Activation.floor(),
                Activation.ceil(),
                Activation.sign(),
                Activation.erf(),
                Activation.gelu(),
                Activation.geluTanh(),
                Activation.hardSigmoid(0.2f, 0.5f),
                Activation.hardSwish(),
                Activation.softsign())) {
            graphs.add(unary("eltwise " + activation, new Operator.Eltwise(activation), 2, 5, 3, 3));
        }
        graphs.add(ofPositive("log", Activation.log()));
        graphs.add(ofPositive("sqrt", Activation.sqrt()));
        graphs.add(ofPositive("fractional power", Activation.pow(0.5f, -0.75f)));
        for (Operator.BinaryKind kind : Operator.BinaryKind.values()) {
            if (kind != Operator.BinaryKind.DIV
                    && kind != Operator.BinaryKind.POW
                    && kind != Operator.BinaryKind.EQUAL) {
                graphs.add(binary("binary " + kind, kind, Shape.of(2, 3, 4, 5), Shape.of(3, 1, 5)));
            }
        }
        graphs.add(equality());
        graphs.add(powers());
        graphs.add(select());
    }

    /** An activation of numbers from 0.5 to 2.5. */
    private static Graph ofPositive(String name, Activation activation) {
        Graph.Builder builder = Graph.builder(name);
        Value x = builder.input("x", TensorType.F32, Shape.of(2, 5, 3, 3));
        Value positive = builder.add("positive", new Operator.Eltwise(Activation.linear(1, 1.5f)), x);
        return builder.output("y", builder.add("op", new Operator.Eltwise(activation), positive))
                .build();
    }

    private static Graph equality() {
        Graph.Builder builder = Graph.builder("binary EQUAL");
        Value x = builder.input("x", TensorType.F32, Shape.of(2, 3, 4, 5));
        Value rounded = builder.add("rounded", new Operator.Eltwise(Activation.round()), x);
        Value one = builder.constant("one", Constant.ofFloats(Shape.of(), 1));
        return builder.output("y", builder.add("op", new Operator.Binary(Operator.BinaryKind.EQUAL), rounded, one))
                .build();
    }

    private static Graph powers() {
        Graph.Builder builder = Graph.builder("binary POW");
        Value x = builder.input("x", TensorType.F32, Shape.of(2, 3, 1, 5));
        Value base = builder.add("base", new Operator.Eltwise(Activation.linear(1, 1.5f)), x);
        Value exponent = TestGraphs.randomConstant(builder, "exponent", 1, 4, 5);
        return builder.output("y", builder.add("op", new Operator.Binary(Operator.BinaryKind.POW), base, exponent))
                .build();
    }

    private static Graph select() {
        Graph.Builder builder = Graph.builder("select");
        Value x = builder.input("x", TensorType.F32, Shape.of(2, 3, 4));
        Value y = builder.input("y", TensorType.F32, Shape.of(3, 1));
        Value condition = builder.add("less", new Operator.Binary(Operator.BinaryKind.LESS), x, y);
        return builder.output("z", builder.add("op", new Operator.Select(), condition, x, y))
                .build();
    }

    private static void addDeconvolutions(List<Graph> graphs) {
        graphs.add(deconvolution(
                "doubling", Window.uniform(2, 2, 0), 1, List.of(0L, 0L), Shape.of(1, 8, 5, 6), 8, 4, 2, 2));
        graphs.add(deconvolution("odd", Window.uniform(2, 2, 1), 1, List.of(1L, 0L), Shape.of(2, 5, 4, 3), 5, 7, 3, 4));
        graphs.add(
                deconvolution("groups", Window.uniform(2, 3, 1), 2, List.of(0L, 2L), Shape.of(1, 6, 4, 4), 6, 5, 3, 3));
        graphs.add(
                deconvolution("wide output pads", Window.uniform(1, 2, 0), 1, List.of(5L), Shape.of(1, 3, 4), 3, 2, 3));
        graphs.add(deconvolution(
                "dilation",
                new Window(List.of(1L, 2L), List.of(2L, 3L), List.of(1L, 0L), List.of(0L, 2L)),
                1,
                List.of(0L, 1L),
                Shape.of(1, 4, 5, 5),
                4,
                3,
                3,
                2));
        graphs.add(deconvolution(
                "3-d", Window.uniform(3, 2, 1), 1, List.of(0L, 1L, 0L), Shape.of(1, 3, 2, 3, 4), 3, 2, 3, 3, 3));
    }

    private static Graph deconvolution(
            String name, Window window, long groups, List<Long> outputPads, Shape src, long... weights) {
        Graph.Builder builder = Graph.builder("deconvolution " + name);
        Value x = builder.input("x", TensorType.F32, src);
        Value w = TestGraphs.randomConstant(builder, "w", 1, weights);
        Value b = TestGraphs.randomConstant(builder, "b", 2, weights[1] * groups);
        List<PostOp> postOps = List.of(new PostOp.Apply(Activation.mish()));
        Value y = builder.add("d", new Operator.Deconvolution(groups, window, outputPads, true, postOps), x, w, b);
        return builder.output("y", y).build();
    }

    private static void addGathers(List<Graph> graphs) {
        for (int axis = 0; axis < 4; axis++) {
            graphs.add(unary("gather axis " + axis, new Operator.Gather(axis, List.of(1L, 0L, 1L, 1L)), 2, 3, 4, 5));
            graphs.add(unary(
                    "interpolate axis " + axis,
                    new Operator.Interpolate(
                            axis, 2, List.of(0L, 1L, 1L, 1L, 1L, 0L), List.of(0.25f, 0.75f, 1f, 0f, -0.5f, 1.5f)),
                    2,
                    3,
                    4,
                    5));
        }
    }

    private static void addReductions(List<Graph> graphs) {
        for (Operator.ReductionKind kind : Operator.ReductionKind.values()) {
            graphs.add(unary("last " + kind, new Operator.Reduce(kind, List.of(2), false), 2, 3, 5));
            graphs.add(unary("two " + kind, new Operator.Reduce(kind, List.of(3, 1), true), 2, 3, 5, 7));
        }
        for (Operator.ArgKind kind : Operator.ArgKind.values()) {
            graphs.add(unary("place of last " + kind, new Operator.ArgReduce(kind, 2, false, false), 2, 3, 5));
            graphs.add(unary("place of middle " + kind, new Operator.ArgReduce(kind, 1, true, true), 2, 3, 5));
            for (Operator.TopKResult result : Operator.TopKResult.values()) {
                graphs.add(unary("first of last " + kind, new Operator.TopK(kind, 2, 4, result), 2, 3, 5));
                graphs.add(unary("first of middle " + kind, new Operator.TopK(kind, 1, 9, result), 2, 23, 5));
            }
        }
    }

    private static Graph productOfRows(Shape src, Shape weights) {
        Graph.Builder builder = Graph.builder("matmul %s %s".formatted(src, weights));
        Value x = builder.input("x", TensorType.F32, src);
        Value w = builder.input("w", TensorType.F32, weights);
        return builder.output("y", builder.add("m", new Operator.MatMul(false, List.of()), x, w))
                .build();
    }

    private static Graph unary(String name, Operator operator, long... dimensions) {
        Graph.Builder builder = Graph.builder(name);
        Value x = builder.input("x", TensorType.F32, Shape.of(dimensions));
        return builder.output("y", builder.add("op", operator, x)).build();
    }

    private static Graph binary(String name, Operator.BinaryKind kind, Shape first, Shape second) {
        Graph.Builder builder = Graph.builder(name);
        Value x = builder.input("x0", TensorType.F32, first);
        Value y = builder.input("x1", TensorType.F32, second);
        return builder.output("y", builder.add("op", new Operator.Binary(kind), x, y))
                .build();
    }

    private static Graph concat(int axis, Shape... shapes) {
        Graph.Builder builder = Graph.builder("concat " + Arrays.toString(shapes));
        List<Value> inputs = new ArrayList<>();
        for (Shape shape : shapes) {
            inputs.add(builder.input("x" + inputs.size(), TensorType.F32, shape));
        }
        return builder.output("y", builder.add("op", new Operator.Concat(axis), inputs))
                .build();
    }

    private static Graph batchNormalization() {
        Graph.Builder builder = Graph.builder("batch normalisation");
        Value x = builder.input("x", TensorType.F32, Shape.of(2, 3, 4, 4));
        Value scale = TestGraphs.randomConstant(builder, "scale", 1, 3);
        Value shift = TestGraphs.randomConstant(builder, "shift", 2, 3);
        Value mean = TestGraphs.randomConstant(builder, "mean", 3, 3);
        Value variance = builder.constant("variance", Constant.ofFloats(Shape.of(3), 0.5f, 1, 2));
        Value y = builder.add("bn", new Operator.BatchNormalization(1e-5f), x, scale, shift, mean, variance);
        return builder.output("y", y).build();
    }
}
