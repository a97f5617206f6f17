// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.mish4j.CompileOptions;
import org.mish4j.Graph;
import org.mish4j.PlanStep;
import org.mish4j.Value;
import org.mish4j.internal.backend.Execution;
import org.mish4j.internal.reference.ReferenceBackend;

/** What graphs compute, on the reference backend. */
final class GraphRuns {
    private GraphRuns() {}

    /** Returns what each step of a graph without batch normalisation computes. */
    static List<String> operations(Graph graph) {
        return new ReferenceBackend()
                .compile(ReferenceBackend.DEVICE_NAME, graph, CompileOptions.defaults()).steps().stream()
                        .map(PlanStep::operation)
                        .toList();
    }

    /**
     * Asserts that two graphs have the same interface and compute the same, up to 1e-5 of each output's largest
     * magnitude.
     */
    static void assertSame(Graph found, Graph expected) {
        assertThat(found.name()).isEqualTo(expected.name());
        assertThat(found.inputs().stream().map(Value::toString))
                .containsExactlyElementsOf(
                        expected.inputs().stream().map(Value::toString).toList());
        assertThat(interfaceOf(found)).isEqualTo(interfaceOf(expected));
        List<float[]> foundOutputs = run(found);
        List<float[]> expectedOutputs = run(expected);
        for (int output = 0; output < expectedOutputs.size(); output++) {
            assertClose(expected.outputs().get(output).name(), foundOutputs.get(output), expectedOutputs.get(output));
        }
    }

    private static List<String> interfaceOf(Graph graph) {
        return graph.outputs().stream()
                .map(output -> output.name() + ": " + output.value().type()
                        + output.value().shape())
                .toList();
    }

    static void assertClose(String name, float[] found, float[] expected) {
        double largest = 0;
        for (float value : expected) {
            assertThat(value).as(name).isFinite();
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(found).as(name).hasSameSizeAs(expected);
        for (int index = 0; index < expected.length; index++) {
            assertThat((double) found[index])
                    .as("%s[%d]", name, index)
                    .isCloseTo(expected[index], within(1e-5 * largest));
        }
    }

    /** Runs a graph once, on inputs that depend on their place and size only. */
    static List<float[]> run(Graph graph) {
        Graph runnable = new LowerBatchNormalization().apply(graph);
        Execution execution = new ReferenceBackend()
                .compile(ReferenceBackend.DEVICE_NAME, runnable, CompileOptions.defaults())
                .newExecution();
        try (Arena arena = Arena.ofConfined()) {
            for (int index = 0; index < runnable.inputs().size(); index++) {
                long count = runnable.inputs().get(index).shape().elementCount();
                execution.bindInput(
                        index,
                        arena.allocateFrom(ValueLayout.JAVA_FLOAT, TestConstants.values(77 + index, count)),
                        true);
            }
            List<MemorySegment> outputs = new ArrayList<>();
            for (Graph.Output output : runnable.outputs()) {
                outputs.add(arena.allocate(4 * output.value().shape().elementCount(), 64));
                execution.bindOutput(outputs.size() - 1, outputs.getLast(), true);
            }
            execution.run();
            return outputs.stream()
                    .map(output -> output.toArray(ValueLayout.JAVA_FLOAT))
                    .toList();
        } finally {
            execution.release();
        }
    }
}
