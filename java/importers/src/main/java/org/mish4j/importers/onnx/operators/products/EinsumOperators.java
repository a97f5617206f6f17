// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.products;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Operator.ReductionKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Einsum: operands from left to right, two at a time, as matrix products or element-wise ones. */
public final class EinsumOperators {
    private EinsumOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of("Einsum", OperatorImporter.single(EinsumOperators::einsum));
    }

    /**
     * A value whose dimensions have labels.
     *
     * @param labels each at most once
     */
    private record Labelled(Value value, List<Integer> labels) {
        long size(int label) {
            return value.shape().dimension(labels.indexOf(label));
        }

        long size(List<Integer> some) {
            return some.stream().mapToLong(this::size).reduce(1, Math::multiplyExact);
        }
    }

    private static Operand einsum(NodeContext node) {
        String text = node.attributes().string("equation", "");
        List<Integer> ranks = new ArrayList<>();
        for (int i = 0; i < node.inputCount(); i++) {
            ranks.add(node.shape(i).rank());
        }
        EinsumEquation equation = EinsumEquation.parse(text, ranks, node::malformed);
        List<Labelled> operands = new ArrayList<>();
        for (int i = 0; i < ranks.size(); i++) {
            operands.add(labelled(node, i, equation.operands().get(i), text));
        }
        requireEqualSizes(node, operands);
        Labelled product = operands.getFirst();
        for (int i = 1; i < operands.size(); i++) {
            Set<Integer> needed = new HashSet<>(equation.result());
            operands.subList(i + 1, operands.size()).forEach(later -> needed.addAll(later.labels()));
            product = product(node, product, operands.get(i), needed);
        }
        Labelled summed = summed(node, product, new HashSet<>(equation.result()));
        return new Operand.Computed(arranged(node, summed, equation.result()).value());
    }

    private static Labelled labelled(NodeContext node, int input, List<Integer> labels, String equation) {
        if (new HashSet<>(labels).size() != labels.size()) {
            throw node.unsupported(
                    "equation '%s' has a letter twice in one term: diagonals are not".formatted(equation));
        }
        return new Labelled(node.value(input), labels);
    }

    /** Checks the sizes of labels; dimensions of ellipses broadcast. */
    private static void requireEqualSizes(NodeContext node, List<Labelled> operands) {
        Map<Integer, Long> sizes = new HashMap<>();
        for (Labelled operand : operands) {
            for (int label : operand.labels()) {
                long size = operand.size(label);
                Long known = sizes.get(label);
                boolean broadcasts = label < 0 && known != null && (known == 1 || size == 1);
                if (known != null && known != size && !broadcasts) {
                    throw node.malformed("a dimension of its input %s has size %d, expected %d by the equation"
                            .formatted(operand.value().shape(), size, known));
                }
                sizes.merge(label, size, Math::max);
            }
        }
    }

    private static Labelled product(NodeContext node, Labelled left, Labelled right, Set<Integer> needed) {
        Labelled whole = withoutRepeated(node, left, right);
        Labelled b = summed(node, withoutRepeated(node, right, left), union(needed, whole.labels()));
        Labelled a = summed(node, whole, union(needed, b.labels()));
        List<Integer> common = a.labels().stream().filter(b.labels()::contains).toList();
        List<Integer> batch = common.stream().filter(needed::contains).toList();
        List<Integer> contracted =
                common.stream().filter(label -> !needed.contains(label)).toList();
        List<Integer> rows =
                a.labels().stream().filter(label -> !common.contains(label)).toList();
        List<Integer> columns =
                b.labels().stream().filter(label -> !common.contains(label)).toList();
        Value first = matrices(node, a, batch, rows, contracted);
        Value second = matrices(node, b, batch, contracted, columns);
        Value product = contracted.isEmpty()
                ? node.add(new Operator.Binary(BinaryKind.MUL), first, second)
                : node.add(new Operator.MatMul(false, List.of()), first, second);
        List<Integer> labels = joined(joined(batch, rows), columns);
        long[] dimensions = labels.stream()
                .mapToLong(label -> a.labels().contains(label) ? a.size(label) : b.size(label))
                .toArray();
        return new Labelled(node.reshape(product, Shape.of(dimensions)), labels);
    }

    /** Returns an operand without the dimensions of size 1 that the other one has with another size. */
    private static Labelled withoutRepeated(NodeContext node, Labelled operand, Labelled other) {
        List<Integer> kept = operand.labels().stream()
                .filter(label -> operand.size(label) != 1 || !other.labels().contains(label) || other.size(label) == 1)
                .toList();
        long[] dimensions = kept.stream().mapToLong(operand::size).toArray();
        return new Labelled(node.reshape(operand.value(), Shape.of(dimensions)), kept);
    }

    /** Returns an operand summed over the labels that are not needed. */
    private static Labelled summed(NodeContext node, Labelled operand, Set<Integer> needed) {
        List<Integer> kept = operand.labels().stream().filter(needed::contains).toList();
        if (kept.size() == operand.labels().size()) {
            return operand;
        }
        List<Integer> axes = IntStream.range(0, operand.labels().size())
                .filter(axis -> !needed.contains(operand.labels().get(axis)))
                .boxed()
                .toList();
        return new Labelled(node.add(new Operator.Reduce(ReductionKind.SUM, axes, false), operand.value()), kept);
    }

    /** Returns an operand as matrices, each of the rows and columns that some labels together make. */
    private static Value matrices(
            NodeContext node, Labelled operand, List<Integer> batch, List<Integer> rows, List<Integer> columns) {
        Labelled arranged = arranged(node, operand, joined(joined(batch, rows), columns));
        Shape matrix = Shape.of(operand.size(rows), operand.size(columns));
        Shape shape =
                batch.isEmpty() ? matrix : Shape.of(operand.size(batch), matrix.dimension(0), matrix.dimension(1));
        return node.reshape(arranged.value(), shape);
    }

    /** Returns an operand with its dimensions in the order of the labels. */
    private static Labelled arranged(NodeContext node, Labelled operand, List<Integer> labels) {
        if (labels.equals(operand.labels())) {
            return operand;
        }
        List<Integer> permutation =
                labels.stream().map(operand.labels()::indexOf).toList();
        return new Labelled(node.add(new Operator.Transpose(permutation), operand.value()), labels);
    }

    private static List<Integer> joined(List<Integer> first, List<Integer> second) {
        List<Integer> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    private static Set<Integer> union(Set<Integer> first, List<Integer> second) {
        Set<Integer> union = new HashSet<>(first);
        union.addAll(second);
        return union;
    }
}
