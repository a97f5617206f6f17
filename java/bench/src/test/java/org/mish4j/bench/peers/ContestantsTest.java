// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.zoo.Zoo;
import org.mish4j.zoo.ZooOptions;

/** The other libraries compute what mish4j does. */
class ContestantsTest {
    private static final double TOLERANCE = 1e-3;
    private static final int THREADS = 2;

    static final List<Contestant> PEERS = Contestants.peers();

    @ParameterizedTest(name = "{0}")
    @FieldSource("PEERS")
    void runsTheDetector(Contestant contestant) {
        agreesOn(contestant, Zoo.build("yolov4-tiny", ZooOptions.ofSize(64).withActivation(Activation.mish())));
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("PEERS")
    void runsTheClassifier(Contestant contestant) {
        agreesOn(contestant, Zoo.cspDarknet53(64));
    }

    private static void agreesOn(Contestant contestant, Graph graph) {
        assumeUsable(contestant);
        try (NetworkFiles network = NetworkFiles.of(graph)) {
            Map<String, float[]> expected = Comparison.expected(network);
            try (LoadedNetwork loaded = contestant.load(network, THREADS)) {
                assertThat(Comparison.difference(loaded, expected)).isLessThan(TOLERANCE);
            }
        }
    }

    private static void assumeUsable(Contestant contestant) {
        try {
            assertThat(contestant.version()).isNotEmpty();
        } catch (ContestantException e) {
            assumeTrue(false, e.getMessage());
        }
    }
}
