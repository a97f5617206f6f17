// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A jar of native libraries in memory. */
final class FakeBundle implements LibraryBundle.Source {
    static final Platform PLATFORM = new Platform("test-platform");
    private static final String FOLDER = "META-INF/mish4j/test-platform/";

    private final Map<String, byte[]> resources = new LinkedHashMap<>();
    private final StringBuilder manifest = new StringBuilder();

    FakeBundle with(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String sha256 = HexFormat.of().formatHex(Sha256.newDigest().digest(bytes));
        return withLine(sha256 + " " + bytes.length + " " + name).withFile(name, bytes);
    }

    FakeBundle withLine(String line) {
        manifest.append(line).append('\n');
        return this;
    }

    FakeBundle withFile(String name, byte[] bytes) {
        resources.put(FOLDER + name, bytes);
        return this;
    }

    LibraryBundle read() throws NativeLibraryException {
        return LibraryBundle.read(this, PLATFORM).orElseThrow();
    }

    @Override
    public Optional<InputStream> open(String path) {
        byte[] bytes = path.equals(FOLDER + "libraries.txt")
                ? manifest.toString().getBytes(StandardCharsets.UTF_8)
                : resources.get(path);
        return Optional.ofNullable(bytes).map(ByteArrayInputStream::new);
    }
}
