// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mish4j.internal.backend.Backends;
import org.mish4j.internal.backend.DeviceMemory;
import org.mish4j.internal.backend.Executable;
import org.mish4j.internal.jfr.CompileEvent;
import org.mish4j.internal.verbose.Verbose;

/**
 * What models run on: {@code cpu} is oneDNN, {@code java-reference} is plain Java, slow and exact. May be shared between
 * threads; needs no closing.
 */
public final class Device {
    private final Backends.Match match;

    private Device(Backends.Match match) {
        this.match = match;
    }

    /**
     * Returns a device by its name. Looks at no other device: asking for {@code cpu} does not load the driver of a GPU.
     *
     * @throws IllegalArgumentException if there is none of that name; the text names those that there are
     * @throws MishException if it is there but can't be used; the text says why
     */
    public static Device of(String name) {
        return new Device(Backends.find(name));
    }

    /**
     * Returns descriptions of all devices: the usable ones, the best first, and then the others, each with the reason
     * why it cannot be used. Loads every backend, and asks each GPU.
     */
    public static List<DeviceInfo> list() {
        return Backends.devices();
    }

    /** Returns the description of this device. */
    public DeviceInfo info() {
        return match.info();
    }

    /**
     * Allocates a tensor of zeros in the memory of this device, for requests of models of the same device.
     *
     * @return a tensor that must be closed
     * @throws OutOfMemoryError if there is not enough memory, on devices that are Java themselves
     * @throws MishException if there is not enough memory, on others
     */
    public DeviceTensor allocate(TensorType type, Shape shape) {
        long bytes = Math.multiplyExact(shape.elementCount(), type.byteSize());
        DeviceMemory memory = match.backend().allocate(info().name(), bytes);
        return new DeviceTensor(info(), type, shape, memory);
    }

    /** Compiles a graph with {@link CompileOptions#defaults}. */
    public CompiledModel compile(Graph graph) {
        return compile(graph, CompileOptions.defaults());
    }

    /**
     * Compiles a graph: applies the {@link Passes}, chooses kernels, packs weights and plans memory.
     *
     * <p>An exception of the listener {@link CompileOptions#progress} ends the compilation and is thrown.
     *
     * @return a model that must be closed
     * @throws MishException if the device can't do it, or there is not enough memory
     */
    public CompiledModel compile(Graph graph, CompileOptions options) {
        return compile(graph, options, Map.of(), null);
    }

    /**
     * Compiles a network for some shapes of its inputs, as {@link #compile(Graph, CompileOptions)} does. The model compiles
     * it for others when they are first asked for ({@link CompiledModel#createRequest(Map)}).
     *
     * @param inputShapes the first shapes, with which the source is called
     * @return a model that must be closed
     * @throws IllegalArgumentException if the network can't have these shapes
     * @throws MishException if the device can't do it, or there is not enough memory
     */
    public CompiledModel compile(GraphSource source, Map<String, Shape> inputShapes, CompileOptions options) {
        return compile(
                source.graph(inputShapes),
                options,
                inputShapes,
                shapes -> compile(source.graph(shapes), options, shapes, null));
    }

    private CompiledModel compile(
            Graph graph,
            CompileOptions options,
            Map<String, Shape> inputShapes,
            @Nullable Function<Map<String, Shape>, CompiledModel> compiler) {
        if (!info().precisions().contains(options.precision())) {
            throw new MishException(
                    MishException.Status.UNSUPPORTED,
                    "device '%s' (%s) does not have precision %s; it has %s"
                            .formatted(
                                    info().name(), info().instructionSet(), options.precision(), info().precisions()));
        }
        CompileEvent event = new CompileEvent();
        event.begin();
        long begin = System.nanoTime();
        Executable executable =
                match.backend().compile(info().name(), Passes.optimize(graph), options.withHintedThreads());
        CompiledModel model;
        try {
            model = new CompiledModel(graph, info(), executable, inputShapes, compiler);
        } catch (RuntimeException | Error e) {
            executable.release();
            throw e;
        }
        if (Verbose.COMPILATIONS) {
            Verbose.compiled(
                    info().name(),
                    graph.name(),
                    options,
                    model.threads(),
                    model.steps(),
                    model.memory(),
                    System.nanoTime() - begin);
        }
        event.graph = graph.name();
        event.device = info().name();
        event.steps = model.steps().size();
        event.weightBytes = model.memory().weights();
        event.commit();
        return model;
    }
}
