// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What all loops over vectors of floats have in common. */
final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int COUNT = SPECIES.length();

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int SIGN_BIT = 0x80000000;

    private Lanes() {}

    /** Loads the vector that starts some floats after a place. */
    static FloatVector load(MemorySegment segment, long place, int index) {
        return FloatVector.fromMemorySegment(SPECIES, segment, place + (long) index * Float.BYTES, ORDER);
    }

    /** Stores the vector that starts some floats after a place. */
    static void store(MemorySegment segment, long place, int index, FloatVector vector) {
        vector.intoMemorySegment(segment, place + (long) index * Float.BYTES, ORDER);
    }

    /** Returns a b + c, rounded once. */
    static FloatVector fma(FloatVector a, FloatVector b, float c) {
        return a.lanewise(VectorOperators.FMA, b, c);
    }

    /** Returns the sign bits of a vector; the magnitudes are those of another one, none of which has its sign bit set. */
    static FloatVector withSign(FloatVector magnitude, FloatVector sign) {
        return magnitude
                .reinterpretAsInts()
                .or(sign.reinterpretAsInts().and(SIGN_BIT))
                .reinterpretAsFloats();
    }
}
