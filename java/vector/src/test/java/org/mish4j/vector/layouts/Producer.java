// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.layouts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;

/** A way in which a value comes to lie as it does. */
enum Producer {
    INPUT {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            return graph.input(dimensions);
        }
    },
    CONSTANT {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            return graph.constant(dimensions);
        }
    },
    CONVOLUTION {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            return graph.convolutionOfShape(dimensions);
        }
    },
    GROUPED_CONVOLUTION {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            long[] src = TestGraph.with(dimensions, 1, 2 * dimensions[1]);
            return graph.convolution(graph.input(src), dimensions[1], dimensions[1], List.of());
        }
    },
    DEPTHWISE_CONVOLUTION {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            return graph.convolution(graph.input(dimensions), dimensions[1], dimensions[1], List.of());
        }
    },
    POOLING {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            int spatialRank = dimensions.length - 2;
            Operator pooling = new Operator.Pooling(
                    Operator.PoolingKind.MAX, TestGraph.repeated(3, spatialRank), Window.uniform(spatialRank, 1, 1));
            return graph.add(pooling, graph.input(dimensions));
        }
    },
    CHANNELS_OF_A_CONVOLUTION {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            Value whole = graph.convolutionOfShape(TestGraph.with(dimensions, 1, dimensions[1] + 3));
            return graph.slice(whole, 1, 2, dimensions[1], 1);
        }
    },
    EVERY_OTHER_CHANNEL {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            Value whole = graph.convolutionOfShape(TestGraph.with(dimensions, 1, 2 * dimensions[1]));
            return graph.slice(whole, 1, 1, dimensions[1], 2);
        }
    },
    PART_OF_AN_INPUT {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            Value whole = graph.input(TestGraph.with(dimensions, 1, 2 * dimensions[1]));
            return graph.slice(whole, 1, dimensions[1], dimensions[1], 1);
        }
    },
    CROPPED_ROWS {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            int last = dimensions.length - 1;
            Value whole = graph.convolutionOfShape(TestGraph.with(dimensions, last, 2 * dimensions[last] + 1));
            return graph.slice(whole, last, 1, dimensions[last], 2);
        }
    },
    SOME_IMAGES {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            Value whole = graph.convolutionOfShape(TestGraph.with(dimensions, 0, dimensions[0] + 2));
            return graph.slice(whole, 0, 1, dimensions[0], 1);
        }
    },
    TRANSPOSED_CONVOLUTION_RESULT {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            return transposed(graph, dimensions, true);
        }
    },
    TRANSPOSED_INPUT {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            return transposed(graph, dimensions, false);
        }
    },
    ROTATED_DIMENSIONS {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            int rank = dimensions.length;
            long[] src = new long[rank];
            List<Integer> permutation = new ArrayList<>();
            for (int axis = 0; axis < rank; axis++) {
                permutation.add((axis + 1) % rank);
                src[(axis + 1) % rank] = dimensions[axis];
            }
            return graph.add(new Operator.Transpose(permutation), graph.convolutionOfShape(src));
        }
    },
    PART_OF_CONCATENATED_CHANNELS {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            return joined(graph, 1, dimensions);
        }
    },
    PART_OF_CONCATENATED_ROWS {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            return joined(graph, dimensions.length - 1, dimensions);
        }
    },
    PART_OF_CONCATENATED_IMAGES {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            return joined(graph, 0, dimensions);
        }
    },
    CONCATENATION {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            int last = dimensions.length - 1;
            Value first = graph.convolutionOfShape(TestGraph.with(dimensions, last, 2));
            Value second = graph.input(TestGraph.with(dimensions, last, dimensions[last] + 1));
            return graph.slice(graph.add(new Operator.Concat(last), first, second), last, 1, dimensions[last], 1);
        }
    },
    RESHAPED_INPUT {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            Shape shape = Shape.of(dimensions);
            return graph.add(new Operator.Reshape(shape), graph.input(shape.elementCount()));
        }
    },
    RESHAPED_CONVOLUTION_RESULT {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            Shape shape = Shape.of(dimensions);
            Value flat = graph.convolutionOfShape(1, 1, shape.elementCount());
            return graph.add(new Operator.Reshape(shape), flat);
        }
    },
    GATHERED_CHANNELS {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            List<Long> indices = new ArrayList<>();
            for (long channel = 0; channel < dimensions[1]; channel++) {
                indices.add((channel * 2 + 1) % 3);
            }
            Value src = graph.input(TestGraph.with(dimensions, 1, 3));
            return graph.add(new Operator.Gather(1, indices), src);
        }
    },
    MATRIX_PRODUCT {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            int last = dimensions.length - 1;
            long[] weights = TestGraph.with(new long[last + 1], last, dimensions[last]);
            for (int axis = 0; axis < last; axis++) {
                weights[axis] = axis == last - 1 ? 3 : 1;
            }
            Value src = graph.input(TestGraph.with(dimensions, last, 3));
            return graph.add(new Operator.MatMul(false, List.of()), src, graph.constant(weights));
        }
    },
    BROADCAST_SUM {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            long[] channels = new long[dimensions.length];
            IntStream.range(0, channels.length).forEach(axis -> channels[axis] = axis == 1 ? dimensions[1] : 1);
            Value rows = graph.input(TestGraph.with(dimensions, 1, 1));
            return graph.add(new Operator.Binary(Operator.BinaryKind.ADD), rows, graph.input(channels));
        }
    },
    ACTIVATED_INPUT {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            return graph.add(new Operator.Eltwise(Activation.mish()), graph.input(dimensions));
        }
    },
    CONVOLUTION_WITH_A_RESIDUAL {
        @Override
        Value add(TestGraph graph, long[] dimensions) {
            Value src = graph.input(TestGraph.with(dimensions, 1, 3));
            List<PostOp> postOps = List.of(new PostOp.AddResidual());
            return graph.convolution(src, dimensions[1], 1, postOps, graph.constant(dimensions));
        }
    };

    /** Adds what makes a value of some dimensions, at least 3. */
    abstract Value add(TestGraph graph, long[] dimensions);

    /** Returns a value whose channels and last dimension are exchanged. */
    private static Value transposed(TestGraph graph, long[] dimensions, boolean ofConvolution) {
        int last = dimensions.length - 1;
        long[] src = TestGraph.with(TestGraph.with(dimensions, 1, dimensions[last]), last, dimensions[1]);
        List<Integer> permutation =
                new ArrayList<>(IntStream.rangeClosed(0, last).boxed().toList());
        permutation.set(1, last);
        permutation.set(last, 1);
        Value value = ofConvolution ? graph.convolutionOfShape(src) : graph.input(src);
        return graph.add(new Operator.Transpose(permutation), value);
    }

    /** Returns the result of a convolution that lies between two others in a concatenation, which is an output. */
    private static Value joined(TestGraph graph, int axis, long[] dimensions) {
        Value value = graph.convolutionOfShape(dimensions);
        Value before = graph.convolutionOfShape(TestGraph.with(dimensions, axis, 2));
        Value behind = graph.convolutionOfShape(TestGraph.with(dimensions, axis, 3));
        graph.output(graph.add(new Operator.Concat(axis), before, value, behind));
        return value;
    }
}
