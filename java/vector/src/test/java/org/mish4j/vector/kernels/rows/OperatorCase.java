// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.vector.kernels.rows.KernelRun.Operand;
import org.mish4j.vector.simd.BothLoops;
import org.mish4j.vector.simd.Loops;

/** An operator with its inputs. Its kernel must compute what the device java-reference computes. */
record OperatorCase(String name, Operator operator, List<Operand> operands) {
    private static final double TOLERANCE = 1e-5;

    static OperatorCase of(String name, Operator operator, Operand... operands) {
        return new OperatorCase(name, operator, List.of(operands));
    }

    /** Compares the results for all ways in which inputs and result may lie. */
    void check(List<Layout> srcLayouts, List<Layout> dstLayouts) {
        Graph graph = graph();
        float[] expected = reference(graph);
        Shape dst = graph.outputs().getFirst().value().shape();
        for (Loops loops : BothLoops.LIST) {
            for (Layout srcLayout : srcLayouts) {
                for (Layout dstLayout : dstLayouts) {
                    for (int threads : new int[] {1, 3}) {
                        boolean constants = threads == 1 && srcLayout == Layout.ROW_MAJOR;
                        KernelRun run = new KernelRun(loops, threads, srcLayout, dstLayout, constants);
                        compare(run, run.run(operator, operands, dst), expected);
                    }
                }
            }
        }
    }

    private Graph graph() {
        Graph.Builder builder = Graph.builder(name);
        List<Value> inputs = new ArrayList<>();
        for (Operand operand : operands) {
            inputs.add(builder.input("x" + inputs.size(), TensorType.F32, operand.shape()));
        }
        return builder.output("y", builder.add("op", operator, inputs)).build();
    }

    private float[] reference(Graph graph) {
        try (CompiledModel model = Device.of("java-reference").compile(graph);
                InferRequest request = model.createRequest()) {
            for (int index = 0; index < operands.size(); index++) {
                request.input("x" + index).copyFrom(operands.get(index).elements());
            }
            request.run();
            return request.output("y").toFloatArray();
        }
    }

    private static void compare(KernelRun run, float[] found, float[] expected) {
        double largest = 0;
        for (float element : expected) {
            largest = Float.isFinite(element) ? Math.max(largest, Math.abs(element)) : largest;
        }
        assertThat(found).hasSameSizeAs(expected);
        for (int index = 0; index < found.length; index++) {
            boolean close = Math.abs(found[index] - expected[index]) <= TOLERANCE * largest
                    || Float.compare(found[index], expected[index]) == 0;
            assertThat(close)
                    .as("element %d is %s, expected %s: %s", index, found[index], expected[index], run)
                    .isTrue();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
