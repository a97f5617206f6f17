// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.mish4j.bindings.mish4j_h;

/** The calls that are measured call what they should: where there are native libraries, all of them are there. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class CallsTest {
    private static final float X = -0.75f;

    @Test
    void emptyFunctionsCanBeCalled() {
        assertThatCode(() -> {
                    EmptyCall calls = new EmptyCall();
                    calls.jni();
                    calls.downcall();
                    calls.criticalDowncall();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void jniPassesAPointerAndReturnsTheStatus() {
        Mish4jLibrary.load();
        long function = mish4j_h.mish4j_get_abi_version$address().address();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment version = arena.allocate(ValueLayout.JAVA_INT);

            assertThat(JniCalls.callWithPointer(function, version.address())).isEqualTo(mish4j_h.MISH4J_OK());
            assertThat(version.get(ValueLayout.JAVA_INT, 0)).isEqualTo(mish4j_h.MISH4J_ABI_VERSION());
            assertThat(JniCalls.callWithPointer(function, 0)).isEqualTo(mish4j_h.MISH4J_INVALID_ARGUMENT());
        }
    }

    @Test
    void jniRunsARequest() {
        try (NativeRequest request = new NativeRequest(X)) {
            long function = mish4j_h.mish4j_request_run$address().address();

            assertThat(JniCalls.callWithNumber(function, request.handle())).isEqualTo(mish4j_h.MISH4J_OK());
            assertThat((double) request.output()).isCloseTo(SmallestConvolution.expected(X), within(1e-6));
            assertThat(JniCalls.callWithNumber(function, -1)).isEqualTo(mish4j_h.MISH4J_INVALID_HANDLE());
        }
    }
}
