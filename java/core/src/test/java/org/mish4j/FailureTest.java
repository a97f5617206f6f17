// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mish4j.internal.backend.HostMemory;
import org.mish4j.testing.LeakCheck;

/** What a failure of a backend leaves behind: nothing. */
@ExtendWith(LeakCheck.class)
class FailureTest {
    private final FakeExecutable executable = new FakeExecutable();

    @Test
    void aRequestThatFailsToBeReleasedGivesBackTheMemoryThatIsBound() {
        HostMemory memory = new HostMemory(Float.BYTES);
        executable.failsToReleaseAnExecution = true;
        try (CompiledModel model = executable.model()) {
            InferRequest request = model.createRequest();
            DeviceTensor tensor = new DeviceTensor(model.device(), TensorType.F32, Shape.of(1), memory);
            request.bindInput("x", tensor);
            tensor.close();
            assertThat(memory.segment().scope().isAlive())
                    .as("the request holds it")
                    .isTrue();

            assertThatThrownBy(request::close).isInstanceOf(MishException.class).hasMessage("as the test wants");

            assertThat(memory.segment().scope().isAlive()).isFalse();
        }
    }

    @Test
    void aPlanThatGivesNoRequestIsKept() {
        AtomicInteger compilations = new AtomicInteger();
        ShapePlans plans = new ShapePlans("fake", shapes -> {
            compilations.incrementAndGet();
            return executable.model();
        });
        Map<String, Shape> shapes = Map.of("x", Shape.of(1));
        plans.createRequest(shapes).close();
        executable.failsToMakeAnExecution = true;
        assertThatThrownBy(() -> plans.createRequest(shapes)).hasMessage("as the test wants");
        executable.failsToMakeAnExecution = false;
        plans.createRequest(shapes).close();

        assertThat(compilations).hasValue(1);
        plans.close();
    }

    @Test
    void theFirstRequestOfAPlanMayFailToo() {
        AtomicInteger compilations = new AtomicInteger();
        ShapePlans plans = new ShapePlans("fake", shapes -> {
            compilations.incrementAndGet();
            return executable.model();
        });
        executable.failsToMakeAnExecution = true;
        assertThatThrownBy(() -> plans.createRequest(Map.of())).hasMessage("as the test wants");
        executable.failsToMakeAnExecution = false;
        plans.createRequest(Map.of()).close();

        assertThat(compilations).hasValue(1);
        plans.close();
    }
}
