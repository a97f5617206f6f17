// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.call;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.InferRequest;
import org.mish4j.Mish;
import org.mish4j.bench.Devices;
import org.mish4j.bindings.mish4j_h;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An inference that computes next to nothing, a 1x1 convolution of one pixel and Mish, on one thread: what a run costs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RunCall {
    private static final float X = 1.5f;
    private static final double TOLERANCE = 1e-5;

    private static void requireExpected(float output) {
        double expected = SmallestConvolution.expected(X);
        if (!(Math.abs(output - expected) <= TOLERANCE)) {
            throw new IllegalStateException("the result is %s, expected %s".formatted(output, expected));
        }
    }

    private static final class Downcalls {
        private static final MethodHandle CRITICAL =
                Downcall.critical(mish4j_h.mish4j_request_run$address(), mish4j_h.mish4j_request_run$descriptor());
    }

    /** A request of the public API. */
    @State(Scope.Thread)
    public static class PublicRequest {
        /** The name of a device. */
        @Param({"cpu", "java-vector", "java-reference"})
        public String device;

        private CompiledModel model;
        private InferRequest request;

        /** Compiles the model. */
        @Setup
        public void open() {
            model = Devices.require(device)
                    .compile(
                            SmallestConvolution.graph(),
                            CompileOptions.defaults().withThreads(1));
            request = model.createRequest();
            request.input().copyFrom(new float[] {X});
            request.run();
            requireExpected(request.output().toFloatArray()[0]);
        }

        /** Frees it. */
        @TearDown
        public void close() {
            request.close();
            model.close();
        }
    }

    /** A request of the C ABI. */
    @State(Scope.Thread)
    public static class BareRequest {
        private NativeRequest request;
        private long handle;
        private long functionAddress;

        /** Compiles the model. */
        @Setup
        public void open() {
            request = new NativeRequest(X);
            handle = request.handle();
            functionAddress = mish4j_h.mish4j_request_run$address().address();
            mish4j_h.mish4j_request_run(handle);
            requireExpected(request.output());
        }

        /** Frees it. */
        @TearDown
        public void close() {
            request.close();
        }
    }

    /** An argument that the compiler can't know. */
    @State(Scope.Thread)
    public static class Argument {
        private float x = X;
    }

    /** The same in Java, not inlined. */
    @Benchmark
    public float java(Argument argument) {
        return convolve(argument.x);
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static float convolve(float x) {
        return Mish.value(SmallestConvolution.WEIGHT * x + SmallestConvolution.BIAS);
    }

    /** What users call. */
    @Benchmark
    public InferRequest inferRequest(PublicRequest state) {
        state.request.run();
        return state.request;
    }

    /** A native method that calls the function. */
    @Benchmark
    public int jni(BareRequest state) {
        return JniCalls.callWithNumber(state.functionAddress, state.handle);
    }

    /** The bare binding. */
    @Benchmark
    public int downcall(BareRequest state) {
        return mish4j_h.mish4j_request_run(state.handle);
    }

    /** A downcall during which the garbage collector waits. */
    @Benchmark
    public int criticalDowncall(BareRequest state) throws Throwable {
        return (int) Downcalls.CRITICAL.invokeExact(state.handle);
    }
}
