// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.network;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mish4j.Precision;
import org.mish4j.bench.Threads;
import org.mish4j.bench.UnavailableException;
import org.mish4j.bench.peers.Engine;
import org.mish4j.bench.peers.Engines;
import org.mish4j.bench.peers.LoadedNetwork;
import org.mish4j.bench.peers.Mish4jDevice;
import org.mish4j.bench.peers.NetworkCheck;
import org.mish4j.bench.peers.NetworkFiles;
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
 * An inference of a whole network, one image: mish4j's devices and other libraries, each through its Java interface, with
 * the same weights, input and number of threads. The input is written before; the time ends when Java can read the outputs.
 * They are compared with those of mish4j's best device, in F32, before anything is timed.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class WholeNetwork {
    private static final String SLOW_DEVICE = "java-reference";
    private static final double TOLERANCE = 1e-3;
    private static final double BF16_TOLERANCE = 3e-2;
    private static final double F16_TOLERANCE = 1e-2;

    /** What is run: a network, and the height and width of its image. */
    @Param({"digits", "resnet50 224", "cspdarknet53 256", "yolov4 416"})
    public String network;

    /** What runs it. */
    @Param({
        "mish4j-cpu-f32",
        "mish4j-cpu-bf16",
        "mish4j-cpu-f16",
        "mish4j-java-vector-f32",
        "mish4j-java-reference-f32",
        "onnxruntime",
        "opencv-onnx",
        "opencv-darknet",
        "djl-pytorch",
        "tensorflow"
    })
    public String candidate;

    /** With how many threads. */
    @Param({"1", Threads.ALL})
    public String threads;

    private NetworkFiles files;
    private LoadedNetwork loaded;

    /** Loads the network, and checks the outputs. */
    @Setup
    public void open() {
        Engine engine = Engines.of(candidate);
        if (engine instanceof Mish4jDevice(String device, Precision _)
                && device.equals(SLOW_DEVICE)
                && !network.equals(MeasuredNetwork.DIGITS)) {
            throw new UnavailableException(
                    "%s is written to be read, and measured on '%s' only".formatted(device, MeasuredNetwork.DIGITS));
        }
        engine.version();
        NetworkFiles opened = NetworkFiles.of(MeasuredNetwork.of(network));
        files = opened;
        try {
            Map<String, float[]> expected = NetworkCheck.expected(opened);
            loaded = engine.load(opened, Threads.count(threads));
            NetworkCheck.require(candidate, loaded, expected, tolerance(engine));
        } catch (RuntimeException | Error e) {
            // JMH would not
            close();
            throw e;
        }
    }

    private static double tolerance(Engine engine) {
        return engine instanceof Mish4jDevice mish4j ? tolerance(mish4j.precision()) : TOLERANCE;
    }

    private static double tolerance(Precision precision) {
        return switch (precision) {
            case F32 -> TOLERANCE;
            case BF16 -> BF16_TOLERANCE;
            case F16 -> F16_TOLERANCE;
        };
    }

    /** Frees the network. */
    @TearDown
    public void close() {
        if (loaded != null) {
            loaded.close();
        }
        if (files != null) {
            files.close();
        }
    }

    /** Runs the network. */
    @Benchmark
    public LoadedNetwork run() {
        loaded.run();
        return loaded;
    }
}
