// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class GraphTest {
    private static final Operator ADD = new Operator.Binary(Operator.BinaryKind.ADD);

    private final Graph.Builder builder = Graph.builder("test");

    @Test
    void keepsWhatWasAddedInItsOrder() {
        Value x = builder.input("x", TensorType.F32, Shape.of(2, 3));
        Value ids = builder.input("ids", TensorType.I64, Shape.of(4));
        Value first = builder.constant("first", Constant.ofFloats(Shape.of(3), 1, 2, 3));
        Value second = builder.constant("second", Constant.ofFloats(Shape.of(), 1));
        builder.constant("unused", Constant.ofFloats(Shape.of(), 1));
        Value sum = builder.add("sum", ADD, second, x);
        Value total = builder.add("total", ADD, sum, first);

        Graph graph = builder.output("y", total).output("ids", ids).build();

        assertThat(graph.name()).isEqualTo("test");
        assertThat(graph.inputs()).containsExactly(x, ids);
        assertThat(graph.nodes().stream().map(Node::name)).containsExactly("sum", "total");
        assertThat(graph.outputs())
                .containsExactly(
                        new Graph.Output("y", total, TensorType.F32), new Graph.Output("ids", ids, TensorType.I64));
        assertThat(graph.constants()).containsExactly(second, first);
        assertThat(total).hasToString("total: F32[2, 3]");
        assertThat(total.isConstant()).isFalse();
        assertThat(first.isConstant()).isTrue();
    }

    @Test
    void aConstantThatIsAnOutputIsOneOfItsConstants() {
        Value constant = builder.constant("c", Constant.ofLongs(Shape.of(1), 1));

        assertThat(builder.output("y", constant).build().constants()).containsExactly(constant);
    }

    @Test
    void isNotChangedByItsBuilder() {
        Value x = builder.input("x", TensorType.F32, Shape.of(2));
        Graph graph = builder.output("y", x).build();

        builder.output("z", builder.add("sum", ADD, x, x));

        assertThat(graph.nodes()).isEmpty();
        assertThat(graph.outputs()).hasSize(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> graph.inputs().clear());
    }

    @Test
    void mayHaveAValueAsSeveralOutputs() {
        Value x = builder.input("x", TensorType.F32, Shape.of(2));

        assertThat(builder.output("a", x).output("b", x).build().outputs()).hasSize(2);
    }

    @Test
    void refusesTwoInputsOrOutputsOfOneName() {
        Value x = builder.input("x", TensorType.F32, Shape.of(2));
        builder.output("y", x);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.input("x", TensorType.F32, Shape.of(3)))
                .withMessage("there are two inputs of the name 'x'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.output("y", x))
                .withMessage("there are two outputs of the name 'y'");
    }

    @Test
    void refusesEmptyValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.input("x", TensorType.F32, Shape.of(2, 0)))
                .withMessage("value 'x' has shape [2, 0], expected dimensions of at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.constant("c", Constant.ofFloats(Shape.of(0))))
                .withMessageContaining("value 'c' has shape [0]");
    }

    @Test
    void refusesValuesOfAnotherGraph() {
        Value stranger = Graph.builder("other").input("x", TensorType.F32, Shape.of(2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add("sum", ADD, stranger, stranger))
                .withMessage("value 'x: F32[2]' is not of graph 'test'");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.output("y", stranger));
    }

    @Test
    void refusesToBeBuiltWithoutOutputs() {
        builder.input("x", TensorType.F32, Shape.of(2));

        assertThatIllegalStateException().isThrownBy(builder::build).withMessage("graph 'test' has no output");
    }

    @Test
    void refusesNodesWhoseInputsDoNotFit() {
        Value x = builder.input("x", TensorType.F32, Shape.of(2));
        Value y = builder.input("y", TensorType.F32, Shape.of(3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add("sum", ADD, x, y))
                .withMessage(
                        "node 'sum' (Binary): src0 [2] and src1 [3] do not broadcast: 2 and 3 differ, and neither is 1");

        assertThat(builder.output("x", x).build().nodes()).isEmpty();
    }
}
