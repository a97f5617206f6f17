// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.List;
import org.mish4j.internal.backend.Executable;
import org.mish4j.internal.backend.Execution;
import org.mish4j.internal.memory.ManagedResource;

/**
 * A graph compiled for a device: packed weights, chosen kernels, the memory plan. Immutable, shared between threads; each
 * thread runs its own {@link InferRequest}. Requests stay usable after the model is closed; what they share is freed with
 * the last of them.
 */
public final class CompiledModel implements AutoCloseable {
    private final String name;
    private final DeviceInfo device;
    private final List<TensorInfo> inputs;
    private final List<TensorInfo> outputs;
    private final Executable executable;
    private final ManagedResource resource;
    private boolean closed;

    CompiledModel(Graph graph, DeviceInfo device, Executable executable) {
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

    /** Closes the model. Does nothing when that was done. */
    @Override
    public synchronized void close() {
        closed = true;
        resource.release();
    }
}
