// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Value;

/** Puts another activation in the place of the one that a fused graph has most often. */
public final class ActivationSwap {
    private final Graph graph;
    private final Activation main;

    private ActivationSwap(Graph graph, Activation main) {
        this.graph = graph;
        this.main = main;
    }

    /**
     * Finds the main activation of a graph.
     *
     * @throws IllegalArgumentException if it has none
     */
    public static ActivationSwap of(Graph graph) {
        Map<Activation, Integer> counts = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (node.operator() instanceof Operator.Eltwise(var activation)) {
                counts.merge(activation, 1, Integer::sum);
            }
            for (PostOp postOp : postOps(node.operator())) {
                if (postOp instanceof PostOp.Apply(var activation)) {
                    counts.merge(activation, 1, Integer::sum);
                }
            }
        }
        Activation main = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new IllegalArgumentException(
                        "model '%s' has no activation that could be exchanged".formatted(graph.name())));
        return new ActivationSwap(graph, main);
    }

    private static List<PostOp> postOps(Operator operator) {
        return switch (operator) {
            case Operator.Convolution convolution -> convolution.postOps();
            case Operator.Deconvolution deconvolution -> deconvolution.postOps();
            case Operator.MatMul matMul -> matMul.postOps();
            default -> List.of();
        };
    }

    /** Returns the graph with another activation; one that is x itself is left out. It shares the constants. */
    public Graph with(Activation activation) {
        boolean identity = activation.equals(Activation.linear(1, 0));
        Graph.Builder builder = Graph.builder(graph.name());
        Map<Value, Value> images = new IdentityHashMap<>();
        graph.inputs().forEach(input -> images.put(input, builder.input(input.name(), input.type(), input.shape())));
        graph.constants().forEach(value -> {
            if (value.constant() != null) {
                images.put(value, builder.constant(value.name(), value.constant()));
            }
        });
        for (Node node : graph.nodes()) {
            List<Value> inputs =
                    node.inputs().stream().map(value -> image(images, value)).toList();
            boolean exchanged = node.operator().equals(new Operator.Eltwise(main));
            Value image = exchanged && identity
                    ? inputs.getFirst()
                    : builder.add(node.name(), exchange(node.operator(), activation, identity), inputs);
            images.put(node.output(), image);
        }
        graph.outputs().forEach(output -> builder.output(output.name(), image(images, output.value())));
        return builder.build();
    }

    private static Value image(Map<Value, Value> images, Value value) {
        return Objects.requireNonNull(images.get(value), "nodes come after those that they read");
    }

    private Operator exchange(Operator operator, Activation activation, boolean identity) {
        return switch (operator) {
            case Operator.Eltwise(var old) -> new Operator.Eltwise(old.equals(main) ? activation : old);
            case Operator.Convolution convolution ->
                new Operator.Convolution(
                        convolution.groups(),
                        convolution.window(),
                        convolution.hasBias(),
                        exchange(convolution.postOps(), activation, identity));
            case Operator.Deconvolution deconvolution ->
                new Operator.Deconvolution(
                        deconvolution.groups(),
                        deconvolution.window(),
                        deconvolution.outputPads(),
                        deconvolution.hasBias(),
                        exchange(deconvolution.postOps(), activation, identity));
            case Operator.MatMul matMul ->
                new Operator.MatMul(matMul.hasBias(), exchange(matMul.postOps(), activation, identity));
            default -> operator;
        };
    }

    private List<PostOp> exchange(List<PostOp> postOps, Activation activation, boolean identity) {
        List<PostOp> exchanged = new ArrayList<>();
        for (PostOp postOp : postOps) {
            if (!postOp.equals(new PostOp.Apply(main))) {
                exchanged.add(postOp);
            } else if (!identity) {
                exchanged.add(new PostOp.Apply(activation));
            }
        }
        return exchanged;
    }
}
