// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mish4j.Graph;
import org.mish4j.Value;
import org.mish4j.bench.UnavailableException;

/**
 * PyTorch through the Deep Java Library: the network written with its operators, each called from Java (not TorchScript,
 * which only Python writes). Its number of threads is one of the whole process: that of the network loaded last.
 */
public record DjlPyTorch() implements Engine {
    private static final String NAME = "djl-pytorch";
    private static final String ENGINE = "PyTorch";

    static {
        // The library is in a jar: nothing is downloaded, nobody is told. It logs through SLF4J, and need not
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("PYTORCH_FLAVOR", "cpu");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        try {
            return ai.djl.engine.Engine.getEngine(ENGINE).getVersion();
        } catch (RuntimeException | LinkageError e) {
            throw UnavailableException.of(NAME, "be used", e);
        }
    }

    @Override
    public LoadedNetwork load(NetworkFiles network, int threads) {
        version();
        try {
            JniUtils.setNumThreads(threads);
            if (JniUtils.getNumThreads() != threads) {
                throw new UnavailableException(
                        "%s has %d threads, expected %d".formatted(NAME, JniUtils.getNumThreads(), threads));
            }
            return new Loaded(network);
        } catch (EngineException e) {
            throw UnavailableException.of(
                    NAME, "load '%s'".formatted(network.graph().name()), e);
        }
    }

    private static final class Loaded implements LoadedNetwork {
        private final Arena arena = Arena.ofShared();
        private final Graph graph;
        private final MemorySegment input;
        private final NDManager manager;
        private final TensorProgram<NDArray> program;
        private final Map<String, NDArray> outputs = new LinkedHashMap<>();
        private NDManager run;

        Loaded(NetworkFiles network) {
            Value image = network.input();
            graph = network.graph();
            input = arena.allocate(ValueLayout.JAVA_FLOAT, image.shape().elementCount());
            manager = NDManager.newBaseManager(Device.cpu(), ENGINE);
            run = manager.newSubManager();
            program = new TensorProgram<>(
                    NAME,
                    graph,
                    new DjlOperations(),
                    (_, constant) -> array(manager, constant.segment(), constant.shape()));
            try {
                run();
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }

        /** Makes an array of memory that it does not copy. */
        private static NDArray array(NDManager manager, MemorySegment segment, org.mish4j.Shape shape) {
            return manager.create(
                    segment.asByteBuffer().order(ByteOrder.nativeOrder()),
                    new ai.djl.ndarray.types.Shape(shape.toArray()),
                    DataType.FLOAT32);
        }

        @Override
        public MemorySegment input() {
            return input;
        }

        @Override
        public void run() {
            run.close();
            run = manager.newSubManager();
            List<NDArray> results =
                    program.run(array(run, input, graph.inputs().getFirst().shape()));
            for (int index = 0; index < results.size(); index++) {
                outputs.put(graph.outputs().get(index).name(), results.get(index));
            }
        }

        @Override
        public float[] output(String name) {
            return Outputs.named(outputs, name).toFloatArray();
        }

        @Override
        public void close() {
            manager.close();
            arena.close();
        }
    }
}
