// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that {@link DeviceTest} runs in a process of its own. */
final class DeviceProbe {
    /** The property that names a device: then that is looked up, and the libraries in the process are printed. */
    static final String LOOKED_UP = "mish4j.test.device";

    private DeviceProbe() {}

    public static void main(String[] args) throws IOException {
        String name = System.getProperty(LOOKED_UP);
        if (name == null) {
            listAndCompute();
        } else {
            lookUp(name);
        }
    }

    private static void lookUp(String name) throws IOException {
        System.out.println(Device.of(name).info().name());
        List<String> libraries = Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .filter(file -> file.startsWith("libmish4j") || file.startsWith("libcuda"))
                .distinct()
                .toList();
        System.out.println("libraries of mish4j: " + libraries);
    }

    private static void listAndCompute() {
        for (DeviceInfo info : Device.list()) {
            System.out.println(info.name() + ": " + info.reason());
        }
        Graph.Builder builder = Graph.builder("mish");
        Value x = builder.input("x", TensorType.F32, Shape.of(1));
        Graph graph = builder.output("y", builder.add("mish", new Operator.Eltwise(Activation.mish()), x))
                .build();
        try (CompiledModel model = Device.of("java-reference").compile(graph);
                InferRequest request = model.createRequest()) {
            request.input().copyFrom(new float[] {1});
            request.run();
            System.out.println(
                    "java-reference computed mish(1) = " + request.output().toFloatArray()[0]);
        }
    }
}
