// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.mish4j.CompileProgress;
import org.mish4j.bindings.NativeText;
import org.mish4j.bindings.mish4j_progress;

/**
 * What a native compilation tells its progress to. Nothing may be thrown through native code, so what a listener throws is
 * kept, the compilation given up, and the exception thrown again at its end.
 */
final class ProgressCallback {
    private static final int GO_ON = 0;
    private static final int GIVE_UP = 1;

    private final @Nullable CompileProgress listener;
    private @Nullable Throwable thrown;

    ProgressCallback(@Nullable CompileProgress listener) {
        this.listener = listener;
    }

    /** Returns the function pointer, valid as long as the arena; null where there is no listener. */
    MemorySegment pointer(Arena arena) {
        CompileProgress told = listener;
        return told == null
                ? MemorySegment.NULL
                : mish4j_progress.allocate((_, done, total, what) -> report(told, done, total, what), arena);
    }

    private int report(CompileProgress told, int done, int total, MemorySegment what) {
        try {
            told.report(done, total, NativeText.read(what));
            return GO_ON;
        } catch (Throwable e) {
            thrown = e;
            return GIVE_UP;
        }
    }

    /** Throws what the listener threw, if it did. */
    void rethrow() {
        if (thrown != null) {
            ProgressCallback.<RuntimeException>sneak(thrown);
        }
    }

    /** Throws anything: a listener written in another language may throw checked exceptions. */
    @SuppressWarnings("unchecked") // the cast is not checked, which is what makes it throw anything
    private static <T extends Throwable> void sneak(Throwable e) throws T {
        throw (T) e;
    }
}
