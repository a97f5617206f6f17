// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.ModelMemory;
import org.mish4j.Operator;
import org.mish4j.PlanStep;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.Window;
import org.mish4j.internal.backend.Executable;
import org.mish4j.internal.backend.Execution;

class ReferenceExecutionTest {
    private static final Operator DOUBLE = new Operator.Eltwise(Activation.linear(2, 0));
    private static final Shape PAIR = Shape.of(2);

    private final Graph.Builder builder = Graph.builder("test");
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void closeArena() {
        arena.close();
    }

    @Test
    void computesAValueThatIsAnOutputAndIsReadLater() {
        Value x = builder.input("x", TensorType.F32, PAIR);
        Value first = builder.add("first", DOUBLE, x);
        builder.output("first", first).output("second", builder.add("second", DOUBLE, first));

        assertThat(run(2, floats(1, 3))).containsExactly(new float[] {2, 6}, new float[] {4, 12});
    }

    @Test
    void givesInputsAndConstantsAsOutputs() {
        Value x = builder.input("x", TensorType.F32, PAIR);
        Value constant = builder.constant("c", Constant.ofFloats(PAIR, 7, 8));
        builder.output("input", x).output("constant", constant).output("again", x);

        assertThat(run(3, floats(1, 3))).containsExactly(new float[] {1, 3}, new float[] {7, 8}, new float[] {1, 3});
    }

    @Test
    void givesAnInputOfAnotherTypeAsOutput() {
        Value x = builder.input("x", TensorType.I64, PAIR);
        builder.output("y", x);
        Execution execution = newExecution();
        MemorySegment output = arena.allocate(ValueLayout.JAVA_LONG, 2);

        execution.bindInput(0, arena.allocateFrom(ValueLayout.JAVA_LONG, 1L << 40, -1), true);
        execution.bindOutput(0, output, true);
        execution.run();
        execution.release();

        assertThat(output.toArray(ValueLayout.JAVA_LONG)).containsExactly(1L << 40, -1);
    }

    @Test
    void readsAndWritesMemoryThatIsNotAligned() {
        builder.output("y", builder.add("y", DOUBLE, builder.input("x", TensorType.F32, PAIR)));
        MemorySegment memory = arena.allocate(32);
        MemorySegment input = memory.asSlice(1, 8);
        MemorySegment output = memory.asSlice(11, 8);
        MemorySegment.copy(floats(1, 3), 0, input, 0, 8);

        run(input, output);

        assertThat(output.get(ValueLayout.JAVA_FLOAT_UNALIGNED, 0)).isEqualTo(2);
        assertThat(output.get(ValueLayout.JAVA_FLOAT_UNALIGNED, 4)).isEqualTo(6);
    }

    @Test
    void mayWriteAnOutputOverAnInput() {
        Value x = builder.input("x", TensorType.F32, PAIR);
        Value reversed = builder.add(
                "reversed",
                new Operator.Concat(0),
                builder.add("last", new Operator.Slice(List.of(1L), List.of(1L), List.of(1L)), x),
                builder.add("first", new Operator.Slice(List.of(0L), List.of(1L), List.of(1L)), x));
        builder.output("y", builder.add("y", new Operator.Binary(Operator.BinaryKind.SUB), x, reversed));
        MemorySegment memory = floats(1, 3);

        run(memory, memory);

        assertThat(memory.toArray(ValueLayout.JAVA_FLOAT)).containsExactly(-2, 2);
    }

    @Test
    void twoExecutionsKeepApart() {
        builder.output("y", builder.add("y", DOUBLE, builder.input("x", TensorType.F32, PAIR)));
        Executable executable = compile();
        Execution first = executable.newExecution();
        Execution second = executable.newExecution();
        MemorySegment firstOutput = arena.allocate(8);
        MemorySegment secondOutput = arena.allocate(8);
        first.bindInput(0, floats(1, 2), true);
        first.bindOutput(0, firstOutput, true);
        second.bindInput(0, floats(3, 4), true);
        second.bindOutput(0, secondOutput, true);

        first.run();
        executable.release();
        second.run();
        first.release();
        second.release();

        assertThat(firstOutput.toArray(ValueLayout.JAVA_FLOAT)).containsExactly(2, 4);
        assertThat(secondOutput.toArray(ValueLayout.JAVA_FLOAT)).containsExactly(6, 8);
    }

    @Test
    void measuresStepsOnlyWhenAsked() {
        Value x = builder.input("x", TensorType.F32, PAIR);
        builder.output("y", builder.add("second", DOUBLE, builder.add("first", DOUBLE, x)));
        Execution execution = newExecution();
        execution.bindInput(0, floats(1, 3), true);
        execution.bindOutput(0, arena.allocate(8), true);

        execution.run();
        assertThatIllegalStateException().isThrownBy(execution::stepNanoseconds).withMessage("no run was measured yet");

        execution.setProfiling(true);
        execution.run();
        execution.setProfiling(false);
        execution.run();
        assertThat(execution.stepNanoseconds()).hasSize(2);
        execution.release();
    }

