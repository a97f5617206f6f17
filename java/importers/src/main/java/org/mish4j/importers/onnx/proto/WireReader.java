// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.mish4j.ModelFormatException;

/**
 * Reads the fields of protobuf messages one after another. Byte fields are slices of the file, not copies. Every
 * length is checked against what is left before anything is made of it, and everything that is wrong is a
 * {@link ModelFormatException} that names the file and the offset.
 */
public final class WireReader {
    /** The largest message that protobuf allows, in bytes. */
    public static final long MAX_BYTES = Integer.MAX_VALUE;

    /** How deep messages may be nested: as deep as in other readers of protobuf. */
    private static final int MAX_DEPTH = 100;

    private final String file;
    private final MemorySegment content;
    private final CodedInputStream input;
    private String message;
    private int field;
    private int wireType;
    private int depth;

    private WireReader(String file, MemorySegment content, String message) {
        this.file = file;
        this.content = content;
        this.input = CodedInputStream.newInstance(new SegmentInputStream(content));
        this.message = message;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * Reads a message that takes a whole file.
     *
     * @param file the file's name, for errors
     * @param content at most {@value #MAX_BYTES} bytes
     * @param message the name of the message, for errors
     */
    public static <T> T read(String file, MemorySegment content, String message, Function<WireReader, T> parser) {
        WireReader reader = new WireReader(file, content, message);
        reader.reading(() -> reader.input.pushLimit((int) content.byteSize()));
        return parser.apply(reader);
    }

    /** Moves to the next field of the current message; returns its number, or 0 at the message's end. */
    int nextField() {
        int offset = offset();
        int tag = reading(input::readTag);
        field = WireFormat.getTagFieldNumber(tag);
        wireType = WireFormat.getTagWireType(tag);
        if (tag != 0 && expectedName(wireType).isEmpty()) {
            throw failure(offset, "field %d has the wire type %d, which ONNX does not use".formatted(field, wireType));
        }
        return field;
    }

    /** Reads a varint. */
    long int64() {
        require(WireFormat.WIRETYPE_VARINT);
        return reading(input::readRawVarint64);
    }

    /** Reads a varint of which 32 bits count. */
    int int32() {
        return (int) int64();
    }

    /** Reads a float. */
    float float32() {
        require(WireFormat.WIRETYPE_FIXED32);
        return reading(input::readFloat);
    }

    /** Reads a string. */
    String string() {
        require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        MemorySegment bytes = slice(length());
        return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /** Reads bytes, as a slice of the file. */
    MemorySegment bytes() {
        require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return slice(length());
    }

    /** Reads a message. */
    <T> T message(String name, Function<WireReader, T> parser) {
        require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int length = length();
        if (depth == MAX_DEPTH) {
            throw failure(offset(), "messages are nested more than %d deep".formatted(MAX_DEPTH));
        }
        int outerLimit = reading(() -> input.pushLimit(length));
        String outer = message;
        message = name;
        depth++;
        T result = parser.apply(this);
        depth--;
        message = outer;
        input.popLimit(outerLimit);
        return result;
    }

    /** Reads elements of a repeated field of varints: one, or a packed block. */
    void int64s(LongList list) {
        if (wireType == WireFormat.WIRETYPE_VARINT) {
            list.add(int64());
            return;
        }
        require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int length = length();
        int outerLimit = reading(() -> input.pushLimit(length));
        while (input.getBytesUntilLimit() > 0) {
            list.add(reading(input::readRawVarint64));
        }
        input.popLimit(outerLimit);
    }

    /** Reads elements of a repeated field of floats: one, or a packed block. */
    void floats(FixedWidthData data) {
        fixedWidth(data, WireFormat.WIRETYPE_FIXED32, Float.BYTES);
    }

    /** Reads elements of a repeated field of doubles: one, or a packed block. */
    void doubles(FixedWidthData data) {
        fixedWidth(data, WireFormat.WIRETYPE_FIXED64, Double.BYTES);
    }

    /** Skips the field. */
    void skip() {
        switch (wireType) {
            case WireFormat.WIRETYPE_VARINT -> int64();
            case WireFormat.WIRETYPE_FIXED32 -> slice(Float.BYTES);
            case WireFormat.WIRETYPE_FIXED64 -> slice(Double.BYTES);
            default -> bytes();
        }
    }

    private void fixedWidth(FixedWidthData data, int elementWireType, int elementBytes) {
        if (wireType == elementWireType) {
            data.append(slice(elementBytes));
            return;
        }
        int offset = offset();
        MemorySegment block = bytes();
        if (block.byteSize() % elementBytes != 0) {
            throw failure(
                    offset,
                    "field %d has %d bytes, expected a multiple of %d"
                            .formatted(field, block.byteSize(), elementBytes));
        }
        data.append(block);
    }

    private MemorySegment slice(int length) {
        int start = offset();
        requireLeft(start, length);
        reading(() -> {
            input.skipRawBytes(length);
            return length;
        });
        return content.asSlice(start, length);
    }

    private int length() {
        int offset = offset();
        long length = reading(input::readRawVarint64);
        requireLeft(offset, length);
        return (int) length;
    }

    private void requireLeft(int offset, long length) {
        int left = input.getBytesUntilLimit();
        if (length < 0 || length > left) {
            throw new ModelFormatException("%s: ends inside field %d of a %s at offset %d: expected %s bytes, found %d"
                    .formatted(file, field, message, offset, Long.toUnsignedString(length), left));
        }
    }

    private void require(int expected) {
        if (wireType != expected) {
            throw failure(
                    offset(),
                    "field %d is %s, expected %s".formatted(field, expectedName(wireType), expectedName(expected)));
        }
    }

    private static String expectedName(int wireType) {
        return switch (wireType) {
            case WireFormat.WIRETYPE_VARINT -> "a varint";
            case WireFormat.WIRETYPE_FIXED32 -> "a 32-bit number";
            case WireFormat.WIRETYPE_FIXED64 -> "a 64-bit number";
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> "a sequence of bytes";
            default -> "";
        };
    }

    private int offset() {
        return input.getTotalBytesRead();
    }

    private <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new ModelFormatException(description(offset(), "damaged: " + e.getMessage()), e);
        }
    }

    private ModelFormatException failure(int offset, String text) {
        return new ModelFormatException(description(offset, text));
    }

    private String description(int offset, String text) {
        return "%s: at offset %d, in a %s: %s".formatted(file, offset, message, text);
    }
}
