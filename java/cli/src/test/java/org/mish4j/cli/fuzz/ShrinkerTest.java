// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.TensorType;
import org.mish4j.cli.fuzz.graphs.GraphCase;
import org.mish4j.cli.fuzz.graphs.GraphEvaluator;
import org.mish4j.cli.fuzz.graphs.RandomGraphs;

/** Cases get as small as what is looked for allows. */
class ShrinkerTest {
    private static boolean has(GraphCase graphCase, Class<? extends Operator> operator) {
        return graphCase.graph().nodes().stream().map(Node::operator).anyMatch(operator::isInstance);
    }

    private static GraphCase largestWith(Class<? extends Operator> operator) {
        return LongStream.range(0, 200)
                .mapToObj(RandomGraphs::draw)
                .filter(drawn -> has(drawn, operator))
                .max((first, second) -> Integer.compare(
                        first.graph().nodes().size(), second.graph().nodes().size()))
                .orElseThrow();
    }

    @Test
    void onlyTheNodeThatMattersIsLeft() {
        GraphCase drawn = largestWith(Operator.Convolution.class);
        assertThat(drawn.graph().nodes()).hasSizeGreaterThan(5);
        Graph graph = new Shrinker((form, _) -> has(form, Operator.Convolution.class))
                .shrink(drawn)
                .graph();
        assertThat(graph.nodes()).singleElement().satisfies(node -> {
            Operator.Convolution convolution = (Operator.Convolution) node.operator();
            assertThat(convolution.postOps()).isEmpty();
            assertThat(convolution.hasBias()).isFalse();
        });
        assertThat(graph.outputs())
                .singleElement()
                .satisfies(output -> assertThat(output.type()).isEqualTo(TensorType.F32));
        assertThat(graph.inputs().getFirst().shape().dimension(0)).isEqualTo(1);
    }

    @Test
    void whatIsReadTogetherStays() {
        GraphCase drawn = largestWith(Operator.Concat.class);
        Graph graph = new Shrinker((form, _) -> form.graph().nodes().stream()
                        .anyMatch(node -> node.operator() instanceof Operator.Concat
                                && node.inputs().size() > 1))
                .shrink(drawn)
                .graph();
        assertThat(graph.nodes())
                .singleElement()
                .satisfies(node -> assertThat(node.inputs()).hasSize(2));
    }

    @Test
    void aCaseThatOnlyFailsAsAWholeStaysAsItIs() {
        GraphCase drawn = RandomGraphs.draw(3);
        assertThat(new Shrinker((_, _) -> false).shrink(drawn)).isSameAs(drawn);
    }

    @Test
    void aPathLeadsToTheSameCase() {
        GraphCase drawn = largestWith(Operator.MatMul.class);
        List<Integer> last = new ArrayList<>();
        GraphCase smallest = new Shrinker((form, path) -> {
                    boolean fails = has(form, Operator.MatMul.class);
                    if (fails) {
                        last.clear();
                        last.addAll(path);
                    }
                    return fails;
                })
                .shrink(drawn);
        GraphCase followed = Shrinker.follow(drawn, last);
        assertThat(followed.graph().nodes())
                .hasToString(smallest.graph().nodes().toString());
        assertThat(followed.inputs()).usingRecursiveComparison().isEqualTo(smallest.inputs());
    }

    @Test
    void whatIsCutOffBecomesAnInputOfTheSameElements() {
        GraphCase drawn = largestWith(Operator.Softmax.class);
        var elements = GraphEvaluator.evaluate(drawn);
        Node first = drawn.graph().nodes().getFirst();
        GraphCase cut = new GraphEdit(drawn, elements)
                .withInputFor(first.output())
                .apply()
                .orElseThrow();
        assertThat(cut.graph().nodes()).hasSizeLessThan(drawn.graph().nodes().size());
        assertThat(new Comparison(cut).expected())
                .usingRecursiveComparison()
                .isEqualTo(new Comparison(drawn).expected());
    }
}
