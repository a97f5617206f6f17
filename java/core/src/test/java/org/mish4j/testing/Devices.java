// SPDX-License-Identifier: Apache-2.0
package org.mish4j.testing;

import java.util.List;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.MishException;
import org.opentest4j.TestAbortedException;

/** The devices that tests run on: those of {@code -Dmish4j.test.devices}, separated by commas, else all that can be used. */
public final class Devices {
    private static final String PROPERTY = "mish4j.test.devices";

    private Devices() {}

    /**
     * Returns their names.
     *
     * @throws TestAbortedException with the reason, if one that was asked for can't be used
     */
    public static List<String> available() {
        String names = System.getProperty(PROPERTY);
        if (names == null) {
            return Device.list().stream()
                    .filter(DeviceInfo::available)
                    .map(DeviceInfo::name)
                    .toList();
        }
        List<String> asked = List.of(names.split(","));
        asked.forEach(Devices::require);
        return asked;
    }

    private static void require(String name) {
        try {
            Device.of(name);
        } catch (IllegalArgumentException | MishException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
    }
}
