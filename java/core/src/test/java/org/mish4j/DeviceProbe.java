// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

/** A program that {@link DeviceTest} runs in a process of its own. */
final class DeviceProbe {
    private DeviceProbe() {}

    public static void main(String[] args) {
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
