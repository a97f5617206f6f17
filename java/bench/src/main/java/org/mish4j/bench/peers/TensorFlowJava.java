// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mish4j.Value;
import org.mish4j.bench.UnavailableException;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow through its Java interface: the network written as a TensorFlow graph, which it optimizes. Images are {@code
 * [N, H, W, C]} inside, since its convolution on a CPU takes nothing else. A run copies the input into a tensor.
 */
public record TensorFlowJava() implements Engine {
    private static final String NAME = "tensorflow";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        try {
            return TensorFlow.version();
        } catch (RuntimeException | LinkageError e) {
            throw UnavailableException.of(NAME, "be used", e);
        }
    }

    @Override
    public LoadedNetwork load(NetworkFiles network, int threads) {
        version();
        try {
            return new Loaded(network, threads);
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // TensorFlow's exceptions have no type in common
            throw UnavailableException.of(
                    NAME, "load '%s'".formatted(network.graph().name()), e);
        }
    }

    private static final class Loaded implements LoadedNetwork {
        private final Arena arena = Arena.ofShared();
        private final MemorySegment input;
        private final FloatDataBuffer inputBuffer;
        private final TFloat32 image;
        private final Graph graph = new Graph();
        private final Placeholder<TFloat32> placeholder;
        private final List<Operand<TFloat32>> results;
        private final Map<String, Integer> outputs = new LinkedHashMap<>();
        private final Session session;
        private @Nullable Result last;

        Loaded(NetworkFiles network, int threads) {
            Value value = network.input();
            input = arena.allocate(ValueLayout.JAVA_FLOAT, value.shape().elementCount());
            FloatBuffer floats =
                    input.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
            inputBuffer = DataBuffers.of(floats);
            Shape shape = Shape.of(value.shape().toArray());
            image = TFloat32.tensorOf(shape);
            Ops ops = Ops.create(graph);
            TensorFlowOperations operations = new TensorFlowOperations(ops);
            placeholder = ops.placeholder(TFloat32.class, Placeholder.shape(shape));
            var program = new TensorProgram<Operand<TFloat32>>(NAME, network.graph(), operations, operations::constant);
            results = program.run(operations.channelsLast(placeholder)).stream()
                    .map(operations::channelsFirst)
                    .toList();
            network.graph().outputs().forEach(output -> outputs.put(output.name(), outputs.size()));
            ConfigProto configuration = ConfigProto.newBuilder()
                    .setIntraOpParallelismThreads(threads)
                    .setInterOpParallelismThreads(1)
                    .build();
            session = new Session(graph, configuration);
            try {
                run();
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }

        @Override
        public MemorySegment input() {
            return input;
        }

        @Override
        public void run() {
            if (last != null) {
                last.close();
            }
            image.copyFrom(inputBuffer);
            Session.Runner runner = session.runner().feed(placeholder, image);
            results.forEach(runner::fetch);
            last = runner.run();
        }

        @Override
        public float[] output(String name) {
            int index = Outputs.named(outputs, name);
            if (last == null || !(last.get(index) instanceof TFloat32 result)) {
                throw new IllegalStateException("output '%s' was not computed".formatted(name));
            }
            float[] values = new float[Math.toIntExact(result.size())];
            result.copyTo(DataBuffers.of(values, false, false));
            return values;
        }

        @Override
        public void close() {
            if (last != null) {
                last.close();
            }
            session.close();
            image.close();
            graph.close();
            arena.close();
        }
    }
}
