// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.backend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.mish4j.DeviceInfo;
import org.mish4j.MishException;
import org.mish4j.internal.ffm.NativeBackend;
import org.mish4j.internal.reference.ReferenceBackend;

/** The backends there are, and which of them has a device. */
public final class Backends {
    private static final System.Logger LOGGER = System.getLogger(Backends.class.getName());
    private static final List<Backend> ALL = all();

    private Backends() {}

    /** Returns the native backend, then those of other modules, then the reference, which is the slowest. */
    private static List<Backend> all() {
        List<Backend> backends = new ArrayList<>();
        backends.add(new NativeBackend());
        try {
            ServiceLoader.load(Backend.class, Backend.class.getClassLoader()).forEach(backends::add);
        } catch (ServiceConfigurationError e) {
            LOGGER.log(System.Logger.Level.WARNING, "a backend can't be loaded: " + e.getMessage(), e);
        }
        backends.add(new ReferenceBackend());
        return List.copyOf(backends);
    }

    /**
     * A device and what executes on it.
     *
     * @param info of an available device
     * @param backend the one that has it
     */
    public record Match(DeviceInfo info, Backend backend) {}

    /** Returns what is known of all devices: those that can be used, the best first, then the others. */
    public static List<DeviceInfo> devices() {
        return ALL.stream()
                .flatMap(backend -> backend.devices().stream())
                .sorted(Comparator.comparing(info -> !info.available()))
                .toList();
    }

    /**
     * Finds a device by its name, and looks at no other one.
     *
     * @throws IllegalArgumentException if there is none of that name
     * @throws MishException if it can't be used
     */
    public static Match find(String name) {
        for (Backend backend : ALL) {
            DeviceInfo info = backend.find(name);
            if (info != null) {
                if (!info.available()) {
                    throw new MishException(
                            MishException.Status.NOT_FOUND,
                            "device '%s' can't be used: %s".formatted(name, info.reason()));
                }
                return new Match(info, backend);
            }
        }
        throw new IllegalArgumentException("there is no device '%s'; there are %s"
                .formatted(name, devices().stream().map(DeviceInfo::name).collect(Collectors.joining(", "))));
    }
}
