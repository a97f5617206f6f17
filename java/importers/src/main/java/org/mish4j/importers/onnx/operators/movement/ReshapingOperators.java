// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.movement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.constants.Movements;
import org.mish4j.importers.onnx.nodes.NodeContext;
import org.mish4j.importers.onnx.nodes.Operand;
import org.mish4j.importers.onnx.nodes.OperatorImporter;

/** Operators that give the same elements under another shape, or with dimensions in another order. */
public final class ReshapingOperators {
    private static final long AXES_ARE_AN_INPUT_SINCE = 13;

    private ReshapingOperators() {}

    public static Map<String, OperatorImporter> importers() {
        return Map.of(
                "Reshape", OperatorImporter.single(ReshapingOperators::reshape),
                "Flatten", OperatorImporter.single(ReshapingOperators::flatten),
                "Squeeze", OperatorImporter.single(ReshapingOperators::squeeze),
                "Unsqueeze", OperatorImporter.single(ReshapingOperators::unsqueeze),
                "Transpose", OperatorImporter.single(ReshapingOperators::transpose),
                "DepthToSpace", OperatorImporter.single(ReshapingOperators::depthToSpace),
                "SpaceToDepth", OperatorImporter.single(ReshapingOperators::spaceToDepth));
    }

    private static Operand reshape(NodeContext node) {
        long[] requested = node.shapeHeldBy(1, "shape");
        boolean zeroIsCopied = !node.attributes().flag("allowzero", false);
        Shape source = node.shape(0);
        long[] dimensions = requested.clone();
        int inferred = -1;
        long known = 1;
        for (int axis = 0; axis < dimensions.length; axis++) {
            if (dimensions[axis] == 0 && zeroIsCopied) {
                if (axis >= source.rank()) {
                    throw node.malformed("shape %s copies dimension %d, its input has shape %s"
                            .formatted(Arrays.toString(requested), axis, source));
                }
                dimensions[axis] = source.dimension(axis);
            }
            if (dimensions[axis] == -1 && inferred < 0) {
                inferred = axis;
            } else {
                known = Math.multiplyExact(known, dimensions[axis]);
            }
        }
        if (inferred >= 0) {
            if (known <= 0 || source.elementCount() % known != 0) {
                throw node.malformed("shape %s does not divide the %d elements of its input %s"
                        .formatted(Arrays.toString(requested), source.elementCount(), source));
            }
            dimensions[inferred] = source.elementCount() / known;
        }
        return node.reshape(node.input(0), Shape.of(dimensions));
    }

    private static Operand flatten(NodeContext node) {
        Shape source = node.shape(0);
        long declared = node.attributes().integer("axis", 1);
        int axis = declared == source.rank() ? source.rank() : node.axis(declared, source.rank());
        long rows = 1;
        for (int i = 0; i < axis; i++) {
            rows *= source.dimension(i);
        }
        long columns = 1;
        for (int i = axis; i < source.rank(); i++) {
            columns *= source.dimension(i);
        }
        return node.reshape(node.input(0), Shape.of(rows, columns));
    }

    private static Operand squeeze(NodeContext node) {
        Shape source = node.shape(0);
        Optional<long[]> axes = node.longsOfAttributeOrInput("axes", 1, AXES_ARE_AN_INPUT_SINCE);
        Set<Integer> removed = new TreeSet<>();
        for (int axis = 0; axis < source.rank(); axis++) {
            if (axes.isEmpty() && source.dimension(axis) == 1) {
                removed.add(axis);
            }
        }
        for (long axis : axes.orElse(new long[0])) {
            removed.add(node.axis(axis, source.rank()));
        }
        List<Long> dimensions = new ArrayList<>();
        for (int axis = 0; axis < source.rank(); axis++) {
            if (!removed.contains(axis)) {
                dimensions.add(source.dimension(axis));
            } else if (source.dimension(axis) != 1) {
                throw node.malformed(
                        "dimension %d of its input %s is removed, expected size 1".formatted(axis, source));
            }
        }
        return node.reshape(node.input(0), Shape.of(dimensions));
    }

