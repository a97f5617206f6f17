// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.convolution;

import java.util.concurrent.TimeUnit;
import org.mish4j.CompileOptions;
import org.mish4j.bench.Agreement;
import org.mish4j.bench.Computation;
import org.mish4j.bench.DeviceComputation;
import org.mish4j.bench.Devices;
import org.mish4j.bench.Threads;
import org.mish4j.bench.peers.EngineComputation;
import org.mish4j.bench.peers.Engines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Convolution, bias and Mish: the distinct convolutions of YOLOv4 at 416x416 and of ResNet-50 at 224x224, as {@link
 * ConvolutionLayer#parse} reads them. Each candidate's output is compared with another device's before it is timed.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class ConvolutionMish {
    private static final double TOLERANCE = 1e-5;
    /** Others may multiply by Winograd's algorithm. */
    private static final double PEER_TOLERANCE = 1e-3;

    private static final String FUSED = "native-fused";

    /** What convolves. */
    @Param({
        "416x416 3->32 3x3 s1",
        "416x416 32->64 3x3 s2",
        "208x208 64->64 1x1 s1",
        "208x208 64->32 1x1 s1",
        "208x208 32->64 3x3 s1",
        "208x208 128->64 1x1 s1",
        "208x208 64->128 3x3 s2",
        "104x104 128->64 1x1 s1",
        "104x104 64->64 1x1 s1",
        "104x104 64->64 3x3 s1",
        "104x104 128->128 1x1 s1",
        "104x104 128->256 3x3 s2",
        "52x52 256->128 1x1 s1",
        "52x52 128->128 1x1 s1",
        "52x52 128->128 3x3 s1",
        "52x52 256->256 1x1 s1",
        "52x52 256->512 3x3 s2",
        "26x26 512->256 1x1 s1",
        "26x26 256->256 1x1 s1",
        "26x26 256->256 3x3 s1",
        "26x26 512->512 1x1 s1",
        "26x26 512->1024 3x3 s2",
        "13x13 1024->512 1x1 s1",
        "13x13 512->512 1x1 s1",
        "13x13 512->512 3x3 s1",
        "13x13 1024->1024 1x1 s1",
        "13x13 512->1024 3x3 s1",
        "13x13 2048->512 1x1 s1",
        "13x13 512->256 1x1 s1",
        "26x26 256->512 3x3 s1",
        "26x26 256->128 1x1 s1",
        "52x52 128->256 3x3 s1",
        "52x52 256->255 1x1 s1",
        "52x52 128->256 3x3 s2",
        "26x26 512->255 1x1 s1",
        "26x26 256->512 3x3 s2",
        "13x13 1024->255 1x1 s1",
        "224x224 3->64 7x7 s2",
        "56x56 64->64 1x1 s1",
        "56x56 64->64 3x3 s1",
        "56x56 64->256 1x1 s1",
        "56x56 256->64 1x1 s1",
        "56x56 256->128 1x1 s1",
        "56x56 128->128 3x3 s2",
        "28x28 128->512 1x1 s1",
        "28x28 512->128 1x1 s1",
        "28x28 128->128 3x3 s1",
        "28x28 512->256 1x1 s1",
        "28x28 256->256 3x3 s2",
        "14x14 256->1024 1x1 s1",
        "14x14 1024->256 1x1 s1",
        "14x14 256->256 3x3 s1",
        "14x14 1024->512 1x1 s1",
        "14x14 512->512 3x3 s2",
        "7x7 512->2048 1x1 s1",
        "7x7 2048->512 1x1 s1",
        "7x7 512->512 3x3 s1",
        "1x1 2048->1000 1x1 s1"
    })
    public String convolution;

    /** Who convolves. */
    @Param({
        FUSED,
        "native-unfused",
        "java-arrays",
        "java-segments",
        "java-vector",
        "onnxruntime",
        "opencv-onnx",
        "djl-pytorch",
        "tensorflow"
    })
    public String candidate;

    /** With how many threads. */
    @Param({"1", Threads.ALL})
    public String threads;

    private Computation computation;

    /** Makes the candidate, and checks its output. */
    @Setup
    public void open() {
        ConvolutionLayer layer = ConvolutionLayer.parse(convolution);
        computation = open(layer, candidate, Threads.count(threads));
        computation.run();
        String oracle = Devices.isAvailable("cpu") && !candidate.equals(FUSED) ? "cpu" : "java-reference";
        try (Computation other = device(oracle, layer, 0)) {
            other.run();
            Agreement.require(candidate, other.output(), computation.output(), tolerance());
        }
    }

    private double tolerance() {
        boolean peer = Engines.peers().stream().anyMatch(engine -> engine.name().equals(candidate));
        return peer ? PEER_TOLERANCE : TOLERANCE;
    }

    private static Computation open(ConvolutionLayer layer, String candidate, int threads) {
        return switch (candidate) {
            case FUSED -> device("cpu", layer, threads);
            case "native-unfused" -> new UnfusedComputation(layer.graph(), threads, layer.source());
            case "java-arrays" -> new LoopsComputation(new ArrayLoops(layer), layer.outputChannels(), threads);
            case "java-segments" -> new LoopsComputation(new SegmentLoops(layer), layer.outputChannels(), threads);
            case "java-vector" -> device("java-vector", layer, threads);
            default -> new EngineComputation(candidate, layer.graph(), threads, layer.source());
        };
    }

    private static Computation device(String device, ConvolutionLayer layer, int threads) {
        CompileOptions options = CompileOptions.defaults().withThreads(threads);
        return new DeviceComputation(device, layer.graph(), options, layer.source());
    }

    /** Frees the candidate. */
    @TearDown
    public void close() {
        computation.close();
    }

    /** Computes the layer. */
    @Benchmark
    public Computation run() {
        computation.run();
        return computation;
    }
}
