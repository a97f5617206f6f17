// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.call;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The call of a function that does nothing. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EmptyCall {
    private static final class Downcalls {
        private static final MemorySegment FUNCTION = BenchLibrary.symbol("mish4j_bench_empty");
        private static final MethodHandle ORDINARY = Downcall.ordinary(FUNCTION, FunctionDescriptor.ofVoid());
        private static final MethodHandle CRITICAL = Downcall.critical(FUNCTION, FunctionDescriptor.ofVoid());
    }

    /** A method of Java, not inlined. */
    @Benchmark
    public void java() {
        empty();
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static void empty() {}

    /** A native method. */
    @Benchmark
    public void jni() {
        JniCalls.empty();
    }

    /** A downcall. */
    @Benchmark
    public void downcall() throws Throwable {
        Downcalls.ORDINARY.invokeExact();
    }

    /** A downcall during which the garbage collector waits. */
    @Benchmark
    public void criticalDowncall() throws Throwable {
        Downcalls.CRITICAL.invokeExact();
    }
}
