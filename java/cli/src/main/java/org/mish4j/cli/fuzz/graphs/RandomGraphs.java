// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.List;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/** Draws small graphs, the same one for a seed every time. */
public final class RandomGraphs {
    private static final int MAX_NODES = 12;
    private static final List<TensorType> OUTPUT_TYPES = List.of(TensorType.values());

    private final Draw draw;
    private final GraphDraft graph;
    private final List<Step> steps;

    /** Adds a node or a few, or none where what was drawn does not fit. */
    private interface Step {
        void add();
    }

    private RandomGraphs(long seed) {
        this.draw = new Draw(mixed(seed));
        this.graph = new GraphDraft(draw);
        WeightedNodes weighted = new WeightedNodes(graph);
        WindowNodes window = new WindowNodes(graph);
        ElementNodes element = new ElementNodes(graph);
        MovementNodes movement = new MovementNodes(graph);
        ReductionNodes reduction = new ReductionNodes(graph);
        this.steps = List.of(
                weighted::convolution,
                weighted::convolution,
                weighted::convolution,
                weighted::convolution,
                weighted::convolution,
                weighted::deconvolution,
                weighted::matMul,
                weighted::matMul,
                weighted::batchNormalization,
                window::pooling,
                window::pooling,
                window::globalPooling,
                window::resizeNearest,
                element::eltwise,
                element::eltwise,
                element::writtenActivation,
                element::binary,
                element::binary,
                element::binary,
                element::select,
                movement::concat,
                movement::concat,
                movement::slice,
                movement::split,
                movement::gather,
                movement::interpolate,
                movement::convertImage,
                movement::reshape,
                movement::transpose,
                movement::transpose,
                reduction::softmax,
                reduction::normalize,
                reduction::reduce,
                reduction::argReduce,
                reduction::topK);
    }

    /** Returns the graph of a seed, and numbers for its inputs. */
    public static GraphCase draw(long seed) {
        return new RandomGraphs(seed).run(seed);
    }

    /** Neighbouring seeds give neighbouring first numbers, so that they are spread (Steele, Lea and Flood, SplitMix64). */
    private static long mixed(long seed) {
        long bits = seed * 0x9E3779B97F4A7C15L + 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

    private GraphCase run(long seed) {
        graph.input(image());
        int nodes = draw.from(1, draw.of(3, MAX_NODES));
        while (graph.values().size() - graph.inputs().size() < nodes) {
            draw.of(steps).add();
        }
        addOutputs();
        return new GraphCase(seed, graph.builder().build(), graph.inputs());
    }

    /** Draws an image of one to three spatial dimensions. */
    private Shape image() {
        int spatialRank = draw.of(1, 2, 2, 2, 2, 3);
        int longest = spatialRank == 1 ? 24 : spatialRank == 2 ? 13 : 6;
        long[] dimensions = new long[spatialRank + 2];
        dimensions[0] = draw.of(1, 1, 2, 3);
        dimensions[1] = draw.of(1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33);
        for (int axis = 2; axis < dimensions.length; axis++) {
            dimensions[axis] = draw.chance(0.15) ? 1 : draw.from(1, longest);
        }
        return Shape.of(dimensions);
    }

    /** Makes outputs of most values that no node reads, and of some others: results in between, inputs, one twice. */
    private void addOutputs() {
        Graph.Builder builder = graph.builder();
        List<Value> values = graph.values();
        int outputs = 0;
        for (int index = 0; index < values.size(); index++) {
            Value value = values.get(index);
            boolean last = index == values.size() - 1;
            if (last || draw.chance(graph.isRead(value) ? 0.1 : 0.85)) {
                builder.output("output" + outputs++, value, outputType());
            }
            if (draw.chance(0.02)) {
                builder.output("output" + outputs++, value, outputType());
            }
        }
    }

    private TensorType outputType() {
        return draw.chance(0.85) ? TensorType.F32 : draw.of(OUTPUT_TYPES);
    }
}
