// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.CompileOptions;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.Tune;
import org.mish4j.testing.LeakCheck;
import org.mish4j.testing.TestGraphs;

/** What a compilation tells, on the devices that tell something; the others must not fail. */
@ParameterizedClass
@MethodSource("org.mish4j.testing.Devices#available")
@ExtendWith(LeakCheck.class)
class CompileProgressTest {
    private final Device device;
    private final Graph graph = TestGraphs.residualBlock(1, 8, 6);

    CompileProgressTest(String deviceName) {
        this.device = Device.of(deviceName);
    }

    private boolean isTold() {
        return !device.info().name().startsWith("java-");
    }

    @Test
    void tellsEachPartInOrder() {
        List<Integer> done = new ArrayList<>();
        List<Integer> totals = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        CompileOptions options = CompileOptions.defaults().withProgress((finished, total, what) -> {
            done.add(finished);
            totals.add(total);
            assertThat(what.isEmpty()).isEqualTo(finished == total);
            threads.add(Thread.currentThread());
        });
        device.compile(graph, options).close();

        assertThat(done).isSorted();
        assertThat(threads).allMatch(Thread.currentThread()::equals);
        if (isTold()) {
            assertThat(done).startsWith(0);
            assertThat(totals).allMatch(total -> total >= done.getLast());
        }
    }

    @Test
    void whatAListenerThrowsEndsTheCompilation() {
        Throwable[] thrown = {
            new IllegalStateException("enough"),
            new StackOverflowError(),
            new AssertionError("no"),
            new IOException("io")
        };
        for (Throwable e : thrown) {
            CompileOptions options = CompileOptions.defaults()
                    .withProgress((_, _, _) -> CompileProgressTest.<RuntimeException>throwAny(e));
            if (isTold()) {
                assertThatThrownBy(() -> device.compile(graph, options)).isSameAs(e);
            } else {
                assertThatCode(() -> device.compile(graph, options).close()).doesNotThrowAnyException();
            }
        }
        device.compile(graph).close();
    }

    @SuppressWarnings("unchecked") // what makes it throw anything
    private static <T extends Throwable> void throwAny(Throwable e) throws T {
        throw (T) e;
    }

    @Test
    void aListenerMayCompileItself() {
        CompileOptions options = CompileOptions.defaults()
                .withProgress(
                        (_, _, _) -> device.compile(TestGraphs.sumOfInputs(2)).close());
        device.compile(graph, options).close();
    }

    @ParameterizedTest
    @EnumSource
    void anyTuningGivesTheSameResult(Tune tune) {
        CompileOptions plain = CompileOptions.defaults();
        float[] expected = TestGraphs.run(device, graph, plain).getFirst();
        float largest = 0;
        for (float x : expected) {
            largest = Math.max(largest, Math.abs(x));
        }
        // What is fastest may be one of Winograd's algorithms.
        float tolerance = 2e-5f * largest;

        assertThat(TestGraphs.run(device, graph, plain.withTune(tune)).getFirst())
                .usingComparatorWithPrecision(tolerance)
                .containsExactly(expected);
        assertThat(TestGraphs.run(device, graph, plain.withTune(tune).withRecord(false))
                        .getFirst())
                .usingComparatorWithPrecision(tolerance)
                .containsExactly(expected);
    }
}
