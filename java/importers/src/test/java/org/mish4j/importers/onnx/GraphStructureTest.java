// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.Message;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** Which nodes are imported, and what is refused. */
class GraphStructureTest {
    private static ModelBuilder model(long opset) {
        return new ModelBuilder(opset).input("x", 1, 2, 4, 4);
    }

    @Test
    void nodesThatNoOutputNeedsAreLeftOut() {
        ModelBuilder model = model(18)
                .node("Relu", List.of("x"), List.of("y"))
                .node("NoSuchOperator", List.of("y"), List.of("z"))
                .outputs("y");
        assertThat(ModelRunner.operators(model)).containsExactly("Eltwise");
    }

    @Test
    void unknownOperator() {
        ModelBuilder model =
                model(18).node("NoSuchOperator", List.of("x"), List.of("y")).outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessage("operator NoSuchOperator of node 'NoSuchOperator_of_y' (opset 18) is not supported");
    }

    @Test
    void operatorOfAnotherDomain() {
        ModelBuilder model = model(18)
                .operators("com.example", 3)
                .node("com.example", "Relu", List.of("x"), List.of("y"))
                .outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessage("operator com.example.Relu of node 'Relu_of_y' (opset 3) is not supported");
    }

    @Test
    void operatorOfTheStandardDomainByItsLongName() {
        ModelBuilder model =
                model(18).node("ai.onnx", "Relu", List.of("x"), List.of("y")).outputs("y");
        assertThat(ModelRunner.operators(model)).containsExactly("Eltwise");
    }

    @Test
    void functionOfTheModel() {
        ModelBuilder model = model(18)
                .operators("local", 1)
                .function("local", "Twice")
                .node("local", "Twice", List.of("x"), List.of("y"))
                .outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("is not supported: it is a function of the model");
    }

    @Test
    void attributeThatIsNotKnown() {
        ModelBuilder model = model(18)
                .node("Relu", List.of("x"), List.of("y"), Attribute.of("limit", 6f))
                .outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("is not supported: it has the attributes [limit]");
    }

    @Test
    void attributeOfAnotherType() {
        ModelBuilder model = model(18)
                .node("LeakyRelu", List.of("x"), List.of("y"), Attribute.of("alpha", 1))
                .outputs("y");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith(
                        "node 'LeakyRelu_of_y' (LeakyRelu): attribute 'alpha' is of type INT, expected FLOAT");
    }

    @Test
    void controlFlow() {
        ModelBuilder model = model(18)
                .node("Loop", List.of("", "", "x"), List.of("y"), Attribute.graph("body", new Message()))
                .outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageStartingWith("operator Loop of node 'Loop_of_y'");
    }

    @Test
    void operatorSetThatIsTooOld() {
        ModelBuilder model = model(6).node("Relu", List.of("x"), List.of("y")).outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("(opset 6) is not supported: operator sets before 7 are not");
    }

    @Test
    void outputThatNothingComputes() {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model(18).outputs("y")))
                .withMessageEndingWith("no node computes the output 'y'");
    }

    @Test
    void nameComputedTwice() {
        ModelBuilder model = model(18)
                .node("Relu", List.of("x"), List.of("y"))
                .node("Tanh", List.of("x"), List.of("y"))
                .outputs("y");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("two nodes compute 'y'");
    }

    @Test
    void shapesThatDoNotFit() {
        ModelBuilder model = model(18)
                .initializer(Tensors.floats("w", new long[] {3}, 1, 2, 3))
                .node("Add", List.of("x", "w"), List.of("y"))
                .outputs("y");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageContaining("node 'Add_of_y'")
                .withMessageContaining("[1, 2, 4, 4]")
                .withMessageContaining("[3]");
    }

    @Test
    void constantsReadTwiceAreOneValue() {
        ModelBuilder model = model(18)
                .initializer(Tensors.floats("w", new long[] {1}, 2))
                .node("Mul", List.of("x", "w"), List.of("a"))
                .node("Add", List.of("a", "w"), List.of("y"))
                .outputs("y");
        assertThat(ModelRunner.importModel(model).constants()).hasSize(1);
    }

    @Test
    void halfPrecisionWeightsBecomeF32() {
        ModelBuilder model = new ModelBuilder(18)
                .input("x", 2)
                .initializer(Tensors.header("w", Tensors.FLOAT16, 2).packedIntegers(5, 0x3e00, 0xc000))
                .node("Cast", List.of("x"), List.of("h"), Attribute.of("to", Tensors.FLOAT16))
                .node("Mul", List.of("h", "w"), List.of("p"))
                .node("Cast", List.of("p"), List.of("y"), Attribute.of("to", Tensors.FLOAT))
                .output("y", Tensors.FLOAT, 2);
        ModelRunner.assertResult(model, List.of(new float[] {10, 100}), Shape.of(2), 15, -200);
    }

    @Test
    void outputOfAnotherType() {
        ModelBuilder model = model(18)
                .node("Cast", List.of("x"), List.of("y"), Attribute.of("to", Tensors.FLOAT16))
                .output("y", Tensors.FLOAT16, 1, 2, 4, 4);
        assertThat(ModelRunner.importModel(model).outputs().getFirst().type()).isEqualTo(TensorType.F16);
    }

    @Test
    void outputOfATypeThatIsNotSupported() {
        ModelBuilder model = model(18).node("Relu", List.of("x"), List.of("y")).output("y", Tensors.STRING, 1, 2, 4, 4);
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageStartingWith("output 'y' is not supported: it is of type STRING, expected one of FLOAT, ");
    }

    @Test
    void outputOfTruthValues() {
        ModelBuilder model =
                model(18).node("Less", List.of("x", "x"), List.of("y")).outputs("y");
        assertThat(ModelRunner.importModel(model).outputs().getFirst().type()).isEqualTo(TensorType.BOOL);
    }
}
