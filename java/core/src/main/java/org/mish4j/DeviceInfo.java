// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.List;

/**
 * The description of a device, which may be usable or not.
 *
 * @param name the name that {@link Device#of} takes
 * @param available whether it can be used
 * @param reason why it can't, in one sentence; empty if it can
 * @param description the processor
 * @param instructionSet the best instruction set that is used on it
 * @param backend the backend, {@code onednn}, and the version of the library behind it
 * @param library the file that the backend was loaded from; empty if it is pure Java
 * @param precisions the precisions that a model for this device can have
 */
public record DeviceInfo(
        String name,
        boolean available,
        String reason,
        String description,
        String instructionSet,
        String backend,
        String library,
        List<Precision> precisions) {
    /** Makes the list immutable. */
    public DeviceInfo {
        precisions = List.copyOf(precisions);
    }

    /** Returns a device that can't be used, for a reason. */
    public static DeviceInfo unavailable(String name, String backend, String reason) {
        return new DeviceInfo(name, false, reason, "", "", backend, "", List.of());
    }
}
