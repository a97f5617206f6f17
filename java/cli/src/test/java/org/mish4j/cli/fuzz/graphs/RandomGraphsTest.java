// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.TensorType;

/** What a few hundred graphs have in them. */
class RandomGraphsTest {
    private static final int GRAPHS = 600;

    private static List<GraphCase> cases = List.of();

    @BeforeAll
    static void drawGraphs() {
        cases = LongStream.range(0, GRAPHS).mapToObj(RandomGraphs::draw).toList();
    }

    @Test
    void noOperatorIsLeftOut() {
        Set<Class<?>> operators = new HashSet<>();
        nodes().forEach(node -> operators.add(node.operator().getClass()));
        assertThat(operators).containsExactlyInAnyOrder(Operator.class.getPermittedSubclasses());
    }

    @Test
    void noKindIsLeftOut() {
        Set<Enum<?>> kinds = new HashSet<>();
        nodes().map(Node::operator).forEach(operator -> {
            switch (operator) {
                case Operator.Eltwise(var activation) -> kinds.add(activation.kind());
                case Operator.Binary(var kind) -> kinds.add(kind);
                case Operator.Reduce reduce -> kinds.add(reduce.kind());
                case Operator.ArgReduce argReduce -> kinds.add(argReduce.kind());
                case Operator.TopK topK -> kinds.add(topK.result());
                case Operator.Pooling pooling -> kinds.add(pooling.kind());
                default -> {}
            }
        });
        assertThat(kinds)
                .containsAll(EnumSet.allOf(Activation.Kind.class))
                .containsAll(EnumSet.allOf(Operator.BinaryKind.class))
                .containsAll(EnumSet.allOf(Operator.ReductionKind.class))
                .containsAll(EnumSet.allOf(Operator.ArgKind.class))
                .containsAll(EnumSet.allOf(Operator.TopKResult.class))
                .containsAll(EnumSet.allOf(Operator.PoolingKind.class));
    }

    @Test
    void inputsAndOutputsHaveEveryType() {
        assertThat(cases.stream()
                        .flatMap(drawn -> drawn.graph().inputs().stream().map(input -> input.type())))
                .containsAll(EnumSet.allOf(TensorType.class));
        assertThat(cases.stream()
                        .flatMap(drawn -> drawn.graph().outputs().stream().map(Graph.Output::type)))
                .containsAll(EnumSet.allOf(TensorType.class));
    }

    @Test
    void convolutionsAreOfEveryForm() {
        List<Node> convolutions = nodes().filter(node -> node.operator() instanceof Operator.Convolution)
                .toList();
        List<Operator.Convolution> operators = convolutions.stream()
                .map(node -> (Operator.Convolution) node.operator())
                .toList();
        assertThat(operators.stream().map(operator -> operator.window().spatialRank()))
                .contains(1, 2, 3);
        assertThat(operators).anyMatch(operator -> operator.groups() > 1);
        assertThat(operators).anyMatch(operator -> operator.window().strides().contains(3L));
        assertThat(operators).anyMatch(operator -> operator.window().dilations().contains(3L));
        assertThat(operators)
                .anyMatch(operator ->
                        !operator.window().padsBegin().equals(operator.window().padsEnd()));
        assertThat(operators)
                .anyMatch(operator ->
                        operator.postOps().size() == 2 && operator.postOps().getFirst() instanceof PostOp.AddResidual);
        assertThat(operators)
                .anyMatch(operator ->
                        operator.postOps().size() == 2 && operator.postOps().getLast() instanceof PostOp.AddResidual);
        assertThat(convolutions)
                .anyMatch(node -> node.inputs().getLast().isConstant()
                        && !node.inputs().get(1).isConstant());
    }

    @Test
    void graphsHaveSeveralOutputsAndInnerOnes() {
        assertThat(cases).anyMatch(drawn -> drawn.graph().outputs().size() > 2);
        assertThat(cases)
                .anyMatch(drawn -> drawn.graph().outputs().stream()
                        .anyMatch(output -> drawn.graph().nodes().stream()
                                .anyMatch(node -> node.inputs().contains(output.value()))));
    }

    @Test
    void aSeedAlwaysGivesTheSame() {
        GraphCase first = cases.get(17);
        GraphCase second = RandomGraphs.draw(17);
        assertThat(second.graph().nodes()).hasToString(first.graph().nodes().toString());
        assertThat(second.graph().outputs()).hasToString(first.graph().outputs().toString());
        assertThat(second.inputs()).usingRecursiveComparison().isEqualTo(first.inputs());
        assertThat(RandomGraphs.draw(18).graph().nodes())
                .doesNotHaveToString(first.graph().nodes().toString());
    }

    private static Stream<Node> nodes() {
        return cases.stream().flatMap(drawn -> drawn.graph().nodes().stream());
    }
}
