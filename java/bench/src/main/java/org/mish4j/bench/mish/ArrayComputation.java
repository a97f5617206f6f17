// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.mish;

import java.util.function.BiConsumer;
import org.mish4j.bench.Computation;

/** A function from one array on the heap to another. */
final class ArrayComputation implements Computation {
    private final BiConsumer<float[], float[]> function;
    private final float[] source;
    private final float[] destination;

    ArrayComputation(BiConsumer<float[], float[]> function, float[] source) {
        this.function = function;
        this.source = source;
        this.destination = new float[source.length];
    }

    @Override
    public void run() {
        function.accept(source, destination);
    }

    @Override
    public float[] output() {
        return destination.clone();
    }

    @Override
    public void close() {}
}
