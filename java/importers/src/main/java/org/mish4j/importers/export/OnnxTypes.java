// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.export;

import java.util.List;
import org.mish4j.TensorType;

/** Writes types, and the conversions of inputs and outputs, which a graph has no nodes for. */
final class OnnxTypes {
    private OnnxTypes() {}

    /** Returns a type's number in {@code TensorProto.DataType}. */
    static int code(TensorType type) {
        return switch (type) {
            case F32 -> 1;
            case U8 -> 2;
            case I8 -> 3;
            case I32 -> 6;
            case I64 -> 7;
            case BOOL -> 9;
            case F16 -> 10;
            case F64 -> 11;
            case BF16 -> 16;
        };
    }

    /** Adds a node that converts what has a type, or may have it, to another. */
    static String cast(OnnxGraph file, String input, TensorType type, String wish) {
        return file.part("Cast", List.of(input), wish, OnnxAttribute.of("to", code(type)));
    }

    /** Adds nodes that convert floats to a type as {@link TensorType} says: to the nearest element, ties to even. */
    static void convert(OnnxGraph file, String floats, TensorType type, String output) {
        String rounded = switch (type) {
            case I8 -> rounded(file, floats, Byte.MIN_VALUE, Byte.MAX_VALUE, output);
            case U8 -> rounded(file, floats, 0, 255, output);
            case I32, I64 -> file.part("Round", List.of(floats), output + ".rounded");
            case F32, F64, F16, BF16, BOOL -> floats;
        };
        file.node("Cast", List.of(rounded), output, OnnxAttribute.of("to", code(type)));
    }

    private static String rounded(OnnxGraph file, String floats, float least, float most, String output) {
        String rounded = file.part("Round", List.of(floats), output + ".rounded");
        List<String> bounded =
                List.of(rounded, file.scalar(output + ".min", least), file.scalar(output + ".max", most));
        return file.part("Clip", bounded, output + ".bounded");
    }
}
