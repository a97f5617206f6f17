// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.PostOp;

class StepDescriptionsTest {
    @Test
    void leakyReluIsNotRelu() {
        assertThat(StepDescriptions.operation(new Operator.Eltwise(Activation.leakyRelu(0.1f))))
                .isEqualTo("leaky_relu");
        assertThat(StepDescriptions.operation(new Operator.Eltwise(Activation.leakyRelu(0))))
                .isEqualTo("relu");
        List<PostOp> postOps = List.of(new PostOp.AddResidual(), new PostOp.Apply(Activation.leakyRelu(0.1f)));
        assertThat(StepDescriptions.operation(new Operator.MatMul(true, postOps)))
                .isEqualTo("matmul+bias+add+leaky_relu");
    }
}
