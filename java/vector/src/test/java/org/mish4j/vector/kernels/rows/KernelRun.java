// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.vector.kernels.ConstantPool;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.kernels.KernelContext;
import org.mish4j.vector.kernels.Parts;
import org.mish4j.vector.kernels.Workspace;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;
import org.mish4j.vector.simd.Loops;

/**
 * Runs the kernel of an operator on tensors that lie among other floats: its parts in any order, each with another scratch
 * memory. Checks that nothing is written but dst and the scratch memory.
 *
 * @param constants whether the inputs are constants
 */
record KernelRun(Loops loops, int threads, Layout srcLayout, Layout dstLayout, boolean constants) {
    private static final float OTHER = 12345.5f;
    private static final long ALIGNMENT = 64;
    private static final int SCRATCHES = 3;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    /** A tensor, its elements in row-major order. */
    record Operand(Shape shape, float[] elements) {
        static Operand random(long seed, long... dimensions) {
            Shape shape = Shape.of(dimensions);
            float[] elements = new float[Math.toIntExact(shape.elementCount())];
            Random random = new Random(seed);
            for (int index = 0; index < elements.length; index++) {
                elements[index] = 4 * random.nextFloat() - 2;
            }
            return new Operand(shape, elements);
        }
    }

    /** Returns the elements of dst, in row-major order. */
    float[] run(Operator operator, List<Operand> operands, Shape dstShape) {
        Space space = constants ? Space.CONSTANTS : Space.ACTIVATIONS;
        List<View> inputs = new ArrayList<>();
        long end = ALIGNMENT;
        for (Operand operand : operands) {
            long[] dimensions = operand.shape().toArray();
            inputs.add(srcLayout.at(space, end, dimensions));
            end = align(end + srcLayout.bytes(dimensions)) + ALIGNMENT;
        }
        long[] dstDimensions = dstShape.toArray();
        View dst = dstLayout.at(Space.ACTIVATIONS, end, dstDimensions);
        end = align(end + dstLayout.bytes(dstDimensions)) + ALIGNMENT;
        Kernel kernel = Kernels.create(operator, inputs, dst, new KernelContext(loops, threads, new ConstantPool()));
        try (Arena arena = Arena.ofConfined()) {
            long scratch = end;
            long scratchBytes = align(kernel.scratchBytes());
            long size = scratch + SCRATCHES * scratchBytes + ALIGNMENT;
            MemorySegment activations = arena.allocate(size, ALIGNMENT);
            MemorySegment constantSegment = arena.allocate(size, ALIGNMENT);
            fill(activations);
            fill(constantSegment);
            for (int index = 0; index < inputs.size(); index++) {
                MemorySegment segment = constants ? constantSegment : activations;
                write(segment, inputs.get(index), operands.get(index).elements());
            }
            MemorySegment before = arena.allocate(size, ALIGNMENT).copyFrom(activations);
            runParts(kernel, new Memory(activations, constantSegment.asReadOnly()), scratch, scratchBytes);
            float[] result = read(activations, dst);
            write(activations, dst, read(before, dst));
            MemorySegment.copy(before, scratch, activations, scratch, SCRATCHES * scratchBytes);
            assertThat(activations.mismatch(before))
                    .as("first byte that was overwritten")
                    .isEqualTo(-1);
            return result;
        }
    }

    private void runParts(Kernel kernel, Memory memory, long scratch, long scratchBytes) {
        assertThat(kernel.parts()).isBetween(1, threads == 1 ? 1 : threads * Parts.PER_THREAD);
        List<Integer> parts =
                new ArrayList<>(IntStream.range(0, kernel.parts()).boxed().toList());
        Collections.shuffle(parts, new Random(parts.size()));
        for (int part : parts) {
            kernel.run(memory, new Workspace(scratch + part % SCRATCHES * scratchBytes, kernel.tableLength()), part);
        }
    }

    private static long align(long bytes) {
        return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    }

    private static void fill(MemorySegment segment) {
        for (long place = 0; place < segment.byteSize(); place += Float.BYTES) {
            segment.set(FLOAT, place, OTHER);
        }
    }

    private static void write(MemorySegment segment, View view, float[] elements) {
        for (int index = 0; index < elements.length; index++) {
            segment.set(FLOAT, place(view, index), elements[index]);
        }
    }

    private static float[] read(MemorySegment segment, View view) {
        float[] elements = new float[Math.toIntExact(view.elementCount())];
        for (int index = 0; index < elements.length; index++) {
            elements[index] = segment.get(FLOAT, place(view, index));
        }
        return elements;
    }

    private static long place(View view, long index) {
        long place = view.byteOffset();
        long rest = index;
        for (int axis = view.rank() - 1; axis >= 0; axis--) {
            place += rest % view.dimension(axis) * view.stride(axis) * Float.BYTES;
            rest /= view.dimension(axis);
        }
        return place;
    }
}
