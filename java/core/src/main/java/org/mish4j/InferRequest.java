// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.lang.foreign.Arena;
import java.lang.ref.Reference;
import java.util.List;
import java.util.stream.Collectors;
import org.mish4j.internal.backend.Execution;
import org.mish4j.internal.jfr.InferenceEvent;
import org.mish4j.internal.memory.ManagedResource;

/**
 * One inference at a time of a {@link CompiledModel}: its activations, its bound inputs and outputs. Belongs to one thread
 * at a time; a second one that enters gets an {@link IllegalStateException}. {@link #run} allocates nothing on the heap.
 */
public final class InferRequest implements AutoCloseable {
    private final CompiledModel model;
    private final Execution execution;
    private final Tensor[] inputs;
    private final Tensor[] outputs;
    private final ExclusiveUse use;
    private final InferenceEvent probe = new InferenceEvent();

    InferRequest(CompiledModel model, Execution execution) {
        this.model = model;
        this.execution = execution;
        this.inputs = allocate(model.inputs());
        this.outputs = allocate(model.outputs());
        for (int index = 0; index < inputs.length; index++) {
            execution.bindInput(index, inputs[index].segment(), false);
        }
        for (int index = 0; index < outputs.length; index++) {
            execution.bindOutput(index, outputs[index].segment(), false);
        }
        ManagedResource resource = new ManagedResource(
                this,
                "request of model '" + model.name() + "' on " + model.device().name(),
                execution::release);
        this.use = new ExclusiveUse("request of model '" + model.name() + "'", resource::release);
    }

    private static Tensor[] allocate(List<TensorInfo> infos) {
        return infos.stream()
                .map(info -> Tensor.allocate(Arena.ofAuto(), info.type(), info.shape()))
                .toArray(Tensor[]::new);
    }

    /** Returns the model that this was made of. It may be closed. */
    public CompiledModel model() {
        return model;
    }

    /**
     * Returns the tensor that is bound to an input.
     *
     * @throws IllegalArgumentException if there is no input of this name
     * @throws IllegalStateException if this request is closed
     */
    public Tensor input(String name) {
        use.requireOpen();
        return inputs[indexOf("input", model.inputs(), name)];
    }

    /**
     * Returns the tensor that is bound to the only input.
     *
     * @throws IllegalStateException if there are more or none, or if this request is closed
     */
    public Tensor input() {
        use.requireOpen();
        requireSingle("inputs", model.inputs());
        return inputs[0];
    }

    /**
     * Returns the tensor that is bound to an output.
     *
     * @throws IllegalArgumentException if there is no output of this name
     * @throws IllegalStateException if this request is closed
     */
    public Tensor output(String name) {
        use.requireOpen();
        return outputs[indexOf("output", model.outputs(), name)];
    }

    /**
     * Returns the tensor that is bound to the only output.
     *
     * @throws IllegalStateException if there are more or none, or if this request is closed
     */
    public Tensor output() {
        use.requireOpen();
        requireSingle("outputs", model.outputs());
        return outputs[0];
    }

    /**
     * Binds a tensor of the caller's to an input, without a copy. It must stay open for the runs that follow.
     *
     * @throws IllegalArgumentException if there is no input of this name, or if the tensor's type or shape is another, or if
     *     its memory overlaps a bound output
     * @throws IllegalStateException if this request runs or is closed, or if the tensor is closed
     */
    public void bindInput(String name, Tensor tensor) {
        int index = indexOf("input", model.inputs(), name);
        requireFit("input", model.inputs().get(index), tensor);
        use.enter();
        try {
            requireDisjoint("input", name, tensor, outputs, -1);
            execution.bindInput(index, tensor.segment(), true);
            inputs[index] = tensor;
        } finally {
            use.exit();
        }
    }

    /**
     * Binds a tensor of the caller's to an output, without a copy. It must stay open for the runs that follow.
     *
     * @throws IllegalArgumentException if there is no output of this name, or if the tensor's type or shape is another, or if
     *     its memory is read-only or overlaps that of another bound tensor
     * @throws IllegalStateException if this request runs or is closed, or if the tensor is closed
     */
    public void bindOutput(String name, Tensor tensor) {
        int index = indexOf("output", model.outputs(), name);
        requireFit("output", model.outputs().get(index), tensor);
        if (tensor.segment().isReadOnly()) {
            throw new IllegalArgumentException("the tensor for output '%s' is read-only".formatted(name));
        }
        use.enter();
        try {
            requireDisjoint("output", name, tensor, inputs, -1);
            requireDisjoint("output", name, tensor, outputs, index);
            execution.bindOutput(index, tensor.segment(), true);
            outputs[index] = tensor;
        } finally {
            use.exit();
        }
    }

