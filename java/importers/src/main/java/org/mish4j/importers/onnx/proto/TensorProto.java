// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/**
 * A tensor as it is stored. Its elements are in one of the data fields, which one depends on the type; or in a file of
 * their own.
 *
 * @param name the name; may be empty
 * @param dims the dimensions
 * @param dataType the code of an {@link ElementType}
 * @param rawData the elements, little-endian, dense; empty if they are elsewhere
 * @param floatData the bytes of the field of floats
 * @param doubleData the bytes of the field of doubles
 * @param int32Data elements of all types of at most 32 bits but float
 * @param int64Data elements of INT64
 * @param external whether the elements are in another file
 * @param externalData what is said of that file: location, offset, length
 */
public record TensorProto(
        String name,
        LongList dims,
        int dataType,
        MemorySegment rawData,
        MemorySegment floatData,
        MemorySegment doubleData,
        LongList int32Data,
        LongList int64Data,
        boolean external,
        Map<String, String> externalData) {

    private static final int EXTERNAL = 1;

    /** Reads a tensor. */
    public static TensorProto read(WireReader reader) {
        String name = "";
        LongList dims = new LongList();
        int dataType = 0;
        MemorySegment rawData = MemorySegment.NULL;
        FixedWidthData floatData = new FixedWidthData();
        FixedWidthData doubleData = new FixedWidthData();
        LongList int32Data = new LongList();
        LongList int64Data = new LongList();
        boolean external = false;
        Map<String, String> externalData = new HashMap<>();
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> reader.int64s(dims);
                case 2 -> dataType = reader.int32();
                case 4 -> reader.floats(floatData);
                case 5 -> reader.int64s(int32Data);
                case 7 -> reader.int64s(int64Data);
                case 8 -> name = reader.string();
                case 9 -> rawData = reader.bytes();
                case 10 -> reader.doubles(doubleData);
                case 13 -> {
                    StringStringEntryProto entry =
                            reader.message("StringStringEntryProto", StringStringEntryProto::read);
                    externalData.put(entry.key(), entry.value());
                }
                case 14 -> external = reader.int32() == EXTERNAL;
                default -> reader.skip();
            }
        }
        return new TensorProto(
                name,
                dims,
                dataType,
                rawData,
                floatData.bytes(),
                doubleData.bytes(),
                int32Data,
                int64Data,
                external,
                Map.copyOf(externalData));
    }
}
