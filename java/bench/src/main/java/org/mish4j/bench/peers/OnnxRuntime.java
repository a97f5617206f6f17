// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.bench.UnavailableException;
import org.mish4j.importers.export.MishForm;

/**
 * ONNX Runtime on its CPU provider, with all optimizations. It has no kernel of Mish, and runs Softplus, Tanh and Mul. Input
 * and outputs are direct buffers, which stay bound: nothing is copied by a run.
 */
public record OnnxRuntime() implements Engine {
    @Override
    public String name() {
        return "onnxruntime";
    }

    @Override
    public String version() {
        try {
            return environment().getVersion();
        } catch (OrtException | LinkageError e) {
            throw UnavailableException.of(name(), "be used", e);
        }
    }

    @Override
    public LoadedNetwork load(NetworkFiles network, int threads) {
        Path file = network.onnx(MishForm.DECOMPOSED);
        try {
            return new Loaded(environment(), file, network.graph(), threads);
        } catch (OrtException | LinkageError e) {
            throw UnavailableException.of(
                    name(), "load '%s'".formatted(network.graph().name()), e);
        }
    }

    private static OrtEnvironment environment() throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        environment.setTelemetry(false);
        return environment;
    }

    private static final class Loaded implements LoadedNetwork {
        private final Arena arena = Arena.ofShared();
        private final MemorySegment input;
        private final Map<String, MemorySegment> outputs = new LinkedHashMap<>();
        private final Map<String, OnnxTensor> boundInputs = new LinkedHashMap<>();
        private final Map<String, OnnxTensor> boundOutputs = new LinkedHashMap<>();
        private final OrtSession session;

        Loaded(OrtEnvironment environment, Path file, Graph graph, int threads) throws OrtException {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                options.setInterOpNumThreads(1);
                options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
                options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
                session = environment.createSession(file.toString(), options);
            }
            Value image = graph.inputs().getFirst();
            input = allocate(image.shape());
            boundInputs.put(image.name(), tensor(environment, input, image.shape()));
            for (Graph.Output output : graph.outputs()) {
                Shape shape = output.value().shape();
                MemorySegment segment = allocate(shape);
                outputs.put(output.name(), segment);
                boundOutputs.put(output.name(), tensor(environment, segment, shape));
            }
        }

        private MemorySegment allocate(Shape shape) {
            return arena.allocate(ValueLayout.JAVA_FLOAT, shape.elementCount());
        }

        private static OnnxTensor tensor(OrtEnvironment environment, MemorySegment segment, Shape shape)
                throws OrtException {
            FloatBuffer buffer =
                    segment.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
            return OnnxTensor.createTensor(environment, buffer, shape.toArray());
        }

        @Override
        public MemorySegment input() {
            return input;
        }

        @Override
        public void run() {
            try {
                session.run(boundInputs, boundOutputs).close();
            } catch (OrtException e) {
                throw new IllegalStateException("onnxruntime can't run: %s".formatted(e.getMessage()), e);
            }
        }

        @Override
        public float[] output(String name) {
            return Outputs.named(outputs, name).toArray(ValueLayout.JAVA_FLOAT);
        }

        @Override
        public void close() {
            boundInputs.values().forEach(OnnxTensor::close);
            boundOutputs.values().forEach(OnnxTensor::close);
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException("onnxruntime can't close: %s".formatted(e.getMessage()), e);
            }
            arena.close();
        }
    }
}
