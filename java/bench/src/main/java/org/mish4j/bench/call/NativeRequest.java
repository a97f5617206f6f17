// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mish4j.bindings.mish4j_h;

/** The {@link SmallestConvolution}, through the C ABI alone, as a caller in C would have it: for calls of the bare function. */
final class NativeRequest implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment src = arena.allocate(ValueLayout.JAVA_FLOAT);
    private final MemorySegment dst = arena.allocate(ValueLayout.JAVA_FLOAT);
    private final long device;
    private final long program;
    private final long model;
    private final long request;

    NativeRequest(float x) {
        Mish4jLibrary.load();
        src.set(ValueLayout.JAVA_FLOAT, 0, x);
        MemorySegment handle = arena.allocate(ValueLayout.JAVA_LONG);
        check(mish4j_h.mish4j_device_open(arena.allocateFrom("cpu"), handle));
        device = handle.get(ValueLayout.JAVA_LONG, 0);
        check(mish4j_h.mish4j_program_create(handle));
        program = handle.get(ValueLayout.JAVA_LONG, 0);
        addOperators();
        MemorySegment options = arena.allocateFrom(ValueLayout.JAVA_LONG, mish4j_h.MISH4J_OPTION_THREADS(), 1);
        check(mish4j_h.mish4j_compile(device, program, 1, options, handle));
        model = handle.get(ValueLayout.JAVA_LONG, 0);
        check(mish4j_h.mish4j_request_create(model, handle));
        request = handle.get(ValueLayout.JAVA_LONG, 0);
        check(mish4j_h.mish4j_request_bind_input(request, 0, src, src.byteSize()));
        check(mish4j_h.mish4j_request_bind_output(request, 0, dst, dst.byteSize()));
    }

    private void addOperators() {
        int type = mish4j_h.MISH4J_TYPE_F32();
        MemorySegment image = arena.allocateFrom(ValueLayout.JAVA_LONG, 1, 1, 1, 1);
        MemorySegment ones = arena.allocateFrom(ValueLayout.JAVA_LONG, 1, 1);
        MemorySegment zeros = arena.allocateFrom(ValueLayout.JAVA_LONG, 0, 0);
        MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
        check(mish4j_h.mish4j_program_add_input(program, arena.allocateFrom("x"), type, 4, image, value));
        int x = value.get(ValueLayout.JAVA_INT, 0);
        int weights = addConstant(4, image, SmallestConvolution.WEIGHT);
        int bias = addConstant(1, ones, SmallestConvolution.BIAS);
        check(mish4j_h.mish4j_program_add_convolution(
                program, MemorySegment.NULL, x, weights, bias, 1, 2, ones, ones, zeros, zeros, value));
        int sum = value.get(ValueLayout.JAVA_INT, 0);
        check(mish4j_h.mish4j_program_append_eltwise(program, sum, mish4j_h.MISH4J_ELTWISE_MISH(), 0, 0));
        check(mish4j_h.mish4j_program_add_output(program, sum, type, arena.allocateFrom("y")));
    }

    private int addConstant(int rank, MemorySegment dimensions, float number) {
        MemorySegment data = arena.allocateFrom(ValueLayout.JAVA_FLOAT, number);
        MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
        check(mish4j_h.mish4j_program_add_constant(
                program, mish4j_h.MISH4J_TYPE_F32(), rank, dimensions, data, data.byteSize(), value));
        return value.get(ValueLayout.JAVA_INT, 0);
    }

    private static void check(int status) {
        if (status != mish4j_h.MISH4J_OK()) {
            throw new IllegalStateException("a call of mish4j's C ABI gives status " + status);
        }
    }

    /** Returns the native handle. */
    long handle() {
        return request;
    }

    /** Returns what the last run has written. */
    float output() {
        return dst.get(ValueLayout.JAVA_FLOAT, 0);
    }

    @Override
    public void close() {
        check(mish4j_h.mish4j_request_close(request));
        check(mish4j_h.mish4j_model_close(model));
        check(mish4j_h.mish4j_program_close(program));
        check(mish4j_h.mish4j_device_close(device));
        arena.close();
    }
}
