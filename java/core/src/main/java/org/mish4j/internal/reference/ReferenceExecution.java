// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.mish4j.Graph;
import org.mish4j.MishException;
import org.mish4j.Node;
import org.mish4j.Value;
import org.mish4j.internal.backend.Execution;

/**
 * Runs the nodes one after the other, each into memory of its own, and copies the outputs into what is bound at the
 * end. So an output may be any value, also more than once, and may be bound to the memory of an input.
 */
final class ReferenceExecution implements Execution {
    private static final long ALIGNMENT = 64;

    /** A node: its kernel, and which values it reads and writes. */
    private static final class Step {
        private final Kernel kernel;
        private final int[] inputs;
        private final MemorySegment[] inputSegments;
        private final int output;

        Step(Kernel kernel, int[] inputs, int output) {
            this.kernel = kernel;
            this.inputs = inputs;
            this.inputSegments = new MemorySegment[inputs.length];
            this.output = output;
        }

        void run(MemorySegment[] values) {
            for (int index = 0; index < inputs.length; index++) {
                inputSegments[index] = values[inputs[index]];
            }
            kernel.run(inputSegments, values[output]);
        }
    }

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment[] values;
    private final int[] inputs;
    private final int[] outputs;
    private final MemorySegment[] outputSegments;
    private final Step[] steps;
    private final long[] nanoseconds;
    private boolean profiling;
    private boolean measured;

    ReferenceExecution(Graph graph) {
        IdentityHashMap<Value, Integer> indices = new IdentityHashMap<>();
        List<MemorySegment> segments = new ArrayList<>();
        for (Value input : graph.inputs()) {
            indices.put(input, segments.size());
            segments.add(MemorySegment.NULL);
        }
        for (Value constant : graph.constants()) {
            indices.put(constant, segments.size());
            segments.add(constantSegment(constant));
        }
        this.steps = new Step[graph.nodes().size()];
        for (int index = 0; index < steps.length; index++) {
            Node node = graph.nodes().get(index);
            steps[index] = step(node, indices, segments.size());
            indices.put(node.output(), segments.size());
            segments.add(allocate(node.output()));
        }
        this.values = segments.toArray(MemorySegment[]::new);
        this.inputs = graph.inputs().stream().mapToInt(indices::get).toArray();
        this.outputs = graph.outputs().stream()
                .mapToInt(output -> indices.get(output.value()))
                .toArray();
        this.outputSegments = new MemorySegment[outputs.length];
        Arrays.fill(outputSegments, MemorySegment.NULL);
        this.nanoseconds = new long[steps.length];
    }

    private static MemorySegment constantSegment(Value value) {
        if (value.constant() == null) {
            throw new IllegalArgumentException("value '%s' is no constant".formatted(value));
        }
        return value.constant().segment();
    }

    private static Step step(Node node, IdentityHashMap<Value, Integer> indices, int output) {
        int[] inputs = node.inputs().stream().mapToInt(indices::get).toArray();
        Kernel kernel = Kernels.create(
                node.operator(),
                node.inputs().stream().map(Value::shape).toList(),
                node.output().shape());
        return new Step(kernel, inputs, output);
    }

    private MemorySegment allocate(Value value) {
        long bytes = value.shape().elementCount() * value.type().byteSize();
        try {
            return arena.allocate(bytes, ALIGNMENT);
        } catch (OutOfMemoryError e) {
            throw new MishException(
                    MishException.Status.OUT_OF_MEMORY,
                    "there is no memory for the %d bytes of '%s'".formatted(bytes, value));
        }
    }

    /** Binds memory; a foreign arena needs no protection, since Java checks every access to it. */
    @Override
    public void bindInput(int index, MemorySegment segment, boolean foreign) {
        values[inputs[index]] = segment;
    }

    @Override
    public void bindOutput(int index, MemorySegment segment, boolean foreign) {
        outputSegments[index] = segment;
    }

    @Override
    public void run() {
        for (int index = 0; index < steps.length; index++) {
            if (profiling) {
                long start = System.nanoTime();
                steps[index].run(values);
                nanoseconds[index] = System.nanoTime() - start;
            } else {
                steps[index].run(values);
            }
        }
        measured |= profiling;
        for (int index = 0; index < outputs.length; index++) {
            MemorySegment value = values[outputs[index]];
            MemorySegment.copy(value, 0, outputSegments[index], 0, value.byteSize());
        }
    }

    @Override
    public void setProfiling(boolean enabled) {
        profiling = enabled;
    }

    @Override
    public long[] stepNanoseconds() {
        if (!measured) {
            throw new IllegalStateException("no run was measured yet");
        }
        return nanoseconds.clone();
    }

    /** Does nothing: the arena frees its memory when nothing refers to it. */
    @Override
    public void release() {}
}
