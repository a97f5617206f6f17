// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** Nodes that do not follow those whose results they read. */
class NodeOrderTest {
    private static ModelBuilder model() {
        return new ModelBuilder(18).input("x", 2).initializer(Tensors.floats("three", new long[0], 3));
    }

    private static void assertCycle(ModelBuilder model, String nodes) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith(
                        "nodes form a cycle, in which each reads a result of the next, and the last one of the first: "
                                + nodes);
    }

    @Test
    void anyOrderGivesTheSame() {
        ModelBuilder model = model().node("Add", List.of("b", "a"), List.of("y"))
                .node("Mul", List.of("a", "three"), List.of("b"))
                .node("Neg", List.of("x"), List.of("a"))
                .outputs("y");
        ModelRunner.assertResult(model, List.of(new float[] {1, -2}), Shape.of(2), -4, 8);
    }

    @Test
    void nodesStayWhereTheyAreInTheFile() {
        ModelBuilder model = model().node("Neg", List.of("x"), List.of("a"))
                .node("Floor", List.of("late"), List.of("b"))
                .node("Exp", List.of("x"), List.of("c"))
                .node("Abs", List.of("x"), List.of("late"))
                .outputs("c", "b", "a");
        assertThat(ModelRunner.importModel(model).nodes())
                .extracting(node -> node.name())
                .containsExactly("Neg_of_a", "Abs_of_late", "Floor_of_b", "Exp_of_c");
    }

    @Test
    void aBranchReadsWhatANodeBehindItComputes() {
        ModelBuilder thenBranch = new ModelBuilder(18)
                .node("Neg", List.of("inner"), List.of("result"))
                .node("Add", List.of("later", "three"), List.of("inner"))
                .outputs("result");
        ModelBuilder elseBranch = new ModelBuilder(18)
                .node("Identity", List.of("x"), List.of("other"))
                .outputs("other");
        ModelBuilder model = model().initializer(
                        Tensors.header("condition", Tensors.BOOL).packedIntegers(5, 1))
                .node(
                        "If",
                        List.of("condition"),
                        List.of("y"),
                        Attribute.graph("then_branch", thenBranch.graph()),
                        Attribute.graph("else_branch", elseBranch.graph()))
                .node("Abs", List.of("x"), List.of("later"))
                .outputs("y");
        ModelRunner.assertResult(model, List.of(new float[] {1, -2}), Shape.of(2), -4, -5);
    }

    /** Two branches may compute values of the name of the node's own result. */
    @Test
    void namesOfABranchAreItsOwn() {
        ModelBuilder branch = new ModelBuilder(18)
                .node("Neg", List.of("y"), List.of("result"))
                .node("Abs", List.of("x"), List.of("y"))
                .outputs("result");
        ModelBuilder model = model().initializer(
                        Tensors.header("condition", Tensors.BOOL).packedIntegers(5, 1))
                .node(
                        "If",
                        List.of("condition"),
                        List.of("y"),
                        Attribute.graph("then_branch", branch.graph()),
                        Attribute.graph("else_branch", branch.graph()))
                .outputs("y");
        ModelRunner.assertResult(model, List.of(new float[] {1, -2}), Shape.of(2), -1, -2);
    }

    @Test
    void cycle() {
        ModelBuilder model = model().node("Neg", List.of("x"), List.of("a"))
                .node("Add", List.of("a", "d"), List.of("b"))
                .node("Exp", List.of("b"), List.of("c"))
                .node("Abs", List.of("c"), List.of("d"))
                .outputs("d");
        assertCycle(model, "'Add_of_b' (Add), 'Abs_of_d' (Abs), 'Exp_of_c' (Exp)");
    }

    @Test
    void nodeThatReadsItsOwnResult() {
        assertCycle(model().node("Add", List.of("x", "y"), List.of("y")).outputs("y"), "'Add_of_y' (Add)");
    }

    /** A chain of many nodes, all in the wrong order, needs no deep stack. */
    @Test
    void longChain() {
        int length = 20_000;
        ModelBuilder model = model();
        for (int i = length; i > 0; i--) {
            model.node("Identity", List.of(i == 1 ? "x" : "a" + (i - 1)), List.of("a" + i));
        }
        assertThat(ModelRunner.importModel(model.outputs("a" + length)).outputs())
                .hasSize(1);
    }
}
