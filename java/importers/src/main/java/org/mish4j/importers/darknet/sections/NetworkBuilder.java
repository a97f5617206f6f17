// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.importers.darknet.configuration.Configuration;
import org.mish4j.importers.darknet.configuration.Section;
import org.mish4j.importers.darknet.weights.Parameters;

/** Makes a graph of a configuration's sections, one after the other. */
public final class NetworkBuilder {
    /** The name of the network's input. */
    static final String INPUT = "data";

    /** Sections that do nothing at inference. */
    private static final Set<String> NEUTRAL = Set.of("cost", "dropout", "empty", "silence");

    private final Configuration configuration;
    private final Parameters parameters;
    private final Graph.Builder graph;
    private final Value input;
    private final List<@Nullable Value> results = new ArrayList<>();
    private final Map<Integer, ConvolutionWeights> shared = new HashMap<>();
    private final Set<Integer> withoutReferences = new HashSet<>();
    private int outputs;

    private NetworkBuilder(Configuration configuration, String name, Shape inputShape, Parameters parameters) {
        this.configuration = configuration;
        this.parameters = parameters;
        this.graph = Graph.builder(name);
        this.input = graph.input(INPUT, TensorType.F32, inputShape);
    }

    /**
     * Builds a graph.
     *
     * @param name the graph's name
     * @param inputShape the shape of its input
     * @param parameters where the parameters come from
     * @throws org.mish4j.ModelFormatException if a section contradicts itself or others
     * @throws org.mish4j.UnsupportedOperatorException if mish4j does not have a section
     */
    public static Graph build(Configuration configuration, String name, Shape inputShape, Parameters parameters) {
        return new NetworkBuilder(configuration, name, inputShape, parameters).build();
    }

    private Graph build() {
        for (Section section : configuration.layers()) {
            results.add(importLayer(section));
        }
        if (outputs == 0) {
            if (results.isEmpty()) {
                throw configuration.network().malformed("is the only section, expected layers after it");
            }
            // A section without a result adds an output.
            Value last = results.getLast();
            addOutput(last == null ? input : last);
        }
        return graph.build();
    }

    private @Nullable Value importLayer(Section section) {
        SectionImporter importer = SectionRegistry.find(section.name()).orElseThrow(() -> section.unsupported(""));
        try {
            return importer.importSection(new Layer(section, results.size(), this));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw section.malformed(String.valueOf(e.getMessage()));
        }
    }

    Graph.Builder graph() {
        return graph;
    }

    Parameters parameters() {
        return parameters;
    }

    Value input() {
        return input;
    }

    /** Returns the result of a section before the one that is being imported; null if it has none. */
    @Nullable
    Value result(int index) {
        return results.get(index);
    }

    /** Lets later sections share the parameters of one. */
    void share(int index, ConvolutionWeights weights) {
        shared.put(index, weights);
    }

    /** Returns the parameters of a section before the one that is being imported; empty if it is no convolution. */
    Optional<ConvolutionWeights> sharedWeights(int index) {
        return Optional.ofNullable(shared.get(index));
    }

    /** Keeps the result of a section for the one after it. */
    void forbidReferences(int index) {
        withoutReferences.add(index);
    }

    /** Tells whether only the section after one may read its result. */
    boolean forbidsReferences(int index) {
        return withoutReferences.contains(index);
    }

    Section section(int index) {
        return configuration.layers().get(index);
    }

    /** Tells whether every section after one does nothing. */
    boolean isLast(int index) {
        List<Section> layers = configuration.layers();
        return layers.subList(index + 1, layers.size()).stream().allMatch(next -> NEUTRAL.contains(next.name()));
    }

    /** Makes a value the next output: {@code output_0}, {@code output_1} and so on. */
    void addOutput(Value value) {
        graph.output("output_" + outputs, value);
        outputs++;
    }
}
