// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.List;

/** The devices that tests run on. */
final class Devices {
    private Devices() {}

    static List<String> available() {
        return Device.list().stream()
                .filter(DeviceInfo::available)
                .map(DeviceInfo::name)
                .toList();
    }
}
