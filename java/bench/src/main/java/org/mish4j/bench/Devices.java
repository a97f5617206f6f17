// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

import org.mish4j.Device;
import org.mish4j.DeviceInfo;

/** The devices of mish4j as candidates. */
public final class Devices {
    private Devices() {}

    /**
     * Returns a device.
     *
     * @throws UnavailableException if there is none of that name, or it can't be used here
     */
    public static Device require(String name) {
        DeviceInfo info = Device.list().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnavailableException("there is no device '%s'".formatted(name)));
        if (!info.available()) {
            throw new UnavailableException("device '%s' can't be used: %s".formatted(name, info.reason()));
        }
        return Device.of(name);
    }

    /** Tells whether a device can be used here. */
    public static boolean isAvailable(String name) {
        return Device.list().stream().anyMatch(info -> info.name().equals(name) && info.available());
    }
}
