// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.mish;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.Graph;
import org.mish4j.Mish;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.bench.Agreement;
import org.mish4j.bench.Computation;
import org.mish4j.bench.DeviceComputation;
import org.mish4j.bench.RandomFloats;
import org.mish4j.bench.TextbookMish;
import org.mish4j.vector.simd.Loops;
import org.mish4j.vector.simd.LoopsProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Mish of many numbers, on one thread. Those whose names end in "array" read and write the heap, the others do not. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class MishFunction {
    private static final long SEED = 11;
    private static final double BOUND = 8;
    private static final double TOLERANCE = 1e-6;
    private static final Loops LOOPS = LoopsProvider.best();

    /** Of how many numbers: they stay in the first cache, in the next ones, or in none. */
    @Param({"1024", "65536", "4194304"})
    public int elements;

    /** Who computes. */
    @Param({
        "java-textbook-array",
        "java-array",
        "java-array-as-segment",
        "java-segment",
        "java-vector-array",
        "java-vector-segment",
        "native-array",
        "native-segment"
    })
    public String candidate;

    private Computation computation;

    /** Makes the candidate, and checks its output. */
    @Setup
    public void open() {
        float[] source = RandomFloats.uniform(SEED, elements, BOUND);
        computation = open(candidate, source);
        computation.run();
        float[] expected = new float[elements];
        for (int index = 0; index < elements; index++) {
            expected[index] = (float) Mish.value((double) source[index]);
        }
        Agreement.require(candidate, expected, computation.output(), TOLERANCE);
    }

    private static Computation open(String candidate, float[] source) {
        CompileOptions options = CompileOptions.defaults().withThreads(1);
        return switch (candidate) {
            case "java-textbook-array" -> new ArrayComputation(MishFunction::textbook, source);
            case "java-array" -> new ArrayComputation(MishFunction::accurate, source);
            case "java-array-as-segment" -> new ArrayComputation(MishFunction::accurateAsSegments, source);
            case "java-segment" -> new SegmentComputation(Mish::valueFloats, source);
            case "java-vector-array" -> new ArrayComputation(MishFunction::vectorOfArrays, source);
            case "java-vector-segment" -> new SegmentComputation(MishFunction::vector, source);
            case "native-array" -> new CopyingComputation("cpu", graph(source.length), options, source);
            case "native-segment" -> new DeviceComputation("cpu", graph(source.length), options, source);
            default -> throw new IllegalArgumentException("there is no candidate '%s'".formatted(candidate));
        };
    }

    private static Graph graph(int elements) {
        Graph.Builder builder = Graph.builder("mish");
        Value x = builder.input("x", TensorType.F32, Shape.of(elements));
        return builder.output("y", builder.add("mish", new Operator.Eltwise(Activation.mish()), x))
                .build();
    }

    private static void textbook(float[] source, float[] destination) {
        for (int index = 0; index < source.length; index++) {
            destination[index] = TextbookMish.value(source[index]);
        }
    }

    private static void accurate(float[] source, float[] destination) {
        for (int index = 0; index < source.length; index++) {
            destination[index] = Mish.value(source[index]);
        }
    }

    private static void accurateAsSegments(float[] source, float[] destination) {
        Mish.valueFloats(MemorySegment.ofArray(source), MemorySegment.ofArray(destination));
    }

    private static void vectorOfArrays(float[] source, float[] destination) {
        vector(MemorySegment.ofArray(source), MemorySegment.ofArray(destination));
    }

    private static void vector(MemorySegment source, MemorySegment destination) {
        long count = source.byteSize() / Float.BYTES;
        LOOPS.activate(Activation.mish(), source, 0, destination, 0, count);
    }

    /** Frees the candidate. */
    @TearDown
    public void close() {
        computation.close();
    }

    /** Computes all numbers. */
    @Benchmark
    public Computation run() {
        computation.run();
        return computation;
    }
}
