// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.mish;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.BiConsumer;
import org.mish4j.bench.Computation;

/** A function from one memory segment to another, both off the heap. */
final class SegmentComputation implements Computation {
    private static final long ALIGNMENT = 64;

    private final Arena arena = Arena.ofShared();
    private final BiConsumer<MemorySegment, MemorySegment> function;
    private final MemorySegment source;
    private final MemorySegment destination;

    SegmentComputation(BiConsumer<MemorySegment, MemorySegment> function, float[] numbers) {
        this.function = function;
        this.source = arena.allocate((long) numbers.length * Float.BYTES, ALIGNMENT);
        this.destination = arena.allocate((long) numbers.length * Float.BYTES, ALIGNMENT);
        MemorySegment.copy(numbers, 0, source, JAVA_FLOAT, 0, numbers.length);
    }

    @Override
    public void run() {
        function.accept(source, destination);
    }

    @Override
    public float[] output() {
        return destination.toArray(JAVA_FLOAT);
    }

    @Override
    public void close() {
        arena.close();
    }
}
