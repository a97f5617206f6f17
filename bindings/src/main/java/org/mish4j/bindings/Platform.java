// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import java.util.Locale;

/**
 * An operating system and a processor architecture, as the native jars are named after them.
 *
 * @param name {@code linux-x86_64}
 */
record Platform(String name) {
    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String family = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macos" : os.replace(' ', '_');
        String architecture = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch64";
            default -> osArch.toLowerCase(Locale.ROOT);
        };
        return new Platform(family + "-" + architecture);
    }
}
