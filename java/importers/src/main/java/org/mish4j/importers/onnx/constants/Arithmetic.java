// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.constants;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.internal.folding.FoldingMemory;

/**
 * Functions of constants, element by element. Floating-point numbers are computed as doubles and rounded to their type,
 * integers wrap around.
 */
public final class Arithmetic {
    private Arithmetic() {}

    /**
     * A function of two numbers.
     *
     * @param ofDoubles for floating-point types
     * @param ofLongs for integer types
     */
    public record Binary(DoubleBinaryOperator ofDoubles, LongBinaryOperator ofLongs) {}

    /**
     * A function of one number.
     *
     * @param ofDoubles for floating-point types
     * @param ofLongs for integer types
     */
    public record Unary(DoubleUnaryOperator ofDoubles, LongUnaryOperator ofLongs) {}

    /**
     * Returns a function of two constants of the same type, which broadcast.
     *
     * @throws IllegalArgumentException if the types differ, or the shapes do not broadcast
     * @throws ArithmeticException if integers are divided by zero
     */
    public static Constant apply(Binary function, Constant first, Constant second) {
        return apply(function, first, second, first.type());
    }

    /** Returns a function of two constants of the same type, with a result of another type. */
    public static Constant apply(Binary function, Constant first, Constant second, TensorType resultType) {
        if (first.type() != second.type()) {
            throw new IllegalArgumentException("operands %s and %s differ in type".formatted(first, second));
        }
        Shape shape = Broadcast.shape(first.shape(), second.shape());
        Constant left = Movements.expand(first, shape);
        Constant right = Movements.expand(second, shape);
        boolean floatingPoint = Elements.isFloatingPoint(first.type());
        return FoldingMemory.constant(resultType, shape, segment -> {
            for (long i = 0; i < shape.elementCount(); i++) {
                if (floatingPoint) {
                    double value =
                            function.ofDoubles().applyAsDouble(Elements.doubleAt(left, i), Elements.doubleAt(right, i));
                    Elements.setDouble(segment, resultType, i, value);
                } else {
                    long value = function.ofLongs().applyAsLong(Elements.longAt(left, i), Elements.longAt(right, i));
                    Elements.setLong(segment, resultType, i, value);
                }
            }
        });
    }

    /**
     * Returns the first constant to the power of the second, which may be of another type, in the type of the first.
     *
     * @throws IllegalArgumentException if the shapes do not broadcast
     */
    public static Constant power(Constant base, Constant exponent) {
        Shape shape = Broadcast.shape(base.shape(), exponent.shape());
        Constant bases = Movements.expand(base, shape);
        Constant exponents = Movements.expand(exponent, shape);
        return FoldingMemory.constant(base.type(), shape, segment -> {
            for (long i = 0; i < shape.elementCount(); i++) {
                double value = Math.pow(Elements.doubleAt(bases, i), Elements.doubleAt(exponents, i));
                Elements.setDouble(segment, base.type(), i, value);
            }
        });
    }

    /** Returns a function of a constant. */
    public static Constant apply(Unary function, Constant operand) {
        boolean floatingPoint = Elements.isFloatingPoint(operand.type());
        return FoldingMemory.constant(operand.type(), operand.shape(), segment -> {
            for (long i = 0; i < operand.shape().elementCount(); i++) {
                if (floatingPoint) {
                    double value = function.ofDoubles().applyAsDouble(Elements.doubleAt(operand, i));
                    Elements.setDouble(segment, operand.type(), i, value);
                } else {
                    long value = function.ofLongs().applyAsLong(Elements.longAt(operand, i));
                    Elements.setLong(segment, operand.type(), i, value);
                }
            }
        });
    }

    /** Returns the first where the condition holds, else the second; all three broadcast. */
    public static Constant where(Constant condition, Constant first, Constant second) {
        if (condition.type() != TensorType.BOOL || first.type() != second.type()) {
            throw new IllegalArgumentException(
                    "the condition is %s, the choices are %s and %s".formatted(condition, first, second));
        }
        Shape shape = Broadcast.shape(condition.shape(), Broadcast.shape(first.shape(), second.shape()));
        Constant conditions = Movements.expand(condition, shape);
        Constant left = Movements.expand(first, shape);
        Constant right = Movements.expand(second, shape);
        int bytes = first.type().byteSize();
        return FoldingMemory.constant(first.type(), shape, segment -> {
            for (long i = 0; i < shape.elementCount(); i++) {
                Constant chosen = Elements.longAt(conditions, i) != 0 ? left : right;
                segment.asSlice(i * bytes, bytes).copyFrom(chosen.segment().asSlice(i * bytes, bytes));
            }
        });
    }
}
