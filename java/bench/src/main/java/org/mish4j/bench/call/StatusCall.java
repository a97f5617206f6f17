// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import org.mish4j.bindings.mish4j_h;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The call of a function that writes a number to where a pointer points, and returns a status: {@code
 * mish4j_get_abi_version}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StatusCall {
    private static final class Downcalls {
        private static final MethodHandle CRITICAL = Downcall.critical(
                mish4j_h.mish4j_get_abi_version$address(), mish4j_h.mish4j_get_abi_version$descriptor());
    }

    /** Where the version is written, and the function that writes it. */
    @State(Scope.Thread)
    public static class Version {
        private final Arena arena = Arena.ofConfined();
        private final MemorySegment segment = arena.allocate(ValueLayout.JAVA_INT);
        private long functionAddress;

        /** Loads mish4j, and sees to it that the function works. */
        @Setup
        public void load() {
            Mish4jLibrary.load();
            functionAddress = mish4j_h.mish4j_get_abi_version$address().address();
            int status = mish4j_h.mish4j_get_abi_version(segment);
            int version = segment.get(ValueLayout.JAVA_INT, 0);
            if (status != mish4j_h.MISH4J_OK() || version != mish4j_h.MISH4J_ABI_VERSION()) {
                throw new IllegalStateException("the status is %d, and the version %d".formatted(status, version));
            }
        }

        /** Frees the memory. */
        @TearDown
        public void close() {
            arena.close();
        }
    }

    /** The same in Java, not inlined. */
    @Benchmark
    public int java(Version version) {
        return getVersion(version.segment);
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static int getVersion(MemorySegment version) {
        version.set(ValueLayout.JAVA_INT, 0, 1);
        return 0;
    }

    /** A native method that calls the function. */
    @Benchmark
    public int jni(Version version) {
        return JniCalls.callWithPointer(version.functionAddress, version.segment.address());
    }

    /** The binding that mish4j uses. */
    @Benchmark
    public int downcall(Version version) {
        return mish4j_h.mish4j_get_abi_version(version.segment);
    }

    /** A downcall during which the garbage collector waits. */
    @Benchmark
    public int criticalDowncall(Version version) throws Throwable {
        return (int) Downcalls.CRITICAL.invokeExact(version.segment);
    }
}
