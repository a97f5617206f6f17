// SPDX-License-Identifier: Apache-2.0
package org.mish4j.zoo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What another implementation of the networks gave for the same weights and the same input, in files NAME/output_K.f32:
 * little-endian floats.
 */
final class Golden {
    private static final String PROPERTY = "mish4j.golden";

    private Golden() {}

    /** Returns the folder that the system property names, or else one "shared/golden" beside the repository or further up. */
    static Optional<Path> folder() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return Optional.of(Path.of(given));
        }
        for (Path parent = Path.of("").toAbsolutePath(); parent != null; parent = parent.getParent()) {
            Path candidate = parent.resolve("shared/golden");
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static float[] output(Path folder, String name, int index) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(name).resolve("output_" + index + ".f32"));
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
