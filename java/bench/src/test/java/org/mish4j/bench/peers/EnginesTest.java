// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.bench.UnavailableException;
import org.mish4j.zoo.Zoo;
import org.mish4j.zoo.ZooOptions;

/** The other libraries compute what mish4j does. */
class EnginesTest {
    private static final double TOLERANCE = 1e-3;
    private static final int THREADS = 2;

    static final List<Engine> PEERS = Engines.peers();

    @ParameterizedTest(name = "{0}")
    @FieldSource("PEERS")
    void runsTheDetector(Engine engine) {
        agreesOn(engine, Zoo.build("yolov4-tiny", ZooOptions.ofSize(64).withActivation(Activation.mish())));
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("PEERS")
    void runsTheClassifier(Engine engine) {
        agreesOn(engine, Zoo.cspDarknet53(64));
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("PEERS")
    void runsResidualsOfOtherSizes(Engine engine) {
        Graph graph = Zoo.resNet50(64);
        if (engine.equals(new OpenCv(OpenCv.Reader.DARKNET))) {
            assumeUsable(engine);
            try (NetworkFiles network = NetworkFiles.of(graph)) {
                assertThatThrownBy(() -> engine.load(network, THREADS))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageStartingWith("opencv-darknet can't load 'resnet50': ");
            }
            return;
        }
        agreesOn(engine, graph);
    }

    private static void agreesOn(Engine engine, Graph graph) {
        assumeUsable(engine);
        try (NetworkFiles network = NetworkFiles.of(graph)) {
            Map<String, float[]> expected = NetworkCheck.expected(network);
            try (LoadedNetwork loaded = load(engine, network)) {
                NetworkCheck.require(engine.name(), loaded, expected, TOLERANCE);
            }
        }
    }

    // On processors with AVX-512, TensorFlow 2.18 fuses a convolution's bias, residual and Mish, and has no kernel for
    // it.
    private static LoadedNetwork load(Engine engine, NetworkFiles network) {
        try {
            return engine.load(network, THREADS);
        } catch (UnavailableException e) {
            assumeFalse(
                    engine.equals(new TensorFlowJava()) && e.getMessage().contains("Fusion is not implemented"),
                    e.getMessage());
            throw e;
        }
    }

    private static void assumeUsable(Engine engine) {
        try {
            assertThat(engine.version()).isNotEmpty();
        } catch (UnavailableException e) {
            assumeTrue(false, e.getMessage());
        }
    }
}
