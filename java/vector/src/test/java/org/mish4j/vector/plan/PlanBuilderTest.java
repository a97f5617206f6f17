// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Passes;
import org.mish4j.PlanStep;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.vector.memory.Block;
import org.mish4j.vector.memory.MemoryOrder;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.LoopsProvider;

/** What plans look like: fused, and without copies where views will do. */
class PlanBuilderTest {
    private static Plan plan(Graph graph) {
        return new PlanBuilder(Passes.optimize(graph), LoopsProvider.best(), 2).build();
    }

    private static Value convolution(Graph.Builder builder, String name, Value src, long channels) {
        Shape shape = Shape.of(channels, src.shape().dimension(1), 3, 3);
        Value weights =
                builder.constant(name + ".weights", Constant.ofFloats(shape, new float[(int) shape.elementCount()]));
        return builder.add(name, new Operator.Convolution(1, Window.uniform(2, 1, 1), false, List.of()), src, weights);
    }

    private static Value mish(Graph.Builder builder, String name, Value src) {
        return builder.add(name, new Operator.Eltwise(Activation.mish()), src);
    }

    @Test
    void activationAndResidualAreFusedIntoTheConvolution() {
        Graph.Builder builder = Graph.builder("residual");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 8, 5, 5));
        Value y = mish(builder, "mish", convolution(builder, "convolution", x, 8));
        Value sum = builder.add("sum", new Operator.Binary(Operator.BinaryKind.ADD), y, x);

        List<PlanStep> steps = plan(builder.output("y", sum).build()).steps();

        assertThat(steps).extracting(PlanStep::operation).containsExactly("convolution+mish+add");
        assertThat(steps).extracting(PlanStep::result).containsExactly("1x8x5x5 nhwc f32");
    }

    @Test
    void whatIsJoinedIsWrittenWhereItIsJoined() {
        Graph.Builder builder = Graph.builder("join");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 8, 5, 5));
        Value first = convolution(builder, "first", x, 7);
        Value second = convolution(builder, "second", x, 9);
        Value inner = builder.add("inner", new Operator.Concat(1), first, second);
        Value third = convolution(builder, "third", x, 3);
        Value outer = builder.add("outer", new Operator.Concat(1), third, inner);

        assertThat(plan(builder.output("y", convolution(builder, "last", outer, 4))
                                .build())
                        .steps())
                .extracting(PlanStep::name)
                .containsExactly("first", "second", "third", "last");
    }

    @Test
    void onlyWhatIsJoinedTwiceIsCopied() {
        Graph.Builder builder = Graph.builder("join twice");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 8, 5, 5));
        Value part = convolution(builder, "part", x, 7);
        Value joined = builder.add("joined", new Operator.Concat(1), part, part, x);

        assertThat(plan(builder.output("y", convolution(builder, "last", joined, 4))
                                .build())
                        .steps())
                .extracting(step -> step.name() + " " + step.operation())
                .containsExactly("part convolution", "joined concat", "joined concat", "last convolution");
    }

    @Test
    void slicesTranspositionsAndNewShapesAreViews() {
        Graph.Builder builder = Graph.builder("views");
        Value x = builder.input("x", TensorType.F32, Shape.of(6, 4));
        Value slice = builder.add("slice", new Operator.Slice(List.of(1L, 0L), List.of(3L, 4L), List.of(2L, 1L)), x);
        Value transposed = builder.add("transpose", new Operator.Transpose(List.of(1, 0)), slice);
        Value reshaped = builder.add("reshape", new Operator.Reshape(Shape.of(2, 12)), x);

        Plan plan = plan(builder.output("a", transposed).output("b", reshaped).build());

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.outputs().get(0).view().strides()).containsExactly(1, 8);
        assertThat(plan.outputs().get(1).view().strides()).containsExactly(12, 1);
    }

    @Test
    void whatCanNotBeAViewIsCopied() {
        Graph.Builder builder = Graph.builder("copies");
        Value x = builder.input("x", TensorType.F32, Shape.of(6, 4));
        Value transposed = builder.add("transpose", new Operator.Transpose(List.of(1, 0)), x);
        Value reshaped = builder.add("reshape", new Operator.Reshape(Shape.of(24)), transposed);

        assertThat(plan(builder.output("y", reshaped).build()).steps())
                .extracting(PlanStep::operation)
                .containsExactly("reshape");
    }

    @Test
    void weightsThatAreNoConstantsArePackedInEveryInference() {
        Graph.Builder builder = Graph.builder("weights");
        Value x = builder.input("x", TensorType.F32, Shape.of(3, 4));
        Value weights = builder.input("w", TensorType.F32, Shape.of(4, 5));
        Value y = builder.add("product", new Operator.MatMul(false, List.of()), x, weights);

        assertThat(plan(builder.output("y", y).build()).steps())
                .extracting(PlanStep::kernel)
                .containsExactly("vector_pack", "vector_tiles");
    }

    @Test
    void memoryIsUsedAgain() {
        Graph.Builder builder = Graph.builder("chain");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 16, 8, 8));
        for (int layer = 0; layer < 10; layer++) {
            x = convolution(builder, "layer " + layer, x, 16);
        }
        Plan plan = plan(builder.output("y", x).build());

        assertThat(plan.memory().largestLive()).isEqualTo(2 * 16 * 64 * Float.BYTES);
        assertThat(plan.memory().activations()).isEqualTo(plan.memory().largestLive() + 16 * Float.BYTES);
    }

    @Test
    void aConstantResidualIsReorderedOnceForAll() {
        Graph.Builder builder = Graph.builder("constant residual");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 8, 5, 5));
        Value constant = builder.constant("r", Constant.ofFloats(Shape.of(1, 8, 5, 5), new float[200]));
        Value sum = builder.add(
                "sum",
                new Operator.Binary(Operator.BinaryKind.ADD),
                convolution(builder, "convolution", x, 8),
                constant);

        assertThat(plan(builder.output("y", sum).build()).steps())
                .extracting(PlanStep::operation)
                .containsExactly("convolution+add");
    }

    @Test
    void aResidualOfAnotherLayoutIsCopied() {
        Graph.Builder builder = Graph.builder("transposed residual");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 5, 5, 5));
        Value transposed =
                builder.add("transpose", new Operator.Transpose(List.of(0, 3, 1, 2)), convolution(builder, "c", x, 5));
        Value sum = builder.add(
                "sum", new Operator.Binary(Operator.BinaryKind.ADD), convolution(builder, "d", x, 5), transposed);

        assertThat(plan(builder.output("y", sum).build()).steps())
                .extracting(PlanStep::operation)
                .containsExactly("convolution", "reorder", "convolution+add");
    }

    @Test
    void aStepWhoseOperandLiesOtherwiseThanDemandedIsAnInternalError() {
        View rows = View.dense(Block.ofActivations(60), new long[] {1, 3, 4, 5}, MemoryOrder.ROW_MAJOR);
        Access channels = new Access(rows, LayoutDemand.CHANNELS_TOGETHER);

        assertThatThrownBy(() -> new Draft("sum", "convolution+add", List.of(channels), Access.any(rows), () -> {
                    throw new AssertionError("no kernel of a wrong layout");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "internal error: convolution+add of node 'sum' reads operand 0 as CHANNELS_TOGETHER, but found");
    }

    @Test
    void imagesOfMoreThanTenThousandMillionPixelsHaveAPlan() {
        Graph.Builder builder = Graph.builder("wide");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 1, 500_000, 500_000));
        Value y = mish(builder, "mish", convolution(builder, "convolution", x, 1));

        assertThat(plan(builder.output("y", y).build()).activationBytes()).isGreaterThan(2L * 4 * 250_000_000_000L);
    }

    @Test
    void aBatchNormalisationIsRefused() {
        Graph.Builder builder = Graph.builder("normalised");
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 2, 3));
        Value[] inputs = new Value[5];
        inputs[0] = x;
        for (int index = 1; index < inputs.length; index++) {
            inputs[index] = builder.constant("c" + index, Constant.ofFloats(Shape.of(2), 1, 1));
        }
        Graph graph = builder.output("y", builder.add("norm", new Operator.BatchNormalization(1e-5f), inputs))
                .build();

        assertThatThrownBy(() -> new PlanBuilder(graph, LoopsProvider.best(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'norm'");
    }
}
