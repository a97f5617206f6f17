// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.mish4j.Activation;
import org.mish4j.CompileOptions;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.Value;

class LandscapeTest {
    private static final PlotRange RANGE = new PlotRange(-2, 1);
    private static final RandomNetwork NETWORK = new RandomNetwork(3, 5, 7);

    @Test
    void eachHeightIsTheNetworksOutputAtItsCoordinates() {
        Landscape landscape = landscape(NETWORK, Activation.mish(), 33);
        Graph graph = NETWORK.graph(Activation.mish(), 1);
        float[][] constants =
                graph.constants().stream().map(LandscapeTest::numbers).toArray(float[][]::new);
        for (int y = 0; y < 33; y += 8) {
            for (int x = 0; x < 33; x += 8) {
                double[] values = {-2 + x * 3 / 32.0, -2 + y * 3 / 32.0};
                for (int layer = 0; layer < 3; layer++) {
                    values = layer(values, constants[2 * layer], constants[2 * layer + 1], layer < 2);
                }
                assertThat(landscape.height(x, y)).isCloseTo((float) values[0], within(1e-4f));
            }
        }
    }

    private static float[] numbers(Value value) {
        return value.constant().toFloatArray();
    }

    private static double[] layer(double[] inputs, float[] weights, float[] bias, boolean activated) {
        double[] outputs = new double[bias.length];
        for (int output = 0; output < bias.length; output++) {
            double sum = bias[output];
            for (int input = 0; input < inputs.length; input++) {
                sum += inputs[input] * weights[input * bias.length + output];
            }
            outputs[output] = activated ? sum * Math.tanh(Math.log1p(Math.exp(sum))) : sum;
        }
        return outputs;
    }

    @Test
    void reluHasSharpEdgesAndMishHasNone() {
        RandomNetwork network = new RandomNetwork(6, 16, 1);
        double relu = sharpness(landscape(network, Activation.relu(), 200));
        double mish = sharpness(landscape(network, Activation.mish(), 200));
        assertThat(relu).isGreaterThan(3 * mish);
    }

    /** The largest change of the slope from a point to the next, for heights from 0 to 1. */
    private static double sharpness(Landscape landscape) {
        double sharpest = 0;
        for (int y = 0; y < landscape.side(); y++) {
            for (int x = 1; x < landscape.side() - 1; x++) {
                double change = landscape.share(x - 1, y) - 2 * landscape.share(x, y) + landscape.share(x + 1, y);
                sharpest = Math.max(sharpest, Math.abs(change));
            }
        }
        return sharpest;
    }

    @Test
    void theSeedDecides() {
        Landscape landscape = landscape(NETWORK, Activation.relu(), 32);
        Landscape same = landscape(new RandomNetwork(3, 5, 7), Activation.relu(), 32);
        Landscape other = landscape(new RandomNetwork(3, 5, 8), Activation.relu(), 32);
        assertThat(same.height(3, 5)).isEqualTo(landscape.height(3, 5));
        assertThat(other.height(3, 5)).isNotEqualTo(landscape.height(3, 5));
        assertThat(landscape.lowest()).isLessThan(landscape.highest());
    }

    @Test
    void equalHeightsAreOneBand() {
        Landscape flat = landscape(NETWORK, Activation.linear(0, 1), 32);
        assertThat(flat.lowest()).isEqualTo(flat.highest());
        assertThat(flat.share(1, 2)).isZero();
        assertThat(flat.band(31, 31, 20)).isZero();
    }

    @Test
    void refusesAnOutputThatIsNotFinite() {
        assertThatThrownBy(() -> landscape(new RandomNetwork(8, 5, 7), Activation.exp(), 32))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("the network's output with Exp is not finite: from .* to .*");
    }

    private static Landscape landscape(RandomNetwork network, Activation activation, int side) {
        return Landscape.of(network, activation, RANGE, side, Device.of("java-reference"), CompileOptions.defaults());
    }
}
