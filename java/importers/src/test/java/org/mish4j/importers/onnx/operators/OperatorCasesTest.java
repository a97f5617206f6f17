// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Tensor;
import org.mish4j.importers.onnx.models.ModelRunner;

/** Single nodes against ONNX's own evaluator and PyTorch; operator-cases.py and torch-cases.py made the cases. */
class OperatorCasesTest {
    /** Absolute, for results up to about 100 that the evaluator partly computes in single precision. */
    private static final float TOLERANCE = 5e-5f;

    @ParameterizedTest
    @MethodSource("org.mish4j.importers.onnx.operators.OperatorCase#all")
    void agreesWithOtherPrograms(OperatorCase operatorCase) {
        Graph graph = ModelRunner.importModel(operatorCase.model());
        try (CompiledModel compiled = Device.of("java-reference").compile(graph);
                InferRequest request = compiled.createRequest()) {
            for (int i = 0; i < operatorCase.inputs().size(); i++) {
                request.input(graph.inputs().get(i).name())
                        .copyFrom(operatorCase.inputs().get(i));
            }
            request.run();
            Tensor output = request.output();
            assertThat(output.shape()).isEqualTo(operatorCase.shape());
            assertThat(output.toFloatArray()).containsExactly(operatorCase.expected(), Offset.offset(TOLERANCE));
        }
    }
}
