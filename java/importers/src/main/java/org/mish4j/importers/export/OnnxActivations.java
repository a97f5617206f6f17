// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.export;

import java.util.List;
import org.mish4j.Activation;

/** Writes activations as the ONNX nodes that mean the same. */
final class OnnxActivations {
    private final OnnxGraph file;
    private final MishForm mish;

    OnnxActivations(OnnxGraph file, MishForm mish) {
        this.file = file;
        this.mish = mish;
    }

    void write(Activation activation, String input, String output) {
        float alpha = activation.alpha();
        float beta = activation.beta();
        switch (activation.kind()) {
            case MISH -> mish(input, output);
            case RELU -> relu(alpha, input, output);
            case SIGMOID -> file.node("Sigmoid", List.of(input), output);
            case TANH -> file.node("Tanh", List.of(input), output);
            case SOFTPLUS -> file.node("Softplus", List.of(input), output);
            case SWISH -> swish(alpha, input, output);
            case LINEAR -> file.node("Add", List.of(times(input, alpha, output), constant(beta, output)), output);
            case CLIP ->
                file.node(
                        "Clip", List.of(input, scalar(alpha, output + ".min"), scalar(beta, output + ".max")), output);
            case ELU -> file.node("Elu", List.of(input), output, OnnxAttribute.of("alpha", alpha));
            case EXP -> file.node("Exp", List.of(input), output);
            case SQRT -> file.node("Sqrt", List.of(input), output);
            case LOG -> file.node("Log", List.of(input), output);
            case ABS -> file.node("Abs", List.of(input), output);
            case POW -> {
                String power = file.part("Pow", List.of(input, constant(beta, output)), output + ".power");
                file.node("Mul", List.of(power, constant(alpha, output)), output);
            }
            case ROUND -> file.node("Round", List.of(input), output);
            case FLOOR -> file.node("Floor", List.of(input), output);
            case CEIL -> file.node("Ceil", List.of(input), output);
            case SIGN -> file.node("Sign", List.of(input), output);
            case ERF -> file.node("Erf", List.of(input), output);
            case GELU -> {
                String scaled = times(input, (float) Math.sqrt(0.5), output);
                gate(input, file.part("Erf", List.of(scaled), output + ".erf"), output);
            }
            case GELU_TANH -> {
                String cube = file.part("Pow", List.of(input, constant(3, output)), output + ".cube");
                String sum = file.part("Add", List.of(input, times(cube, 0.044715f, output)), output + ".sum");
                String scaled = times(sum, (float) Math.sqrt(2 / Math.PI), output);
                gate(input, file.part("Tanh", List.of(scaled), output + ".tanh"), output);
            }
            case HARD_SIGMOID ->
                file.node(
                        "HardSigmoid",
                        List.of(input),
                        output,
                        OnnxAttribute.of("alpha", alpha),
                        OnnxAttribute.of("beta", beta));
            case HARD_SWISH -> file.node("HardSwish", List.of(input), output);
            case SOFTSIGN -> file.node("Softsign", List.of(input), output);
        }
    }

    private void mish(String input, String output) {
        if (mish == MishForm.OPERATOR) {
            file.node("Mish", List.of(input), output);
            return;
        }
        String softplus = file.part("Softplus", List.of(input), output + ".softplus");
        String tanh = file.part("Tanh", List.of(softplus), output + ".tanh");
        file.node("Mul", List.of(input, tanh), output);
    }

    private void relu(float slope, String input, String output) {
        if (slope == 0) {
            file.node("Relu", List.of(input), output);
        } else {
            file.node("LeakyRelu", List.of(input), output, OnnxAttribute.of("alpha", slope));
        }
    }

    private void swish(float alpha, String input, String output) {
        String scaled = alpha == 1 ? input : times(input, alpha, output);
        String sigmoid = file.part("Sigmoid", List.of(scaled), output + ".sigmoid");
        file.node("Mul", List.of(input, sigmoid), output);
    }

    /** Adds x (1 + gate) / 2. */
    private void gate(String input, String gate, String output) {
        String shifted = file.part("Add", List.of(gate, constant(1, output)), output + ".shifted");
        String product = file.part("Mul", List.of(input, shifted), output + ".product");
        file.node("Mul", List.of(product, constant(0.5f, output)), output);
    }

    private String times(String input, float factor, String output) {
        return file.part("Mul", List.of(input, constant(factor, output)), output + ".scaled");
    }

    private String constant(float value, String output) {
        return scalar(value, output + ".constant");
    }

    private String scalar(float value, String wish) {
        return file.scalar(wish, value);
    }
}
