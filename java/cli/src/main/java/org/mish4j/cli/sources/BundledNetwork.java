// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.mish4j.Graph;
import org.mish4j.cli.digits.DigitSamples;
import org.mish4j.importers.OnnxImporter;

/** The trained network that mish4j brings along. */
public final class BundledNetwork {
    private BundledNetwork() {}

    public static Graph load() throws IOException {
        Path file = Files.createTempFile("mish4j-digits", ".onnx");
        try (InputStream stream = Objects.requireNonNull(DigitSamples.class.getResourceAsStream("digits-mish.onnx"))) {
            Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
            return new OnnxImporter().read(file);
        } finally {
            Files.delete(file);
        }
    }
}
