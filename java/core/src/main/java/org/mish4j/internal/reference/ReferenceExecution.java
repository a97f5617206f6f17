// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.MishException;
import org.mish4j.Node;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.internal.backend.Execution;
import org.mish4j.internal.reference.kernels.Kernel;
import org.mish4j.internal.reference.kernels.Kernels;
import org.mish4j.internal.types.ElementConversion;

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

    /** An input: what is bound to it, and which value it is. */
    private static final class InputPort {
        private final TensorType type;
        private final long count;
        private final int value;
        private MemorySegment bound = MemorySegment.NULL;

        InputPort(Value input, int value) {
            this.type = input.type();
            this.count = input.shape().elementCount();
            this.value = value;
        }

        void read(MemorySegment[] values) {
            if (type == TensorType.F32) {
                values[value] = bound;
            } else {
                ElementConversion.toFloats(type, bound, values[value], count);
            }
        }
    }

    /** An output: what is bound to it, and what is written there: a value, or the elements of an input or constant. */
    private static final class OutputPort {
        private final TensorType type;
        private final long count;
        private final int value;
        private final int input;
        private final MemorySegment constant;
        private MemorySegment bound = MemorySegment.NULL;

        OutputPort(Graph.Output output, int value, int input, MemorySegment constant) {
            this.type = output.type();
            this.count = output.value().shape().elementCount();
            this.value = value;
            this.input = input;
            this.constant = constant;
        }

        void write(MemorySegment[] values, InputPort[] inputs) {
            if (input >= 0) {
                MemorySegment.copy(inputs[input].bound, 0, bound, 0, count * type.byteSize());
            } else if (constant.address() != 0) {
                MemorySegment.copy(constant, 0, bound, 0, count * type.byteSize());
            } else {
                ElementConversion.fromFloats(values[value], type, bound, count);
            }
        }
    }

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment[] values;
    private final InputPort[] inputs;
    private final OutputPort[] outputs;
    private final Step[] steps;
    private final long[] nanoseconds;
    private boolean profiling;
    private boolean measured;

    ReferenceExecution(Graph graph) {
        IdentityHashMap<Value, Integer> indices = new IdentityHashMap<>();
        List<MemorySegment> segments = new ArrayList<>();
        this.inputs = new InputPort[graph.inputs().size()];
        for (int index = 0; index < inputs.length; index++) {
            Value input = graph.inputs().get(index);
            indices.put(input, segments.size());
            inputs[index] = new InputPort(input, segments.size());
            segments.add(input.type() == TensorType.F32 ? MemorySegment.NULL : allocate(input));
        }
        for (Value constant : graph.constants()) {
            indices.put(constant, segments.size());
            segments.add(numbers(constant));
        }
        this.steps = new Step[graph.nodes().size()];
        for (int index = 0; index < steps.length; index++) {
            Node node = graph.nodes().get(index);
            steps[index] = step(node, indices, segments.size());
            indices.put(node.output(), segments.size());
            segments.add(allocate(node.output()));
        }
        this.values = segments.toArray(MemorySegment[]::new);
        this.outputs = graph.outputs().stream()
                .map(output -> outputPort(graph, output, indices))
                .toArray(OutputPort[]::new);
        this.nanoseconds = new long[steps.length];
    }

    private static OutputPort outputPort(Graph graph, Graph.Output output, IdentityHashMap<Value, Integer> indices) {
        Value value = output.value();
        Constant constant = value.constant();
        boolean asItIs = output.type() == value.type() && output.type() != TensorType.F32;
        return new OutputPort(
                output,
                indices.getOrDefault(value, -1),
                asItIs && constant == null ? graph.inputs().indexOf(value) : -1,
                asItIs && constant != null ? constant.segment() : MemorySegment.NULL);
    }

    private MemorySegment numbers(Value value) {
        Constant constant = value.constant();
        if (constant == null) {
            throw new IllegalArgumentException("value '%s' is no constant".formatted(value));
        }
        if (constant.type() == TensorType.F32) {
            return constant.segment();
        }
        MemorySegment floats = allocate(value);
        ElementConversion.toFloats(
                constant.type(), constant.segment(), floats, constant.shape().elementCount());
        return floats;
    }

    private static Step step(Node node, IdentityHashMap<Value, Integer> indices, int output) {
        int[] inputs = node.inputs().stream().mapToInt(indices::get).toArray();
        Kernel kernel = Kernels.create(
                node.operator(),
                node.inputs().stream().map(Value::shape).toList(),
                node.output().shape());
        return new Step(kernel, inputs, output);
    }

    /** Allocates memory for a value's elements as floats. */
    private MemorySegment allocate(Value value) {
        long bytes = value.shape().elementCount() * Float.BYTES;
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
        inputs[index].bound = segment;
    }

    @Override
    public void bindOutput(int index, MemorySegment segment, boolean foreign) {
        outputs[index].bound = segment;
    }

    @Override
    public void run() {
        for (InputPort input : inputs) {
            input.read(values);
        }
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
        for (OutputPort output : outputs) {
            output.write(values, inputs);
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
