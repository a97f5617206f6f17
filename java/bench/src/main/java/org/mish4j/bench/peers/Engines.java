// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mish4j.Precision;

/** All engines. */
public final class Engines {
    private static final Pattern MISH4J = Pattern.compile("mish4j-(.+)-(f32|bf16|f16)");
    private static final List<Engine> PEERS = List.of(
            new OnnxRuntime(),
            new OpenCv(OpenCv.Reader.ONNX),
            new OpenCv(OpenCv.Reader.DARKNET),
            new DjlPyTorch(),
            new TensorFlowJava());

    private Engines() {}

    /** Returns the other libraries. */
    public static List<Engine> peers() {
        return PEERS;
    }

    /**
     * Returns an engine.
     *
     * @param name one of {@link #peers}, or of a device of mish4j, which may be missing here, and a precision: {@code
     *     mish4j-cpu-f32}
     * @throws IllegalArgumentException if it is neither
     */
    public static Engine of(String name) {
        Matcher matcher = MISH4J.matcher(name);
        if (matcher.matches()) {
            return new Mish4jDevice(
                    matcher.group(1), Precision.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)));
        }
        return PEERS.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no engine '%s'; there are mish4j-DEVICE-PRECISION, %s"
                                .formatted(
                                        name, PEERS.stream().map(Engine::name).collect(Collectors.joining(", ")))));
    }
}
