// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mish4j.internal.backend.Executable;
import org.mish4j.internal.backend.Execution;
import org.mish4j.internal.memory.ManagedResource;

/**
 * A graph compiled for a device: packed weights, chosen kernels, the memory plan. It is immutable and shared between
 * threads; each thread runs its own {@link InferRequest}. Requests stay usable after the model is closed. The weights
 * and the plan that they share are freed with the last request.
 */
public final class CompiledModel implements AutoCloseable {
    /** The number of shapes, besides the first ones, for which a model keeps plans; it keeps those used last. */
    public static final int MAX_SHAPES = 16;

    private final String name;
    private final DeviceInfo device;
    private final List<TensorInfo> inputs;
    private final List<TensorInfo> outputs;
    private final Executable executable;
    private final ManagedResource resource;
    private final Map<String, Shape> shapes;
    private final @Nullable ShapePlans otherPlans;
    private boolean closed;

    /** Makes a model for some shapes of its inputs, which has plans for others, too, if there is something to make them. */
    CompiledModel(
            Graph graph,
            DeviceInfo device,
            Executable executable,
            Map<String, Shape> shapes,
            @Nullable Function<Map<String, Shape>, CompiledModel> compiler) {
        this.name = graph.name();
        this.device = device;
        this.inputs = graph.inputs().stream()
                .map(value -> new TensorInfo(value.name(), value.type(), value.shape()))
                .toList();
        this.outputs = graph.outputs().stream()
                .map(output -> new TensorInfo(
                        output.name(), output.type(), output.value().shape()))
                .toList();
        this.executable = executable;
        this.shapes = Map.copyOf(shapes);
        this.otherPlans = compiler == null ? null : new ShapePlans(name, compiler);
        this.resource = new ManagedResource(this, "model '" + name + "' on " + device.name(), executable::release);
    }

    /** Returns the graph's name. */
    public String name() {
        return name;
    }

    /** Returns the device that this was compiled for. */
    public DeviceInfo device() {
        return device;
    }

    /** Returns the inputs, in the graph's order. */
    public List<TensorInfo> inputs() {
        return inputs;
    }

    /** Returns the outputs, in the graph's order. */
    public List<TensorInfo> outputs() {
        return outputs;
    }

    /** Returns the steps that an inference executes, in their order. */
    public List<PlanStep> steps() {
        return executable.steps();
    }

    /** Returns the memory that the model and each request take. */
    public ModelMemory memory() {
        return executable.memory();
    }

    /** Returns the number of threads that run an inference, the caller's among them. */
    public int threads() {
        return executable.threads();
    }

    /** Returns how many requests that run side by side keep all processors busy which the process may use: at least 1. */
    public int parallelRequests() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / threads());
    }

    /**
     * Makes a request, with tensors of its own for all inputs and outputs; it must be closed.
     *
     * @throws IllegalStateException if this model is closed
     * @throws OutOfMemoryError if there is no memory for the inputs and outputs
     * @throws MishException if there is no memory for the activations
     */
    public synchronized InferRequest createRequest() {
        if (closed) {
            throw new IllegalStateException("model '%s' is closed".formatted(name));
        }
        Execution execution = executable.newExecution();
        try {
            return new InferRequest(this, execution);
        } catch (RuntimeException | Error e) {
            execution.release();
            throw e;
        }
    }

    /**
     * Makes a request for other shapes of the inputs, as {@link #createRequest()} does. The first request for some
     * shapes compiles a plan for them, and requests for other shapes do not wait for that. Each plan packs weights of
     * its own. The model keeps the plans of the {@value #MAX_SHAPES} shapes used last; requests of other plans stay
     * usable. The request's own model, {@link InferRequest#model}, has the inputs, outputs and steps for these shapes.
     *
     * @param inputShapes the shapes, with which the {@link GraphSource} is called
     * @throws IllegalStateException if this model is closed, or was compiled from a single graph
     * @throws IllegalArgumentException if the network can't have these shapes
     * @throws OutOfMemoryError if there is no memory for the inputs and outputs
     * @throws MishException if the device can't do it, or there is not enough memory
     */
    public InferRequest createRequest(Map<String, Shape> inputShapes) {
        if (inputShapes.equals(shapes)) {
            return createRequest();
        }
        if (otherPlans == null) {
            throw new IllegalStateException(
                    "model '%s' was compiled from a single graph, expected a GraphSource, which has graphs for other shapes"
                            .formatted(name));
        }
        return otherPlans.createRequest(inputShapes);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Closes the model, with all of its plans. Does nothing when that was done. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            resource.release();
        }
        if (otherPlans != null) {
            otherPlans.close();
        }
    }
}
