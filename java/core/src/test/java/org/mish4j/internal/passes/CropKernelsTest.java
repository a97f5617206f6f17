// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;

class CropKernelsTest {
    private final Pass pass = new CropKernels();
    private final Network network = new Network();

    static Arguments[] croppable() {
        return new Arguments[] {
            cropped(Shape.of(2, 4, 1, 1), List.of(3L, 3L), Window.uniform(2, 1, 1), List.of(1L, 1L), List.of(0L, 0L)),
            cropped(Shape.of(1, 4, 1, 6), List.of(3L, 3L), Window.uniform(2, 1, 1), List.of(1L, 3L), List.of(0L, 1L)),
            cropped(Shape.of(1, 4, 2, 2), List.of(7L, 7L), Window.uniform(2, 2, 3), List.of(2L, 2L), List.of(0L, 0L)),
            cropped(Shape.of(1, 4, 1), List.of(4L), window(1, 1, 2, 1), List.of(1L), List.of(0L)),
            cropped(Shape.of(1, 4, 5, 5), List.of(3L, 3L), dilated(6), List.of(1L, 1L), List.of(0L, 0L)),
            cropped(
                    Shape.of(1, 4, 1, 1, 3),
                    List.of(3L, 3L, 3L),
                    Window.uniform(3, 1, 1),
                    List.of(1L, 1L, 3L),
                    List.of(0L, 0L, 1L)),
        };
    }

    private static Arguments cropped(
            Shape src, List<Long> kernel, Window window, List<Long> croppedKernel, List<Long> croppedPads) {
        return Arguments.of(src, kernel, window, croppedKernel, croppedPads);
    }

    private static Window window(long stride, long dilation, long padBegin, long padEnd) {
        return new Window(List.of(stride), List.of(dilation), List.of(padBegin), List.of(padEnd));
    }

    /** A window whose dilation and padding are the same in both dimensions. */
    private static Window dilated(long dilation) {
        List<Long> both = List.of(dilation, dilation);
        return new Window(List.of(1L, 1L), both, both, both);
    }

    @ParameterizedTest
    @MethodSource("croppable")
    void leavesOutWhatMeetsPaddingAlone(
            Shape src, List<Long> kernel, Window window, List<Long> croppedKernel, List<Long> croppedPads) {
        for (long groups : List.of(1L, 2L)) {
            Network other = new Network();
            Graph graph = convolution(other, src, kernel, window, groups);

            Graph rewritten = pass.apply(graph);

            Node convolution = rewritten.nodes().getFirst();
            Shape weights = convolution.inputs().get(1).shape();
            assertThat(weights.toArray()).startsWith(6, 4 / groups).hasSize(croppedKernel.size() + 2);
            for (int axis = 0; axis < croppedKernel.size(); axis++) {
                assertThat(weights.dimension(axis + 2)).isEqualTo(croppedKernel.get(axis));
            }
            assertThat(((Operator.Convolution) convolution.operator()).window().padsBegin())
                    .isEqualTo(croppedPads);
            GraphRuns.assertSame(rewritten, graph);
            assertThat(pass.apply(rewritten)).isSameAs(rewritten);
        }
    }

    private static Graph convolution(Network network, Shape src, List<Long> kernel, Window window, long groups) {
        long[] weights = new long[kernel.size() + 2];
        weights[0] = 6;
        weights[1] = 4 / groups;
        for (int axis = 0; axis < kernel.size(); axis++) {
            weights[axis + 2] = kernel.get(axis);
        }
        Operator operator =
                new Operator.Convolution(groups, window, true, List.of(new PostOp.Apply(Activation.relu())));
        return network.outputs(network.add(
                "y", operator, network.input("x", src.toArray()), network.random(weights), network.random(6)));
    }

    static Arguments[] whole() {
        return new Arguments[] {
            Arguments.of(Shape.of(1, 4, 2, 2), List.of(3L, 3L), Window.uniform(2, 1, 1)),
            Arguments.of(Shape.of(1, 4, 1, 1), List.of(1L, 1L), Window.uniform(2, 1, 1)),
            Arguments.of(Shape.of(1, 4, 7, 7), List.of(3L, 3L), dilated(6)),
            Arguments.of(Shape.of(1, 4, 3), List.of(3L), window(3, 1, 0, 1)),
        };
    }

    @ParameterizedTest
    @MethodSource("whole")
    void leavesOthers(Shape src, List<Long> kernel, Window window) {
        Graph graph = convolution(network, src, kernel, window, 1);

        assertThat(pass.apply(graph)).isSameAs(graph);
    }

    @Test
    void leavesKernelsThatAreNoConstants() {
        Value x = network.input("x", 1, 4, 1, 1);
        Graph graph = network.outputs(network.convolution("y", x, network.input("w", 6, 4, 3, 3), 1));

        assertThat(pass.apply(graph)).isSameAs(graph);
    }
}
