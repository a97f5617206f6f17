// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.mish4j.Graph;
import org.mish4j.importers.OnnxImporter;
import org.mish4j.zoo.Zoo;
import org.mish4j.zoo.ZooOptions;

/** The networks that are measured, by the texts that benchmarks have for them. */
final class MeasuredNetwork {
    /** The trained network for images of digits, 8 by 8, that mish4j brings along. */
    static final String DIGITS = "digits";

    private MeasuredNetwork() {}

    /**
     * Returns a network's graph.
     *
     * @param text {@value #DIGITS}, or a name of the zoo and the height and width of the image: {@code resnet50 224}
     */
    static Graph of(String text) {
        if (text.equals(DIGITS)) {
            return digits();
        }
        String[] words = text.split(" ", -1);
        if (words.length != 2) {
            throw new IllegalArgumentException("'%s' is no network, expected one like 'resnet50 224'".formatted(text));
        }
        return Zoo.build(words[0], ZooOptions.ofSize(Long.parseLong(words[1])));
    }

    private static Graph digits() {
        try {
            Path file = Files.createTempFile("mish4j-digits", ".onnx");
            try (InputStream stream =
                    Objects.requireNonNull(MeasuredNetwork.class.getResourceAsStream("digits-mish.onnx"))) {
                Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
                return new OnnxImporter().read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
