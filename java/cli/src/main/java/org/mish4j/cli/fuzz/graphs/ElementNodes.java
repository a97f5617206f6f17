// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;

/** Adds functions of one, two and three operands, element by element, with every form of broadcasting. */
final class ElementNodes {
    private static final List<Operator.BinaryKind> KINDS = List.of(Operator.BinaryKind.values());
    private static final List<Operator.BinaryKind> SIMPLE_KINDS =
            List.of(Operator.BinaryKind.ADD, Operator.BinaryKind.SUB, Operator.BinaryKind.MUL);

    private final GraphDraft graph;
    private final Draw draw;

    ElementNodes(GraphDraft graph) {
        this.graph = graph;
        this.draw = graph.draw();
    }

    void eltwise() {
        Activation activation = Activations.draw(draw);
        Value src = graph.any();
        graph.add(new Operator.Eltwise(activation), Activations.wantsPositive(activation) ? graph.positive(src) : src);
    }

    /** Mish or Swish, written with other operators. */
    void writtenActivation() {
        Value src = graph.any();
        boolean mish = draw.chance(0.5);
        Activation first = mish ? Activation.softplus() : Activation.sigmoid();
        graph.add(new Operator.Eltwise(first), src)
                .flatMap(inner -> mish ? graph.add(new Operator.Eltwise(Activation.tanh()), inner) : Optional.of(inner))
                .ifPresent(gate -> {
                    Operator product = new Operator.Binary(Operator.BinaryKind.MUL);
                    if (draw.chance(0.5)) {
                        graph.add(product, src, gate);
                    } else {
                        graph.add(product, gate, src);
                    }
                });
    }

    void binary() {
        Operator.BinaryKind kind = draw.chance(0.6) ? draw.of(SIMPLE_KINDS) : draw.of(KINDS);
        Value first = graph.any();
        Value second = draw.chance(0.5) ? graph.operand(first.shape()) : graph.operand(broadcast(first.shape()));
        boolean exchanged = draw.chance(0.5);
        Value left = exchanged ? second : first;
        Value right = exchanged ? first : second;
        switch (kind) {
            case DIV -> graph.add(new Operator.Binary(kind), left, graph.positive(right));
            case POW -> graph.add(new Operator.Binary(kind), graph.positive(left), right);
            default -> graph.add(new Operator.Binary(kind), left, right);
        }
    }

    void select() {
        Value first = graph.any();
        Value second = graph.operand(draw.chance(0.5) ? first.shape() : broadcast(first.shape()));
        Value bound = graph.operand(narrower(first.shape()));
        Operator.BinaryKind comparison = draw.of(Operator.BinaryKind.LESS, Operator.BinaryKind.GREATER_OR_EQUAL);
        graph.add(new Operator.Binary(comparison), first, bound)
                .ifPresent(condition -> graph.add(new Operator.Select(), condition, first, second));
    }

    /** Returns a shape that broadcasts together with another: a narrower one, or with larger dimensions, or with one more. */
    private Shape broadcast(Shape shape) {
        long[] dimensions = narrower(shape).toArray();
        if (draw.chance(0.7)) {
            return Shape.of(dimensions);
        }
        int missing = shape.rank() - dimensions.length;
        for (int axis = 0; axis < dimensions.length; axis++) {
            if (shape.dimension(missing + axis) == 1 && draw.chance(0.5)) {
                dimensions[axis] = draw.from(2, 4);
            }
        }
        if (missing > 0 || shape.rank() == Shape.MAX_RANK || draw.chance(0.6)) {
            return Shape.of(dimensions);
        }
        long[] longer = new long[dimensions.length + 1];
        longer[0] = draw.from(1, 2);
        System.arraycopy(dimensions, 0, longer, 1, dimensions.length);
        return Shape.of(longer);
    }

    /** Returns a shape that broadcasts to another: some dimensions are 1, leading ones may be missing. */
    private Shape narrower(Shape shape) {
        long[] dimensions = shape.toArray();
        for (int axis = 0; axis < dimensions.length; axis++) {
            if (draw.chance(0.5)) {
                dimensions[axis] = 1;
            }
        }
        int missing = draw.chance(0.5) ? 0 : draw.from(0, dimensions.length);
        return Shape.of(Arrays.copyOfRange(dimensions, missing, dimensions.length));
    }
}