    @Test
    void describesItsSteps() {
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 1, 2, 2));
        Value weights = builder.constant("w", Constant.ofFloats(Shape.of(1, 1, 1, 1), 1));
        Value bias = builder.constant("b", Constant.ofFloats(Shape.of(1), 1));
        List<PostOp> postOps = List.of(new PostOp.Apply(Activation.mish()), new PostOp.AddResidual());
        Value convolution = builder.add(
                "stem", new Operator.Convolution(1, Window.uniform(2, 1, 0), true, postOps), x, weights, bias, x);
        Value pooled = builder.add("pool", Operator.Reduce.ofImages(Operator.ReductionKind.MAX, 4), convolution);
        builder.output("y", builder.add("flat", new Operator.Reshape(Shape.of()), pooled));

        assertThat(compile().steps())
                .containsExactly(
                        new PlanStep("stem", "convolution+bias+mish+add", "reference", "1x1x2x2 nchw f32"),
                        new PlanStep("pool", "reduce_max", "reference", "1x1x1x1 nchw f32"),
                        new PlanStep("flat", "reshape", "reference", "scalar f32"));
    }

    @Test
    void countsItsMemory() {
        Value x = builder.input("x", TensorType.F32, PAIR);
        Value constant = builder.constant("c", Constant.ofFloats(Shape.of(3, 1), 7, 8, 9));
        Value wide = builder.add("wide", new Operator.Binary(Operator.BinaryKind.MUL), x, constant);
        Value next = builder.add("next", DOUBLE, wide);
        Value last = builder.add("last", DOUBLE, next);
        builder.output(
                "y", builder.add("mean", new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(0, 1), false), last));

        assertThat(compile().memory()).isEqualTo(new ModelMemory(12, 3 * 24 + 4, 48, 0));
    }

    @Test
    void refusesBatchNormalisation() {
        Value x = builder.input("x", TensorType.F32, Shape.of(1, 2));
        Value ones = builder.constant("ones", Constant.ofFloats(PAIR, 1, 1));
        builder.output("y", builder.add("norm", new Operator.BatchNormalization(0.1f), x, ones, ones, ones, ones));

        assertThatIllegalArgumentException()
                .isThrownBy(this::compile)
                .withMessage("node 'norm' is a batch normalisation, expected a graph without any");
    }

    @Test
    void anInferenceAllocatesNothingOnTheHeap() {
        Shape image = Shape.of(1, 2, 4, 4);
        Value x = builder.input("x", TensorType.F32, image);
        Value bytes = builder.input("bytes", TensorType.U8, PAIR);
        builder.output("bytes", builder.add("doubled", DOUBLE, bytes), TensorType.BF16);
        Value weights = builder.constant("w", Golden.input(Shape.of(2, 2, 3, 3), 0, 8));
        List<PostOp> postOps = List.of(new PostOp.Apply(Activation.mish()), new PostOp.AddResidual());
        Value y = builder.add(
                "conv", new Operator.Convolution(1, Window.uniform(2, 1, 1), false, postOps), x, weights, x);
        y = builder.add("pool", pooling(), y);
        y = builder.add("mish", new Operator.Eltwise(Activation.mish()), y);
        y = builder.add("concat", new Operator.Concat(1), y, x);
        y = builder.add("transpose", new Operator.Transpose(List.of(0, 2, 3, 1)), y);
        y = builder.add("softmax", new Operator.Softmax(3, false), y);
        y = builder.add("mean", new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(1), false), y);
        y = builder.add("product", new Operator.MatMul(false, List.of()), y, y);
        y = builder.add("sum", new Operator.Binary(Operator.BinaryKind.ADD), y, y);
        builder.output("y", builder.add("flat", new Operator.Reshape(Shape.of(16)), y));
        Execution execution = newExecution();
        execution.bindInput(0, arena.allocate(4 * image.elementCount()), true);
        execution.bindInput(1, arena.allocate(2), true);
        execution.bindOutput(0, arena.allocate(4), true);
        execution.bindOutput(1, arena.allocate(64), true);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

        long least = Long.MAX_VALUE;
        for (int run = 0; run < 10_000 && least > 0; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            execution.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        execution.release();

        assertThat(least).isZero();
    }

    private static Operator pooling() {
        return new Operator.Pooling(Operator.PoolingKind.MAX, List.of(3L, 3L), Window.uniform(2, 1, 1));
    }

    private MemorySegment floats(float... values) {
        return arena.allocateFrom(ValueLayout.JAVA_FLOAT, values);
    }

    private Executable compile() {
        return new ReferenceBackend().compile(ReferenceBackend.DEVICE_NAME, builder.build(), CompileOptions.defaults());
    }

    private Execution newExecution() {
        return compile().newExecution();
    }

    private void run(MemorySegment input, MemorySegment output) {
        Execution execution = newExecution();
        execution.bindInput(0, input, true);
        execution.bindOutput(0, output, true);
        execution.run();
        execution.release();
    }

    /** Runs a graph with one input, whose outputs are pairs. */
    private List<float[]> run(int outputCount, MemorySegment input) {
        Execution execution = newExecution();
        execution.bindInput(0, input, true);
        MemorySegment[] outputs = new MemorySegment[outputCount];
        for (int index = 0; index < outputCount; index++) {
            outputs[index] = arena.allocate(8);
            execution.bindOutput(index, outputs[index], true);
        }
        execution.run();
        execution.release();
        return List.of(outputs).stream()
                .map(output -> output.toArray(ValueLayout.JAVA_FLOAT))
                .toList();
    }
}
