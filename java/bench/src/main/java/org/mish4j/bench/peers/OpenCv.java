// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.bench.UnavailableException;
import org.mish4j.bench.export.DarknetFiles;
import org.mish4j.importers.export.MishForm;

/**
 * OpenCV's module dnn on its own CPU backend, which fuses Mish into convolutions and has Winograd's algorithm. Its number of
 * threads is one of the whole process: that of the network loaded last.
 *
 * @param reader which of its importers loads the network
 */
public record OpenCv(Reader reader) implements Engine {
    private static final String ERROR = " error: ";

    /** The importers. */
    public enum Reader {
        /** ONNX. */
        ONNX,
        /** Darknet's configuration and weights. */
        DARKNET
    }

    /** What a reader made of a network: the names by which the net knows the graph's outputs. */
    private record Imported(Net net, Map<String, String> outputs) {}

    @Override
    public String name() {
        return switch (reader) {
            case ONNX -> "opencv-onnx";
            case DARKNET -> "opencv-darknet";
        };
    }

    @Override
    public String version() {
        try {
            return opencv_core.getVersionString().getString();
        } catch (RuntimeException | LinkageError e) {
            throw UnavailableException.of(name(), "be used", e);
        }
    }

    @Override
    public LoadedNetwork load(NetworkFiles network, int threads) {
        try {
            opencv_core.setNumThreads(threads);
            if (opencv_core.getNumThreads() != threads) {
                throw new UnavailableException(
                        "%s has %d threads, expected %d".formatted(name(), opencv_core.getNumThreads(), threads));
            }
            return new Loaded(read(network), network.input());
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw UnavailableException.of(
                    name(), "load '%s'".formatted(network.graph().name()), new IllegalStateException(reason(e), e));
        }
    }

    /** Returns an error's text without the place in the library's sources. */
    private static String reason(Throwable error) {
        String text = String.valueOf(error.getMessage());
        int place = text.lastIndexOf(ERROR);
        return place < 0 ? text : text.substring(place + ERROR.length());
    }

    private Imported read(NetworkFiles network) {
        Map<String, String> outputs = new LinkedHashMap<>();
        return switch (reader) {
            case ONNX -> {
                for (Graph.Output output : network.graph().outputs()) {
                    outputs.put(output.name(), output.name());
                }
                Net net = opencv_dnn.readNetFromONNX(
                        network.onnx(MishForm.OPERATOR).toString());
                yield new Imported(net, outputs);
            }
            case DARKNET -> {
                DarknetFiles files = network.darknet();
                files.outputs().forEach((name, section) -> outputs.put(name, netName(section)));
                Net net = opencv_dnn.readNetFromDarknet(
                        files.configuration().toString(), files.weights().toString());
                yield new Imported(net, outputs);
            }
        };
    }

    private static String netName(DarknetFiles.Output output) {
        String layer = output.section().equals("convolutional") ? "conv" : output.section();
        return "%s_%d".formatted(layer, output.index());
    }

    private static final class Loaded implements LoadedNetwork {
        private static final Scalar ZERO = new Scalar(0.0);

        private final Arena arena = Arena.ofShared();
        private final MemorySegment input;
        private final Net net;
        private final Mat image;
        private final StringVector outputNames = new StringVector();
        private final Map<String, Integer> outputIndices = new LinkedHashMap<>();
        private final MatVector results = new MatVector();

        Loaded(Imported imported, Value input) {
            Shape shape = input.shape();
            this.input = arena.allocate(ValueLayout.JAVA_FLOAT, shape.elementCount());
            this.net = imported.net();
            net.setPreferableBackend(opencv_dnn.DNN_BACKEND_OPENCV);
            net.setPreferableTarget(opencv_dnn.DNN_TARGET_CPU);
            int[] sizes = new int[shape.rank()];
            for (int axis = 0; axis < sizes.length; axis++) {
                sizes[axis] = Math.toIntExact(shape.dimension(axis));
            }
            this.image = new Mat(sizes, opencv_core.CV_32F, new Pointer(this.input.asByteBuffer()));
            imported.outputs().forEach((name, netName) -> {
                outputIndices.put(name, (int) outputNames.size());
                outputNames.push_back(netName);
            });
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
            net.setInput(image, "", 1, ZERO);
            net.forward(results, outputNames);
        }

        @Override
        public float[] output(String name) {
            Mat result = results.get(Outputs.named(outputIndices, name));
            float[] values = new float[Math.toIntExact(result.total())];
            new FloatPointer(result.data()).get(values);
            return values;
        }

        @Override
        public void close() {
            results.close();
            outputNames.close();
            image.close();
            net.close();
            arena.close();
        }
    }
}
