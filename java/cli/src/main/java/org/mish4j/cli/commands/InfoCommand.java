// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.cli.options.JsonOption;
import org.mish4j.cli.text.Streams;
import org.mish4j.cli.text.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what there is: versions, devices, and the libraries behind them. */
@Command(name = "info", description = "Show versions, devices, and where their libraries were loaded from.")
public final class InfoCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final JsonOption json = new JsonOption();

    public InfoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        json.requireWritable();
        List<DeviceInfo> devices = Device.list();
        json.print(streams.out(), lines(devices), toJson(devices));
        return 0;
    }

    private static Map<String, Object> toJson(List<DeviceInfo> devices) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", Versions.mish4j());
        object.put("abiVersion", Versions.abi());
        object.put("java", Versions.java());
        object.put("system", Versions.system());
        object.put("processors", Runtime.getRuntime().availableProcessors());
        object.put("devices", devices.stream().map(InfoCommand::toJson).toList());
        return object;
    }

    private static Map<String, Object> toJson(DeviceInfo device) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", device.name());
        object.put("available", device.available());
        object.put("reason", device.reason());
        object.put("description", device.description());
        object.put("instructionSet", device.instructionSet());
        object.put("precisions", device.precisions().stream().map(Enum::name).toList());
        object.put("backend", device.backend());
        object.put("library", device.library());
        return object;
    }

    private static List<String> lines(List<DeviceInfo> devices) {
        List<String> lines = new ArrayList<>();
        lines.add("mish4j             %s, ABI %d".formatted(Versions.mish4j(), Versions.abi()));
        lines.add("Java               " + Versions.java());
        lines.add("system             %s, %d processors"
                .formatted(Versions.system(), Runtime.getRuntime().availableProcessors()));
        for (DeviceInfo device : devices) {
            lines.add("");
            lines.add("device             " + device.name());
            addEntry(lines, "available", device.available() ? "yes" : "no: " + device.reason());
            addEntry(lines, "processor", device.description());
            addEntry(lines, "instruction set", device.instructionSet());
            addEntry(
                    lines,
                    "precisions",
                    device.precisions().stream().map(Enum::name).collect(Collectors.joining(", ")));
            addEntry(lines, "backend", device.backend());
            addEntry(lines, "library", device.library());
        }
        return lines;
    }

    private static void addEntry(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add("  %-17s%s".formatted(name, value));
        }
    }
}
