// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Graph;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.OnnxImporter;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.Message;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** If: the branch that its condition chooses at import takes its place. */
class BranchesTest {
    private static ModelBuilder branch() {
        return new ModelBuilder(18);
    }

    private static ModelBuilder branch(String opType, String input, String output) {
        return branch().node(opType, List.of(input), List.of(output)).outputs(output);
    }

    private static ModelBuilder model() {
        return branch().input("x", 3);
    }

    private static Message condition(boolean holds) {
        return Tensors.header("condition", Tensors.BOOL).packedIntegers(5, holds ? 1 : 0);
    }

    private static ModelBuilder choose(
            ModelBuilder model, List<String> outputs, ModelBuilder thenBranch, ModelBuilder elseBranch) {
        return model.node(
                "If",
                List.of("condition"),
                outputs,
                Attribute.graph("then_branch", thenBranch.graph()),
                Attribute.graph("else_branch", elseBranch.graph()));
    }

    @ParameterizedTest
    @CsvSource({"true, 3", "false, 1"})
    void theChosenBranchTakesItsPlace(boolean holds, float expected) {
        ModelBuilder model = model().initializer(condition(holds)).node("Neg", List.of("x"), List.of("minus"));
        ModelBuilder thenBranch = branch().initializer(Tensors.floats("two", new long[] {1}, 2))
                .node("Add", List.of("minus", "two"), List.of("sum"))
                .outputs("sum");
        choose(model, List.of("chosen"), thenBranch, branch("Identity", "minus", "same"))
                .node("Identity", List.of("chosen"), List.of("y"))
                .outputs("y");
        ModelRunner.assertResult(
                model, List.of(new float[] {-1, -1, 1}), Shape.of(3), expected, expected, expected - 2);
    }

    @ParameterizedTest
    @CsvSource({"true, Abs", "false, Neg"})
    void nothingOfTheOtherBranchIsImported(boolean holds, String supported) {
        ModelBuilder known = branch(supported, "x", "known");
        ModelBuilder unknown = branch("NoSuchOperator", "x", "unknown");
        ModelBuilder model = model().initializer(condition(holds));
        choose(model, List.of("y"), holds ? known : unknown, holds ? unknown : known)
                .outputs("y");
        assertThat(ModelRunner.operators(model)).containsExactly("Eltwise");
    }

    /** What PyTorch writes for {@code torch.squeeze(x, 1)}. */
    @ParameterizedTest
    @CsvSource({"1, 2", "5, 3"})
    void theShapeOfAnInputChooses(long channels, int rank) {
        ModelBuilder model = branch().openInput("x", 2, "channels", 4)
                .initializer(Tensors.longs("one", 1))
                .node("Shape", List.of("x"), List.of("shape"))
                .node("Gather", List.of("shape", "one"), List.of("size"))
                .node("Equal", List.of("size", "one"), List.of("condition"));
        ModelBuilder squeeze = branch().node("Squeeze", List.of("x", "one"), List.of("squeezed"))
                .outputs("squeezed");
        choose(model, List.of("y"), squeeze, branch("Identity", "x", "same")).outputs("y");
        Graph graph = ModelRunner.importModel(
                model.toByteArray(), new OnnxImporter().withInputShape("x", Shape.of(2, channels, 4)));
        assertThat(graph.outputs().getFirst().value().shape())
                .isEqualTo(rank == 2 ? Shape.of(2, 4) : Shape.of(2, channels, 4));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void branchesOfBranches(boolean holds) {
        ModelBuilder model = model().initializer(condition(holds)).node("Neg", List.of("x"), List.of("minus"));
        ModelBuilder inner = choose(branch(), List.of("inner"), branch("Abs", "minus", "a"), branch("Neg", "a", "b"))
                .outputs("inner");
        ModelBuilder other = branch().node("Neg", List.of("x"), List.of("a"))
                .node(
                        "If",
                        List.of("condition"),
                        List.of("inner"),
                        Attribute.graph("then_branch", branch("Abs", "a", "b").graph()),
                        Attribute.graph("else_branch", branch("Neg", "a", "b").graph()))
                .outputs("inner");
        choose(model, List.of("y"), inner, other).outputs("y");
        float first = holds ? 2 : -2;
        ModelRunner.assertResult(model, List.of(new float[] {-2, 0, 3}), Shape.of(3), first, 0, 3);
    }

    @Test
    void severalOutputsSomeOfThemNamesOfTheOuterGraph() {
        ModelBuilder model = model().initializer(condition(true)).node("Neg", List.of("x"), List.of("minus"));
        ModelBuilder both =
                branch().node("Abs", List.of("x"), List.of("magnitude")).outputs("minus", "magnitude");
        choose(model, List.of("first", "second"), both, branch().outputs("x", "x"))
                .node("Sub", List.of("first", "second"), List.of("y"))
                .outputs("y");
        ModelRunner.assertResult(model, List.of(new float[] {-2, 0, 3}), Shape.of(3), 0, 0, -6);
    }

    @Test
    void conditionThatOnlyAnInferenceGives() {
        ModelBuilder model = model().node("ReduceSum", List.of("x"), List.of("sum"))
                .initializer(Tensors.floats("zero", new long[] {}, 0))
                .node("Less", List.of("sum", "zero"), List.of("condition"));
        choose(model, List.of("y"), branch("Abs", "x", "a"), branch("Neg", "x", "b"))
                .outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessage("operator If of node 'If_of_y' (opset 18) is not supported: its condition is not known"
                        + " at import, so that its branch can't be chosen; --constant NAME=VALUE or withConstantInput sets an"
                        + " input that decides it");
    }

    private static void assertMalformed(ModelBuilder model, String message) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model.outputs("y")))
                .withMessageEndingWith(message);
    }

    @Test
    void conditionOfAnotherType() {
        ModelBuilder model = model().initializer(Tensors.longs("condition", 1));
        choose(model, List.of("y"), branch("Abs", "x", "a"), branch("Neg", "x", "b"));
        assertMalformed(model, "node 'If_of_y' (If): its condition is I64[1], expected one BOOL");
    }

    @Test
    void branchWithoutEnoughOutputs() {
        ModelBuilder model = model().initializer(condition(false));
        choose(model, List.of("y", "z"), branch().outputs("x", "x"), branch("Neg", "x", "b"));
        assertMalformed(model, "node 'If_of_y' (If): its else_branch has 1 outputs, expected 2");
    }

    @Test
    void missingBranch() {
        ModelBuilder model = model().initializer(condition(true))
                .node(
                        "If",
                        List.of("condition"),
                        List.of("y"),
                        Attribute.graph("then_branch", branch("Abs", "x", "a").graph()));
        assertMalformed(model, "node 'If_of_y' (If): attribute 'else_branch' is missing");
    }

    @Test
    void namesOfABranchAreNotSeenOutside() {
        ModelBuilder model = model().initializer(condition(true));
        choose(model, List.of("z"), branch("Abs", "x", "a"), branch("Neg", "x", "b"))
                .node("Add", List.of("z", "a"), List.of("y"));
        assertMalformed(
                model, "node 'Add_of_y' (Add) reads 'a', which is no input, no initializer and no result of a node");
    }

    @Test
    void branchesNestedTooDeep() {
        Message graph = new Message();
        for (int depth = 0; depth < 40; depth++) {
            graph = new Message().message(1, new Message().message(5, Attribute.graph("then_branch", graph)));
        }
        ModelBuilder model = model().node("If", List.of("x"), List.of("y"), Attribute.graph("then_branch", graph));
        assertMalformed(model, "messages are nested more than 100 deep");
    }
}