    /**
     * Runs the model on the bound inputs, and writes the bound outputs.
     *
     * @throws IllegalStateException if this request runs in another thread, or is closed, or if a bound tensor is closed
     * @throws WrongThreadException if a bound tensor's memory is of another thread's confined arena
     * @throws MishException if the native layer fails
     */
    public void run() {
        use.enter();
        try {
            if (probe.isEnabled()) {
                runRecorded();
            } else {
                execution.run();
            }
        } catch (IllegalStateException e) {
            throw describe(e);
        } finally {
            use.exit();
            Reference.reachabilityFence(this);
        }
    }

    private void runRecorded() {
        InferenceEvent event = new InferenceEvent();
        event.begin();
        execution.run();
        event.graph = model.name();
        event.device = model.device().name();
        event.commit();
    }

    /**
     * Switches the measurement of every step's time on or off for the runs that follow; off at first.
     *
     * @throws IllegalStateException if this request runs or is closed
     */
    public void setProfiling(boolean enabled) {
        use.enter();
        try {
            execution.setProfiling(enabled);
        } finally {
            use.exit();
        }
    }

    /**
     * Returns the time that each of {@link CompiledModel#steps} took in the last measured run, in nanoseconds.
     *
     * @throws IllegalStateException if no run was measured, or if this request runs or is closed
     */
    public long[] stepNanoseconds() {
        use.enter();
        try {
            return execution.stepNanoseconds();
        } finally {
            use.exit();
        }
    }

    /**
     * Closes the request; at the end of a run that is going on, if there is one. Does nothing when that was done. Tensors that
     * it gave stay readable for as long as they are referred to.
     */
    @Override
    public void close() {
        use.close();
    }

    private IllegalStateException describe(IllegalStateException e) {
        for (int index = 0; index < inputs.length; index++) {
            if (!inputs[index].isOpen()) {
                return new IllegalStateException(
                        "input '%s' is bound to a tensor that is closed"
                                .formatted(model.inputs().get(index).name()),
                        e);
            }
        }
        for (int index = 0; index < outputs.length; index++) {
            if (!outputs[index].isOpen()) {
                return new IllegalStateException(
                        "output '%s' is bound to a tensor that is closed"
                                .formatted(model.outputs().get(index).name()),
                        e);
            }
        }
        return e;
    }

    private static int indexOf(String kind, List<TensorInfo> infos, String name) {
        for (int index = 0; index < infos.size(); index++) {
            if (infos.get(index).name().equals(name)) {
                return index;
            }
        }
        throw new IllegalArgumentException("there is no %s '%s'; there are %s".formatted(kind, name, names(infos)));
    }

    private static void requireSingle(String kind, List<TensorInfo> infos) {
        if (infos.size() != 1) {
            throw new IllegalStateException(
                    "there are %d %s, name one: %s".formatted(infos.size(), kind, names(infos)));
        }
    }

    private static String names(List<TensorInfo> infos) {
        return infos.stream().map(TensorInfo::name).collect(Collectors.joining(", "));
    }

    private static void requireFit(String kind, TensorInfo info, Tensor tensor) {
        if (tensor.type() != info.type() || !tensor.shape().equals(info.shape())) {
            throw new IllegalArgumentException("%s '%s' is %s%s, found a tensor %s"
                    .formatted(kind, info.name(), info.type(), info.shape(), tensor));
        }
        if (!tensor.isOpen()) {
            throw new IllegalStateException("the tensor for %s '%s' is closed".formatted(kind, info.name()));
        }
    }

    private static void requireDisjoint(String kind, String name, Tensor tensor, Tensor[] others, int except) {
        for (int index = 0; index < others.length; index++) {
            if (index != except && overlap(tensor, others[index])) {
                throw new IllegalArgumentException(
                        "the tensor for %s '%s' overlaps another one that is bound".formatted(kind, name));
            }
        }
    }

    private static boolean overlap(Tensor first, Tensor second) {
        long firstBegin = first.segment().address();
        long secondBegin = second.segment().address();
        return firstBegin < secondBegin + second.segment().byteSize()
                && secondBegin < firstBegin + first.segment().byteSize();
    }
}
