// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mish4j.Constant;

/** A section of a Darknet configuration while it grows, with its parameters in the order of the weights file. */
final class DarknetSection {
    private static final String ACTIVATION = "activation";
    private static final String LINEAR = "linear";

    private final String name;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Constant> parameters = new ArrayList<>();

    DarknetSection(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    DarknetSection set(String key, Object value) {
        settings.put(key, String.valueOf(value));
        return this;
    }

    boolean has(String key) {
        return settings.containsKey(key);
    }

    /** Makes this a section that has an activation, none at first. */
    DarknetSection withActivation() {
        return set(ACTIVATION, LINEAR);
    }

    /** Tells whether an activation can still be set. */
    boolean isLinear() {
        return LINEAR.equals(settings.get(ACTIVATION));
    }

    void setActivation(String activation) {
        set(ACTIVATION, activation);
    }

    List<Constant> parameters() {
        return parameters;
    }

    /** Appends the section's lines to a configuration. */
    void appendTo(StringBuilder configuration) {
        configuration.append('[').append(name).append("]\n");
        settings.forEach((key, value) ->
                configuration.append(key).append('=').append(value).append('\n'));
        configuration.append('\n');
    }
}
