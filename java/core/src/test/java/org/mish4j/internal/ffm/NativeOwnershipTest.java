// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mish4j.bindings.mish4j_h;

class NativeOwnershipTest {
    @BeforeEach
    void requireNativeLibrary() {
        String failure = NativeLibraries.failure();
        Assumptions.assumeTrue(failure == null, failure);
    }

    private static long createProgram() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(ValueLayout.JAVA_LONG);
            NativeStatus.check(mish4j_h.mish4j_program_create(handle));
            return handle.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    private static long openPrograms() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
            NativeStatus.check(mish4j_h.mish4j_get_handle_count(mish4j_h.MISH4J_HANDLE_PROGRAM(), count));
            return count.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    @Test
    void theOwnerGetsTheHandle() {
        long program = createProgram();
        long owned = NativeOwnership.transfer(program, mish4j_h::mish4j_program_close, handle -> handle);

        assertThat(owned).isEqualTo(program);
        NativeStatus.check(mish4j_h.mish4j_program_close(owned));
    }

    @Test
    void whatNobodyOwnsIsClosed() {
        long before = openPrograms();
        long program = createProgram();
        RuntimeException failure = new RuntimeException("no owner");
        assertThatThrownBy(() -> NativeOwnership.transfer(program, mish4j_h::mish4j_program_close, _ -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(openPrograms()).isEqualTo(before);
    }

    @Test
    void theFirstFailureIsThrownEvenIfClosingFailsToo() {
        RuntimeException failure = new RuntimeException("no owner");
        assertThatThrownBy(() -> NativeOwnership.transfer(-1, mish4j_h::mish4j_program_close, _ -> {
                    throw failure;
                }))
                .isSameAs(failure)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    }
}
