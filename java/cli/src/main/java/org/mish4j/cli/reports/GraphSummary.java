// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.reports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/**
 * What a graph consists of and costs.
 *
 * @param nodes in the graph's order
 * @param parameters the number of elements of all F32 constants, each counted once
 */
public record GraphSummary(List<NodeSummary> nodes, long parameters) {
    /**
     * What a node consists of and costs.
     *
     * @param parameters the number of elements of its F32 constants
     * @param flops twice the number of multiply-adds of a convolution, a deconvolution or a matrix product; 0 for any
     *     other operator
     */
    public record NodeSummary(
            String name, String operator, List<Shape> inputs, Shape result, long parameters, long flops) {}

    public static GraphSummary of(Graph graph) {
        return new GraphSummary(
                graph.nodes().stream().map(GraphSummary::summarize).toList(), countParameters(graph.constants()));
    }

    /** Returns the sum of all nodes' FLOPs. */
    public long flops() {
        return nodes.stream().mapToLong(NodeSummary::flops).sum();
    }

    /** Returns the operators in alphabetical order, and how many nodes have each. */
    public Map<String, Long> operatorCounts() {
        Map<String, Long> counts = new TreeMap<>();
        for (NodeSummary node : nodes) {
            counts.merge(node.operator(), 1L, Long::sum);
        }
        return counts;
    }

    private static NodeSummary summarize(Node node) {
        List<Value> constants = node.inputs().stream().filter(Value::isConstant).toList();
        return new NodeSummary(
                node.name(),
                nameOf(node.operator()),
                node.inputs().stream()
                        .filter(value -> !value.isConstant())
                        .map(Value::shape)
                        .toList(),
                node.output().shape(),
                countParameters(constants),
                flops(node));
    }

    private static long countParameters(List<Value> constants) {
        return constants.stream()
                .filter(value -> value.type() == TensorType.F32)
                .mapToLong(value -> value.shape().elementCount())
                .sum();
    }

    /**
     * Counts 2 for each multiply-add: each element of the result is a sum over one filter, or one row; in a deconvolution,
     * each element of the source is multiplied by all weights of its channel.
     */
    private static long flops(Node node) {
        long results = node.output().shape().elementCount();
        return switch (node.operator()) {
            case Operator.Convolution _ -> {
                Shape weights = node.inputs().get(1).shape();
                yield 2 * results * (weights.elementCount() / weights.dimension(0));
            }
            case Operator.Deconvolution _ -> {
                Shape weights = node.inputs().get(1).shape();
                long sources = node.inputs().getFirst().shape().elementCount();
                yield 2 * sources * (weights.elementCount() / weights.dimension(0));
            }
            case Operator.MatMul _ -> {
                Shape rows = node.inputs().getFirst().shape();
                yield 2 * results * rows.dimension(rows.rank() - 1);
            }
            default -> 0;
        };
    }

    private static String nameOf(Operator operator) {
        return switch (operator) {
            case Operator.MatMul _ -> "matmul";
            case Operator.Pooling pooling -> words(pooling.kind()) + " pooling";
            case Operator.Eltwise eltwise -> nameOf(eltwise.activation());
            case Operator.Binary binary -> words(binary.kind());
            case Operator.Softmax softmax -> softmax.logarithmic() ? "log softmax" : "softmax";
            case Operator.Reduce reduce -> "reduce " + words(reduce.kind());
            case Operator.ArgReduce argReduce -> "arg " + words(argReduce.kind());
            case Operator.TopK topK -> "top " + words(topK.kind()) + " " + words(topK.result());
            default -> words(operator.getClass().getSimpleName());
        };
    }

    private static String nameOf(Activation activation) {
        boolean leaky = activation.kind() == Activation.Kind.RELU && activation.alpha() != 0;
        return (leaky ? "leaky " : "") + words(activation.kind());
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String words(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
