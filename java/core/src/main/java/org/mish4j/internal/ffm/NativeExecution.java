// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.mish4j.bindings.mish4j_h;
import org.mish4j.internal.backend.DeviceMemory;
import org.mish4j.internal.backend.Execution;

/**
 * A native request. A run is one downcall, or one for each of its halves. Bound memory is known to the native side by its address; so that nobody can free
 * it during a run, foreign segments are passed along as arguments, which the linker keeps alive for the call.
 */
final class NativeExecution implements Execution {
    private static final int MAX_FOREIGN = 8;

    private final long request;
    private final int inputCount;
    private final int stepCount;
    private final boolean asynchronous;
    private final MemorySegment[] foreign;

    private MemorySegment memory0 = MemorySegment.NULL;
    private MemorySegment memory1 = MemorySegment.NULL;
    private MemorySegment memory2 = MemorySegment.NULL;
    private MemorySegment memory3 = MemorySegment.NULL;
    private MemorySegment memory4 = MemorySegment.NULL;
    private MemorySegment memory5 = MemorySegment.NULL;
    private MemorySegment memory6 = MemorySegment.NULL;
    private MemorySegment memory7 = MemorySegment.NULL;

    NativeExecution(long request, int inputCount, int outputCount, int stepCount, boolean asynchronous) {
        this.request = request;
        this.inputCount = inputCount;
        this.stepCount = stepCount;
        this.asynchronous = asynchronous;
        this.foreign = new MemorySegment[inputCount + outputCount];
        Arrays.fill(foreign, MemorySegment.NULL);
    }

    @Override
    public void bindInput(int index, MemorySegment segment, boolean isForeign) {
        requireRoom(index, isForeign);
        NativeStatus.check(mish4j_h.mish4j_request_bind_input(request, index, segment, segment.byteSize()));
        keep(index, isForeign ? segment : MemorySegment.NULL);
    }

    @Override
    public void bindOutput(int index, MemorySegment segment, boolean isForeign) {
        requireRoom(inputCount + index, isForeign);
        NativeStatus.check(mish4j_h.mish4j_request_bind_output(request, index, segment, segment.byteSize()));
        keep(inputCount + index, isForeign ? segment : MemorySegment.NULL);
    }

    @Override
    public void bindInput(int index, DeviceMemory memory) {
        NativeStatus.check(mish4j_h.mish4j_request_bind_input_memory(request, index, handle(memory), 0));
        keep(index, MemorySegment.NULL);
    }

    @Override
    public void bindOutput(int index, DeviceMemory memory) {
        NativeStatus.check(mish4j_h.mish4j_request_bind_output_memory(request, index, handle(memory), 0));
        keep(inputCount + index, MemorySegment.NULL);
    }

    private static long handle(DeviceMemory memory) {
        return ((NativeMemory) memory).handle();
    }

    private void requireRoom(int binding, boolean isForeign) {
        int count = 0;
        for (int other = 0; other < foreign.length; other++) {
            if (other != binding && isKept(foreign[other])) {
                count++;
            }
        }
        if (isForeign && count == MAX_FOREIGN) {
            throw new IllegalArgumentException(
                    "%d tensors of the caller's are bound, and no more than %d can be".formatted(count, MAX_FOREIGN));
        }
    }

    private void keep(int binding, MemorySegment segment) {
        foreign[binding] = segment;
        MemorySegment[] kept = new MemorySegment[MAX_FOREIGN];
        Arrays.fill(kept, MemorySegment.NULL);
        int count = 0;
        for (MemorySegment candidate : foreign) {
            if (isKept(candidate)) {
                kept[count++] = candidate;
            }
        }
        memory0 = kept[0];
        memory1 = kept[1];
        memory2 = kept[2];
        memory3 = kept[3];
        memory4 = kept[4];
        memory5 = kept[5];
        memory6 = kept[6];
        memory7 = kept[7];
    }

    private static boolean isKept(MemorySegment segment) {
        return segment.address() != 0;
    }

    @Override
    public void run() {
        NativeStatus.check(mish4j_h.mish4j_request_run_keeping(
                request, memory0, memory1, memory2, memory3, memory4, memory5, memory6, memory7));
    }

    @Override
    public boolean isAsynchronous() {
        return asynchronous;
    }

    @Override
    public void start() {
        NativeStatus.check(mish4j_h.mish4j_request_start_keeping(
                request, memory0, memory1, memory2, memory3, memory4, memory5, memory6, memory7));
    }

    @Override
    public void await() {
        int status;
        try {
            status = mish4j_h.mish4j_request_await_keeping(
                    request, memory0, memory1, memory2, memory3, memory4, memory5, memory6, memory7);
        } catch (IllegalStateException e) {
            // A bound segment is closed, so the linker did not make the call, and nothing may be written there.
            NativeStatus.check(mish4j_h.mish4j_request_cancel(request));
            throw e;
        }
        NativeStatus.check(status);
    }

    @Override
    public void setProfiling(boolean enabled) {
        NativeStatus.check(mish4j_h.mish4j_request_set_profiling(request, enabled ? 1 : 0));
    }

    @Override
    public long[] stepNanoseconds() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment nanoseconds = arena.allocate(ValueLayout.JAVA_LONG);
            long[] times = new long[stepCount];
            for (int step = 0; step < stepCount; step++) {
                NativeStatus.check(mish4j_h.mish4j_request_get_step_time(request, step, nanoseconds));
                times[step] = nanoseconds.get(ValueLayout.JAVA_LONG, 0);
            }
            return times;
        }
    }

    @Override
    public void release() {
        NativeStatus.check(mish4j_h.mish4j_request_close(request));
        NativeBackend.recordMemory();
    }
}
