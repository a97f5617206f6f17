// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * A named constant that belongs to a node. Of the values only the one of the type is set.
 *
 * @param name the name
 * @param type the type of the value
 * @param f the value of a {@link AttributeType#FLOAT}
 * @param i the value of an {@link AttributeType#INT}
 * @param s the value of a {@link AttributeType#STRING}
 * @param t the value of a {@link AttributeType#TENSOR}
 * @param g the value of a {@link AttributeType#GRAPH}
 * @param floatBytes the values of {@link AttributeType#FLOATS}, little-endian
 * @param ints the values of {@link AttributeType#INTS}
 */
public record AttributeProto(
        String name,
        AttributeType type,
        float f,
        long i,
        String s,
        @Nullable TensorProto t,
        @Nullable GraphProto g,
        MemorySegment floatBytes,
        LongList ints) {

    /** Returns a copy of the values of {@link AttributeType#FLOATS}. */
    public float[] floats() {
        return floatBytes.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
    }

    static AttributeProto read(WireReader reader) {
        String name = "";
        AttributeType type = AttributeType.UNDEFINED;
        float f = 0;
        long i = 0;
        String s = "";
        TensorProto t = null;
        GraphProto g = null;
        FixedWidthData floats = new FixedWidthData();
        LongList ints = new LongList();
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> name = reader.string();
                case 2 -> f = reader.float32();
                case 3 -> i = reader.int64();
                case 4 -> s = reader.string();
                case 5 -> t = reader.message("TensorProto", TensorProto::read);
                case 6 -> g = reader.message("GraphProto", GraphProto::read);
                case 7 -> reader.floats(floats);
                case 8 -> reader.int64s(ints);
                case 20 -> type = AttributeType.ofCode(reader.int64());
                default -> reader.skip();
            }
        }
        return new AttributeProto(name, type, f, i, s, t, g, floats.bytes(), ints);
    }
}
