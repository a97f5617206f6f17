// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.cli.CommandResult;
import org.mish4j.cli.text.Versions;

class InfoCommandTest {
    @Test
    void tellsVersionsAndDevices() {
        CommandResult result = CommandResult.of("info");
        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("mish4j ", "ABI " + Versions.abi(), System.getProperty("os.arch"), "Java ");
        for (DeviceInfo device : Device.list()) {
            assertThat(result.out()).contains(device.name(), device.backend(), device.library(), device.reason());
        }
    }

    @Test
    void tellsTheSameAsJson() {
        CommandResult result = CommandResult.of("info", "--json");
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("{")
                .contains(
                        "\"abiVersion\": " + Versions.abi() + ",",
                        "\"devices\": [",
                        "\"name\": \"java-reference\",",
                        "\"available\": true,");
    }
}
