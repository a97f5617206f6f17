// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The type of a value.
 *
 * @param tensor whether it is a dense tensor; if not, the other parts say nothing
 * @param elementType the code of an {@link ElementType}
 * @param shape the dimensions; null if not even their number is declared
 */
public record TypeProto(
        boolean tensor, int elementType, @Nullable List<Dimension> shape) {
    /**
     * A dimension.
     *
     * @param value its size; -1 if it is open
     * @param parameter the name of an open size; may be empty
     */
    public record Dimension(long value, String parameter) {
        /** The value of a dimension whose size is open. */
        public static final long OPEN = -1;

        /** Tells whether the size is open. */
        public boolean isOpen() {
            return value == OPEN;
        }

        private static Dimension read(WireReader reader) {
            long value = OPEN;
            String parameter = "";
            for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
                switch (field) {
                    case 1 -> value = reader.int64();
                    case 2 -> parameter = reader.string();
                    default -> reader.skip();
                }
            }
            return new Dimension(value, parameter);
        }
    }

    static TypeProto read(WireReader reader) {
        TypeProto type = new TypeProto(false, 0, null);
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> type = reader.message("TypeProto.Tensor", TypeProto::readTensor);
                default -> reader.skip();
            }
        }
        return type;
    }

    private static TypeProto readTensor(WireReader reader) {
        int elementType = 0;
        List<Dimension> shape = null;
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> elementType = reader.int32();
                case 2 -> shape = reader.message("TensorShapeProto", TypeProto::readShape);
                default -> reader.skip();
            }
        }
        return new TypeProto(true, elementType, shape);
    }

    private static List<Dimension> readShape(WireReader reader) {
        List<Dimension> shape = new ArrayList<>();
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> shape.add(reader.message("TensorShapeProto.Dimension", Dimension::read));
                default -> reader.skip();
            }
        }
        return List.copyOf(shape);
    }
}
