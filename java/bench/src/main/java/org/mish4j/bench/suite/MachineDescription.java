// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;

/** Describes the machine, and what is measured on it, so that results can be told apart and repeated. */
public final class MachineDescription {
    private static final String REVISION_VARIABLE = "MISH4J_REVISION";

    private MachineDescription() {}

    /** Returns the description, as objects that have a form in JSON; what is unknown here is left out. */
    public static Map<String, Object> describe() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        description.put("revision", Objects.requireNonNullElse(System.getenv(REVISION_VARIABLE), "unknown"));
        description.put("processor", LinuxMachine.processor());
        description.put("memory", LinuxMachine.memory());
        description.put("system", system());
        description.put("java", java());
        description.put(
                "devices",
                Device.list().stream().map(MachineDescription::device).toList());
        description.put("libraries", libraries());
        return description;
    }

    private static Map<String, Object> system() {
        Map<String, Object> system = new LinkedHashMap<>();
        system.put("name", System.getProperty("os.name"));
        system.put("kernel", System.getProperty("os.version"));
        system.put("architecture", System.getProperty("os.arch"));
        system.put(
                "loadAverageBefore",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return system;
    }

    private static Map<String, Object> java() {
        Map<String, Object> java = new LinkedHashMap<>();
        java.put("version", Runtime.version().toString());
        java.put("vendor", System.getProperty("java.vendor"));
        java.put("machine", System.getProperty("java.vm.name"));
        java.put("processors", Runtime.getRuntime().availableProcessors());
        java.put(
                "collectors",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(MemoryManagerMXBean::getName)
                        .toList());
        return java;
    }

    private static Map<String, Object> device(DeviceInfo info) {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("name", info.name());
        device.put("available", info.available());
        device.put("reason", info.reason());
        device.put("instructionSet", info.instructionSet());
        device.put("backend", info.backend());
        device.put("precisions", info.precisions().stream().map(Enum::name).toList());
        return device;
    }

    private static Map<String, String> libraries() {
        Properties properties = new Properties();
        try (InputStream stream =
                Objects.requireNonNull(MachineDescription.class.getResourceAsStream("libraries.properties"))) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> versions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : properties.stringPropertyNames()) {
            versions.put(name, properties.getProperty(name));
        }
        return versions;
    }
}
