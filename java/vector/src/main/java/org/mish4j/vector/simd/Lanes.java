// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** What all loops over vectors of floats have in common. */
final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int COUNT = SPECIES.length();
    static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private static final VectorSpecies<Integer> INT_SPECIES = IntVector.SPECIES_PREFERRED;
    private static final FloatVector ZERO = FloatVector.zero(SPECIES);

    private Lanes() {}

    /** Loads the vector that starts some floats after a place. */
    static FloatVector load(MemorySegment segment, long place, int index) {
        return FloatVector.fromMemorySegment(SPECIES, segment, place + (long) index * Float.BYTES, ORDER);
    }

    /** Stores the vector that starts some floats after a place. */
    static void store(MemorySegment segment, long place, int index, FloatVector vector) {
        vector.intoMemorySegment(segment, place + (long) index * Float.BYTES, ORDER);
    }

    /** Returns a vector of the same float in all lanes. */
    static FloatVector repeat(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    /** Loads a vector of the bits of floats. */
    static IntVector loadBits(MemorySegment segment, long place) {
        return IntVector.fromMemorySegment(INT_SPECIES, segment, place, ORDER);
    }

    /** Returns a vector of magnitudes, negated where another one is negative. */
    static FloatVector withSign(FloatVector magnitude, FloatVector sign) {
        return magnitude.blend(magnitude.neg(), sign.lt(ZERO));
    }
}