    private static Operand unsqueeze(NodeContext node) {
        Shape source = node.shape(0);
        long[] axes = node.longsOfAttributeOrInput("axes", 1, AXES_ARE_AN_INPUT_SINCE)
                .orElseThrow(() -> node.malformed("axes is missing"));
        int rank = source.rank() + axes.length;
        if (rank > Shape.MAX_RANK) {
            throw node.unsupported("its result has %d dimensions, expected at most %d".formatted(rank, Shape.MAX_RANK));
        }
        Set<Integer> added = new TreeSet<>();
        for (long axis : axes) {
            if (!added.add(node.axis(axis, rank))) {
                throw node.malformed("axes %s has one twice".formatted(Arrays.toString(axes)));
            }
        }
        long[] dimensions = new long[rank];
        int next = 0;
        for (int axis = 0; axis < rank; axis++) {
            dimensions[axis] = added.contains(axis) ? 1 : source.dimension(next++);
        }
        return node.reshape(node.input(0), Shape.of(dimensions));
    }

    private static Operand transpose(NodeContext node) {
        int rank = node.shape(0).rank();
        long[] declared = node.attributes()
                .integers("perm")
                .orElseGet(() -> IntStream.range(0, rank)
                        .mapToLong(axis -> rank - 1L - axis)
                        .toArray());
        List<Integer> permutation = new ArrayList<>();
        for (long axis : declared) {
            permutation.add(node.axis(axis, rank));
        }
        if (permutation.size() != rank || Set.copyOf(permutation).size() != rank) {
            throw node.malformed(
                    "perm %s is none of the %d dimensions of its input".formatted(Arrays.toString(declared), rank));
        }
        return transpose(node, node.input(0), permutation);
    }

    private static Operand transpose(NodeContext node, Operand operand, List<Integer> permutation) {
        if (IntStream.range(0, permutation.size()).allMatch(axis -> permutation.get(axis) == axis)) {
            return operand;
        }
        if (operand instanceof Operand.Known known) {
            int[] axes = permutation.stream().mapToInt(Integer::intValue).toArray();
            return node.known(Movements.transpose(known.constant(), axes));
        }
        return node.addMovement(new Operator.Transpose(permutation), operand);
    }

    /** Moves channels into space: [N, C, H, W] becomes [N, C / b², H b, W b]. */
    private static Operand depthToSpace(NodeContext node) {
        long block = block(node);
        Shape src = image(node);
        long channels = src.dimension(1) / (block * block);
        boolean columnsFirst = columnsFirst(node);
        Shape split = columnsFirst
                ? Shape.of(src.dimension(0), block, block, channels, src.dimension(2), src.dimension(3))
                : Shape.of(src.dimension(0), channels, block, block, src.dimension(2), src.dimension(3));
        List<Integer> order = columnsFirst ? List.of(0, 3, 4, 1, 5, 2) : List.of(0, 1, 4, 2, 5, 3);
        Operand moved = transpose(node, node.reshape(node.input(0), split), order);
        return node.reshape(
                moved, Shape.of(src.dimension(0), channels, src.dimension(2) * block, src.dimension(3) * block));
    }

    /** Moves space into channels: [N, C, H, W] becomes [N, C b², H / b, W / b]. */
    private static Operand spaceToDepth(NodeContext node) {
        long block = block(node);
        Shape src = image(node);
        boolean columnsFirst = columnsFirst(node);
        long rows = src.dimension(2) / block;
        long columns = src.dimension(3) / block;
        Shape split = Shape.of(src.dimension(0), src.dimension(1), rows, block, columns, block);
        List<Integer> order = columnsFirst ? List.of(0, 3, 5, 1, 2, 4) : List.of(0, 1, 3, 5, 2, 4);
        Operand moved = transpose(node, node.reshape(node.input(0), split), order);
        return node.reshape(moved, Shape.of(src.dimension(0), src.dimension(1) * block * block, rows, columns));
    }

    /** Tells whether the places of a block are the slower dimensions of the channels (DCR), or the faster (CRD). */
    private static boolean columnsFirst(NodeContext node) {
        return switch (node.attributes().string("mode", "DCR")) {
            case "DCR" -> true;
            case "CRD" -> false;
            default -> throw node.malformed("mode is not DCR or CRD");
        };
    }

    private static long block(NodeContext node) {
        long block = node.attributes().integer("blocksize", 0);
        if (block < 1 || block > Short.MAX_VALUE) {
            throw node.malformed("blocksize is %d, expected at least 1".formatted(block));
        }
        return block;
    }

    private static Shape image(NodeContext node) {
        Shape src = node.shape(0);
        if (src.rank() != 4) {
            throw node.malformed("its input has shape %s, expected 4 dimensions".formatted(src));
        }
        return src;
    }
}
