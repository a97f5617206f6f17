// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64",
        "Linux, aarch64, linux-aarch64",
        "Windows 11, amd64, windows-x86_64",
        "Mac OS X, aarch64, macos-aarch64",
        "Linux, riscv64, linux-riscv64",
        "SunOS, sparcv9, sunos-sparcv9",
    })
    void namesOperatingSystemAndArchitecture(String osName, String osArch, String expected) {
        assertThat(Platform.of(osName, osArch).name()).isEqualTo(expected);
    }
}
