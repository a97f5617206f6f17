// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Window;
import org.mish4j.bench.suite.Trial;
import org.mish4j.zoo.Zoo;

class ConvolutionMishTest {
    @Test
    void measuresTheDistinctConvolutionsOfBothNetworks() {
        Set<String> expected = new TreeSet<>();
        for (Graph network : List.of(Zoo.yolov4(416), Zoo.resNet50(224))) {
            for (Node node : network.nodes()) {
                if (node.operator() instanceof Operator.Convolution convolution) {
                    expected.add(describe(node, convolution));
                }
            }
        }

        Set<String> measured = Trial.all(Map.of()).stream()
                .filter(trial -> trial.benchmark().contains("ConvolutionMish"))
                .map(trial -> String.valueOf(trial.parameters().get("convolution")))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(measured).isEqualTo(expected);
    }

    private static String describe(Node node, Operator.Convolution convolution) {
        Shape src = node.inputs().get(0).shape();
        Shape weights = node.inputs().get(1).shape();
        long kernel = weights.dimension(2);
        long stride = convolution.window().strides().getFirst();
        assertThat(convolution.groups()).isEqualTo(1);
        assertThat(convolution.window()).isEqualTo(Window.uniform(2, stride, kernel / 2));
        return "%dx%d %d->%d %dx%d s%d"
                .formatted(
                        src.dimension(2),
                        src.dimension(3),
                        src.dimension(1),
                        weights.dimension(0),
                        kernel,
                        weights.dimension(3),
                        stride);
    }

    @Test
    void layersAreWrittenAsTheyAreRead() {
        ConvolutionLayer layer = ConvolutionLayer.parse("52x26 128->255 3x3 s2");

        assertThat(layer).isEqualTo(new ConvolutionLayer(52, 26, 128, 255, 3, 2));
        assertThat(layer).hasToString("52x26 128->255 3x3 s2");
        assertThat(layer.outputHeight()).isEqualTo(26);
        assertThat(layer.outputWidth()).isEqualTo(13);
    }
}
