// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.call;

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
    /** A method of Java that the compiler may not inline. */
    @Benchmark
    public void java() {
        empty();
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private void empty() {}
}
