// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import org.mish4j.Constant;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.onnx.proto.ElementType;
import org.mish4j.importers.onnx.proto.LongList;
import org.mish4j.importers.onnx.proto.TensorProto;

/** Makes constants of stored tensors, in whatever form their elements are stored. */
public final class TensorDecoder {
    private final ModelFile file;
    private final long opset;

    /**
     * Makes a decoder for tensors of a file.
     *
     * @param opset the version of the standard operator set, for errors; 0 if there is none
     */
    public TensorDecoder(ModelFile file, long opset) {
        this.file = file;
        this.opset = opset;
    }

    /**
     * Returns a copy of a tensor.
     *
     * @throws UnsupportedOperatorException if mish4j has no tensors of its type or its number of dimensions
     * @throws ModelFormatException if there are more or fewer elements than the dimensions say
     */
    public Constant decode(TensorProto tensor) {
        TensorType type = ElementType.ofCode(tensor.dataType())
                .flatMap(ElementType::tensorType)
                .orElseThrow(() -> unsupported(
                        tensor,
                        "it is of type %s, expected one of %s"
                                .formatted(ElementType.nameOfCode(tensor.dataType()), ElementType.supportedNames())));
        if (tensor.dims().size() > Shape.MAX_RANK) {
            throw unsupported(
                    tensor,
                    "it has %d dimensions, expected at most %d"
                            .formatted(tensor.dims().size(), Shape.MAX_RANK));
        }
        Shape shape;
        try {
            shape = Shape.of(tensor.dims().toArray());
        } catch (IllegalArgumentException e) {
            throw failure(tensor, String.valueOf(e.getMessage()));
        }
        if (tensor.external()) {
            return ofBytes(tensor, type, shape, externalBytes(tensor));
        }
        if (tensor.rawData().byteSize() > 0) {
            return ofBytes(tensor, type, shape, tensor.rawData());
        }
        return switch (type) {
            case F32 -> ofBytes(tensor, type, shape, tensor.floatData());
            case F64 -> ofBytes(tensor, type, shape, tensor.doubleData());
            case I64 -> ofIntegers(tensor, type, shape, tensor.int64Data());
            case F16, BF16, I8, U8, I32, BOOL -> ofIntegers(tensor, type, shape, tensor.int32Data());
        };
    }

    private MemorySegment externalBytes(TensorProto tensor) {
        String location = tensor.externalData().getOrDefault("location", "");
        long offset = number(tensor, "offset", 0);
        long length = number(tensor, "length", -1);
        return file.external(tensor.name(), location, offset, length);
    }

    private long number(TensorProto tensor, String key, long missing) {
        String text = tensor.externalData().get(key);
        if (text == null) {
            return missing;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw failure(tensor, "the %s of its external data is '%s', expected a number".formatted(key, text));
        }
    }

    private Constant ofBytes(TensorProto tensor, TensorType type, Shape shape, MemorySegment bytes) {
        requireSize(tensor, type, shape, shape.elementCount() * type.byteSize(), bytes.byteSize(), "bytes");
        return Constant.of(type, shape, segment -> segment.copyFrom(bytes));
    }

    private Constant ofIntegers(TensorProto tensor, TensorType type, Shape shape, LongList elements) {
        requireSize(tensor, type, shape, shape.elementCount(), elements.size(), "elements");
        return Constant.of(type, shape, integerFiller(type, elements));
    }

    private static Consumer<MemorySegment> integerFiller(TensorType type, LongList elements) {
        return segment -> {
            for (int i = 0; i < elements.size(); i++) {
                long element = elements.get(i);
                switch (type.byteSize()) {
                    case Byte.BYTES -> segment.setAtIndex(ValueLayout.JAVA_BYTE, i, (byte) element);
                    case Short.BYTES -> segment.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) element);
                    case Integer.BYTES -> segment.setAtIndex(ValueLayout.JAVA_INT, i, (int) element);
                    default -> segment.setAtIndex(ValueLayout.JAVA_LONG, i, element);
                }
            }
        };
    }

    private void requireSize(TensorProto tensor, TensorType type, Shape shape, long expected, long found, String unit) {
        if (found != expected) {
            throw failure(tensor, "is %s%s, which is %d %s, found %d".formatted(type, shape, expected, unit, found));
        }
    }

    private UnsupportedOperatorException unsupported(TensorProto tensor, String reason) {
        return UnsupportedOperatorException.ofTensor("tensor", tensor.name(), opset, reason);
    }

    private ModelFormatException failure(TensorProto tensor, String text) {
        return new ModelFormatException("%s: tensor '%s' %s".formatted(file.name(), tensor.name(), text));
    }
}
