// SPDX-License-Identifier: Apache-2.0
package org.mish4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mish4j.bindings.mish4j_h;
import org.mish4j.internal.ffm.NativeBackend;
import org.mish4j.internal.ffm.NativeLibraries;
import org.mish4j.internal.memory.ManagedResource;

/** Fails a test that leaves a tensor, model or request open, in Java or natively. */
public final class LeakCheck implements BeforeEachCallback, AfterEachCallback {
    private List<Long> before = List.of();

    @Override
    public void beforeEach(ExtensionContext context) {
        before = openThings();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(openThings())
                .as("open Java resources, native devices, programs, models, requests, memories, native bytes")
                .isEqualTo(before);
    }

    private static List<Long> openThings() {
        long resources = ManagedResource.openCount();
        if (NativeLibraries.failure() != null) {
            return List.of(resources);
        }
        return List.of(
                resources,
                handleCount(mish4j_h.MISH4J_HANDLE_DEVICE()),
                handleCount(mish4j_h.MISH4J_HANDLE_PROGRAM()),
                handleCount(mish4j_h.MISH4J_HANDLE_MODEL()),
                handleCount(mish4j_h.MISH4J_HANDLE_REQUEST()),
                handleCount(mish4j_h.MISH4J_HANDLE_MEMORY()),
                NativeBackend.memoryBytes());
    }

    private static long handleCount(int kind) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
            assertThat(mish4j_h.mish4j_get_handle_count(kind, count)).isEqualTo(mish4j_h.MISH4J_OK());
            return count.get(ValueLayout.JAVA_LONG, 0);
        }
    }
}
