// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.cli.text.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells what there is: versions, devices, and the libraries behind them. */
@Command(name = "info", description = "Show versions, devices, and where their libraries were loaded from.")
final class InfoCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    InfoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        List<DeviceInfo> devices = Device.list();
        if (json) {
            streams.out().println(JsonWriter.write(toJson(devices)));
        } else {
            print(devices);
        }
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

    private void print(List<DeviceInfo> devices) {
        PrintWriter out = streams.out();
        out.println("mish4j             %s, ABI %d".formatted(Versions.mish4j(), Versions.abi()));
        out.println("Java               " + Versions.java());
        out.println("system             %s, %d processors"
                .formatted(Versions.system(), Runtime.getRuntime().availableProcessors()));
        for (DeviceInfo device : devices) {
            out.println();
            out.println("device             " + device.name());
            printEntry("available", device.available() ? "yes" : "no: " + device.reason());
            printEntry("processor", device.description());
            printEntry("instruction set", device.instructionSet());
            printEntry(
                    "precisions", device.precisions().stream().map(Enum::name).collect(Collectors.joining(", ")));
            printEntry("backend", device.backend());
            printEntry("library", device.library());
        }
    }

    private void printEntry(String name, String value) {
        if (!value.isEmpty()) {
            streams.out().println("  %-17s%s".formatted(name, value));
        }
    }
}
