// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.cli.fuzz.graphs.GraphCase;
import org.mish4j.cli.fuzz.graphs.GraphEvaluator;

/** Makes a failing case as small as it can be made step by step, so that it still fails. */
final class Shrinker {
    private final Test test;

    /** Whether a case still shows what is looked for. */
    @FunctionalInterface
    interface Test {
        /**
         * Tells whether a case fails.
         *
         * @param path how it was made of the first case: see {@link Shrinker#follow}
         */
        boolean fails(GraphCase graphCase, List<Integer> path);
    }

    Shrinker(Test test) {
        this.test = test;
    }

    /** Returns the smallest case that is found: none of its smaller forms fails. */
    GraphCase shrink(GraphCase graphCase) {
        GraphCase current = graphCase;
        List<Integer> path = new ArrayList<>();
        for (int form = 0; form >= 0; ) {
            form = firstFailing(current, path);
            if (form >= 0) {
                current = form(current, form).orElseThrow();
                path.add(form);
            }
        }
        return current;
    }

    /** Returns the case that a number of steps make of another: each takes one of the smaller forms. */
    static GraphCase follow(GraphCase graphCase, List<Integer> path) {
        GraphCase current = graphCase;
        for (int form : path) {
            current = form(current, form)
                    .orElseThrow(() -> new IllegalArgumentException("there is no form %d".formatted(form)));
        }
        return current;
    }

    private static Optional<GraphCase> form(GraphCase graphCase, int form) {
        return forms(graphCase).get(form).get();
    }

    private int firstFailing(GraphCase graphCase, List<Integer> path) {
        List<Supplier<Optional<GraphCase>>> forms = forms(graphCase);
        for (int index = 0; index < forms.size(); index++) {
            Optional<GraphCase> form = forms.get(index).get();
            if (form.isPresent() && size(form.get()) < size(graphCase)) {
                List<Integer> longer = new ArrayList<>(path);
                longer.add(index);
                if (test.fails(form.get(), longer)) {
                    return index;
                }
            }
        }
        return -1;
    }

    /** What gets less with every step: nodes, then operands, outputs and their types, then elements. */
    private static long size(GraphCase graphCase) {
        Graph graph = graphCase.graph();
        long parts = 0;
        for (Node node : graph.nodes()) {
            parts += 20 + node.inputs().size() + postOps(node.operator());
        }
        for (Graph.Output output : graph.outputs()) {
            parts += output.type() == TensorType.F32 ? 5 : 6;
        }
        long elements = 0;
        for (Value input : graph.inputs()) {
            elements += input.shape().elementCount();
        }
        for (Value constant : graph.constants()) {
            elements += constant.shape().elementCount();
        }
        return (parts << 32) + elements;
    }

    private static int postOps(Operator operator) {
        return switch (operator) {
            case Operator.Convolution convolution -> convolution.postOps().size();
            case Operator.Deconvolution deconvolution -> deconvolution.postOps().size();
            case Operator.MatMul product -> product.postOps().size();
            default -> 0;
        };
    }

    /** Returns smaller forms of a case, those that take most away first. */
    private static List<Supplier<Optional<GraphCase>>> forms(GraphCase graphCase) {
        Graph graph = graphCase.graph();
        Map<Value, float[]> elements = GraphEvaluator.evaluate(graphCase);
        Supplier<GraphEdit> edit = () -> new GraphEdit(graphCase, elements);
        List<Supplier<Optional<GraphCase>>> forms = new ArrayList<>();
        if (graph.outputs().size() > 1) {
            for (Graph.Output output : graph.outputs()) {
                forms.add(() -> edit.get().withOutputs(List.of(output)).apply());
            }
            for (Graph.Output output : graph.outputs()) {
                List<Graph.Output> others = graph.outputs().stream()
                        .filter(other -> !other.equals(output))
                        .toList();
                forms.add(() -> edit.get().withOutputs(others).apply());
            }
        }
        for (Node node : graph.nodes().reversed()) {
            forms.add(() -> edit.get().withInputFor(node.output()).apply());
        }
        for (Node node : graph.nodes()) {
            for (Value operand : node.inputs()) {
                forms.add(() -> edit.get()
                        .withOutputs(List.of(new Graph.Output("output0", operand, TensorType.F32)))
                        .apply());
                if (operand.shape().equals(node.output().shape())) {
                    forms.add(
                            () -> edit.get().withInstead(node.output(), operand).apply());
                }
            }
            variant(node)
                    .ifPresent(variant -> forms.add(
                            () -> edit.get().withVariant(node, variant).apply()));
        }
        List<Graph.Output> floats = graph.outputs().stream()
                .map(output -> new Graph.Output(output.name(), output.value(), TensorType.F32))
                .toList();
        forms.add(() -> edit.get().withOutputs(floats).apply());
        addSmallerShapes(forms, edit, graph);
        return forms;
    }

