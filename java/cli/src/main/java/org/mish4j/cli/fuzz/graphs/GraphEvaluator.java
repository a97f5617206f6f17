// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.Value;

/** Computes graphs operator by operator, each alone, and keeps the elements of every value. */
public final class GraphEvaluator {
    private final Disturbance disturbance;

    /** What happens to the elements of a value before others read them: nothing, or errors as a device makes them. */
    public interface Disturbance {
        /** Leaves everything as it is. */
        Disturbance NONE = new Disturbance() {
            @Override
            public float[] given(float[] elements) {
                return elements;
            }

            @Override
            public float[] computed(Operator operator, float[] elements) {
                return elements;
            }
        };

        /** Returns what an input or a constant becomes. */
        float[] given(float[] elements);

        /** Returns what the result of an operator becomes. */
        float[] computed(Operator operator, float[] elements);
    }

    private GraphEvaluator(Disturbance disturbance) {
        this.disturbance = disturbance;
    }

    /** Returns the elements of every value that a case's graph has. */
    public static Map<Value, float[]> evaluate(GraphCase graphCase) {
        return evaluate(graphCase, Disturbance.NONE);
    }

    /** Returns the elements of every value that a case's graph has, each disturbed. */
    public static Map<Value, float[]> evaluate(GraphCase graphCase, Disturbance disturbance) {
        return new GraphEvaluator(disturbance).run(graphCase);
    }

    private Map<Value, float[]> run(GraphCase graphCase) {
        Graph graph = graphCase.graph();
        Map<Value, float[]> elements = new IdentityHashMap<>();
        for (int index = 0; index < graph.inputs().size(); index++) {
            elements.put(
                    graph.inputs().get(index),
                    disturbance.given(graphCase.inputs().get(index)));
        }
        for (Value constant : graph.constants()) {
            elements.put(constant, disturbance.given(elementsOf(constant)));
        }
        for (Node node : graph.nodes()) {
            List<float[]> operands = new ArrayList<>();
            for (Value operand : node.inputs()) {
                operands.add(elements.get(operand));
            }
            elements.put(node.output(), compute(node, operands));
        }
        return elements;
    }

    /** Computes a node: what follows within it is computed by nodes of its own. */
    private float[] compute(Node node, List<float[]> operands) {
        List<Shape> shapes = node.inputs().stream().map(Value::shape).toList();
        List<PostOp> postOps = postOps(node.operator());
        int residual = shapes.size() - residuals(postOps);
        Operator operator = withoutPostOps(node.operator());
        float[] result = compute(operator, shapes.subList(0, residual), operands.subList(0, residual));
        Shape shape = node.output().shape();
        for (PostOp postOp : postOps) {
            result = switch (postOp) {
                case PostOp.Apply apply ->
                    compute(new Operator.Eltwise(apply.activation()), List.of(shape), List.of(result));
                case PostOp.AddResidual _ ->
                    compute(
                            new Operator.Binary(Operator.BinaryKind.ADD),
                            List.of(shape, shape),
                            List.of(result, operands.get(residual++)));
            };
        }
        return result;
    }

    private float[] compute(Operator operator, List<Shape> shapes, List<float[]> operands) {
        return disturbance.computed(operator, NodeEvaluator.evaluate(operator, shapes, operands));
    }

    private static int residuals(List<PostOp> postOps) {
        return (int)
                postOps.stream().filter(PostOp.AddResidual.class::isInstance).count();
    }

    private static List<PostOp> postOps(Operator operator) {
        return switch (operator) {
            case Operator.Convolution convolution -> convolution.postOps();
            case Operator.Deconvolution deconvolution -> deconvolution.postOps();
            case Operator.MatMul product -> product.postOps();
            default -> List.of();
        };
    }

    private static Operator withoutPostOps(Operator operator) {
        return switch (operator) {
            case Operator.Convolution(var groups, var window, var hasBias, var _) ->
                new Operator.Convolution(groups, window, hasBias, List.of());
            case Operator.Deconvolution(var groups, var window, var outputPads, var hasBias, var _) ->
                new Operator.Deconvolution(groups, window, outputPads, hasBias, List.of());
            case Operator.MatMul product -> new Operator.MatMul(product.hasBias(), List.of());
            default -> operator;
        };
    }

    private static float[] elementsOf(Value value) {
        Constant constant = value.constant();
        if (constant == null) {
            throw new IllegalArgumentException("value '%s' is no constant".formatted(value));
        }
        return constant.toFloatArray();
    }
}