    /** Returns a node's operator without the last thing that it does. */
    private static Optional<GraphEdit.Variant> variant(Node node) {
        return switch (node.operator()) {
            case Operator.Convolution(var groups, var window, var hasBias, var postOps) -> {
                if (!postOps.isEmpty()) {
                    yield Optional.of(new GraphEdit.Variant(
                            new Operator.Convolution(groups, window, hasBias, withoutLast(postOps)),
                            operandsWithoutLast(node, postOps)));
                }
                yield hasBias
                        ? Optional.of(new GraphEdit.Variant(
                                new Operator.Convolution(groups, window, false, postOps),
                                node.inputs().subList(0, 2)))
                        : Optional.empty();
            }
            case Operator.Deconvolution(var groups, var window, var outputPads, var hasBias, var postOps) -> {
                if (!postOps.isEmpty()) {
                    yield Optional.of(new GraphEdit.Variant(
                            new Operator.Deconvolution(groups, window, outputPads, hasBias, withoutLast(postOps)),
                            operandsWithoutLast(node, postOps)));
                }
                yield hasBias
                        ? Optional.of(new GraphEdit.Variant(
                                new Operator.Deconvolution(groups, window, outputPads, false, postOps),
                                node.inputs().subList(0, 2)))
                        : Optional.empty();
            }
            case Operator.MatMul(var hasBias, var postOps) -> {
                if (!postOps.isEmpty()) {
                    yield Optional.of(new GraphEdit.Variant(
                            new Operator.MatMul(hasBias, withoutLast(postOps)), operandsWithoutLast(node, postOps)));
                }
                yield hasBias
                        ? Optional.of(new GraphEdit.Variant(
                                new Operator.MatMul(false, postOps),
                                node.inputs().subList(0, 2)))
                        : Optional.empty();
            }
            case Operator.Concat concat
            when node.inputs().size() > 1 ->
                Optional.of(new GraphEdit.Variant(
                        concat, node.inputs().subList(0, node.inputs().size() - 1)));
            default -> Optional.empty();
        };
    }

    private static List<PostOp> withoutLast(List<PostOp> postOps) {
        return postOps.subList(0, postOps.size() - 1);
    }

    private static List<Value> operandsWithoutLast(Node node, List<PostOp> postOps) {
        int dropped = postOps.getLast() instanceof PostOp.AddResidual ? 1 : 0;
        return node.inputs().subList(0, node.inputs().size() - dropped);
    }

    /** Every size, in one dimension of the inputs or wherever it stands, made 1, halved, or one less. */
    private static void addSmallerShapes(
            List<Supplier<Optional<GraphCase>>> forms, Supplier<GraphEdit> edit, Graph graph) {
        TreeSet<Long> sizes = new TreeSet<>();
        int rank = 0;
        for (Value input : graph.inputs()) {
            rank = Math.max(rank, input.shape().rank());
            for (long size : input.shape().toArray()) {
                sizes.add(size);
            }
        }
        for (long size : sizes.descendingSet()) {
            for (long smaller : new TreeSet<>(List.of(1L, size / 2, size - 1))) {
                if (smaller < 1 || smaller >= size) {
                    continue;
                }
                UnaryOperator<Shape> everywhere = shape -> resized(shape, -1, size, smaller);
                forms.add(() -> edit.get().withShapes(everywhere, everywhere).apply());
                for (int axis = 0; axis < rank; axis++) {
                    int only = axis;
                    UnaryOperator<Shape> inOne = shape -> resized(shape, only, size, smaller);
                    forms.add(() -> edit.get().withShapes(inOne, inOne).apply());
                    forms.add(() -> edit.get()
                            .withShapes(inOne, UnaryOperator.identity())
                            .apply());
                }
            }
        }
    }

    /** Returns a shape whose dimensions of a size are smaller: those of an axis, or all where the axis is negative. */
    private static Shape resized(Shape shape, int axis, long size, long smaller) {
        Shape result = shape;
        for (int index = 0; index < shape.rank(); index++) {
            if ((axis < 0 || axis == index) && shape.dimension(index) == size) {
                result = result.withDimension(index, smaller);
            }
        }
        return result;
    }
}
