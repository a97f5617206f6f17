// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mish4j.internal.backend.BoundMemory;
import org.mish4j.internal.backend.DeviceMemory;
import org.mish4j.internal.backend.Execution;
import org.mish4j.internal.backend.RunThread;
import org.mish4j.internal.jfr.InferenceEvent;
import org.mish4j.internal.memory.ManagedResource;

/**
 * One inference at a time of a {@link CompiledModel}: its activations, its bound inputs and outputs. Belongs to one thread
 * at a time; a second one that enters gets an {@link IllegalStateException}. {@link #run}, {@link #start} and {@link #await}
 * allocate nothing on the heap.
 */
public final class InferRequest implements AutoCloseable {
    /** Stands for any thread that no confined arena belongs to; never started. */
    private static final Thread ANY_THREAD = Thread.ofVirtual().unstarted(() -> {});

    private final CompiledModel model;
    private final Execution execution;
    private final RunThread runThread;
    private final BoundTensor[] inputs;
    private final BoundTensor[] outputs;
    private final BoundMemory boundMemory = new BoundMemory();
    private final ExclusiveUse use;
    private final InferenceEvent probe = new InferenceEvent();
    private @Nullable InferenceEvent startedEvent;

    InferRequest(CompiledModel model, Execution execution) {
        this.model = model;
        this.execution = execution;
        Tensor[] ownInputs = allocate(model.inputs());
        for (int index = 0; index < ownInputs.length; index++) {
            execution.bindInput(index, ownInputs[index].segment(), false);
        }
        Tensor[] ownOutputs = allocate(model.outputs());
        for (int index = 0; index < ownOutputs.length; index++) {
            execution.bindOutput(index, ownOutputs[index].segment(), false);
        }
        this.inputs = Arrays.copyOf(ownInputs, ownInputs.length, BoundTensor[].class);
        this.outputs = Arrays.copyOf(ownOutputs, ownOutputs.length, BoundTensor[].class);
        String description = "request of model '" + model.name() + "'";
        this.runThread = new RunThread(execution, "mish4j " + description);
        ManagedResource resource = new ManagedResource(
                this, description + " on " + model.device().name(), new Release(runThread, execution, boundMemory));
        this.use = new ExclusiveUse(description, resource::release);
    }

    /** Ends all that a request holds; waits for a run that is in motion. */
    private record Release(RunThread runThread, Execution execution, BoundMemory boundMemory) implements Runnable {
        @Override
        public void run() {
            try {
                runThread.release();
            } finally {
                try {
                    execution.release();
                } finally {
                    boundMemory.release();
                }
            }
        }
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
     * @throws IllegalStateException if that is a tensor of the device, or if this request is closed
     */
    public Tensor input(String name) {
        use.requireOpen();
        return requireTensor("input", name, inputs[indexOf("input", model.inputs(), name)]);
    }

    /**
     * Returns the tensor that is bound to the only input.
     *
     * @throws IllegalStateException if there are more or none, if that is a tensor of the device, or if this request is closed
     */
    public Tensor input() {
        use.requireOpen();
        requireSingle("inputs", model.inputs());
        return requireTensor("input", model.inputs().getFirst().name(), inputs[0]);
    }

    /**
     * Returns the tensor that is bound to an output.
     *
     * @throws IllegalArgumentException if there is no output of this name
     * @throws IllegalStateException if that is a tensor of the device, or if this request is closed
     */
    public Tensor output(String name) {
        use.requireOpen();
        return requireTensor("output", name, outputs[indexOf("output", model.outputs(), name)]);
    }

    /**
     * Returns the tensor that is bound to the only output.
     *
     * @throws IllegalStateException if there are more or none, if that is a tensor of the device, or if this request is closed
     */
    public Tensor output() {
        use.requireOpen();
        requireSingle("outputs", model.outputs());
        return requireTensor("output", model.outputs().getFirst().name(), outputs[0]);
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
            boundMemory.set(index, null);
            inputs[index] = tensor;
        } finally {
            use.exit();
        }
    }

    /**
     * Binds a tensor of the device to an input: what it holds is read where it is, by each run that follows. It must stay open
     * for those.
     *
     * @throws IllegalArgumentException if there is no input of this name, or if the tensor's type, shape or device is another,
     *     or if it is bound to an output
     * @throws IllegalStateException if this request runs or is closed, or if the tensor is closed
     */
    public void bindInput(String name, DeviceTensor tensor) {
        int index = indexOf("input", model.inputs(), name);
        requireFit("input", model.inputs().get(index), tensor);
        requireDevice("input", name, tensor);
        use.enter();
        try {
            requireDisjoint("input", name, tensor, outputs, -1);
            DeviceMemory memory = tensor.holdMemory();
            try {
                execution.bindInput(index, memory);
            } catch (RuntimeException | Error e) {
                memory.release();
                throw e;
            }
            boundMemory.set(index, memory);
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
            boundMemory.set(inputs.length + index, null);
            outputs[index] = tensor;
        } finally {
            use.exit();
        }
    }

    /**
     * Binds a tensor of the device to an output: each run that follows leaves its result there. It must stay open for those.
     *
     * @throws IllegalArgumentException if there is no output of this name, or if the tensor's type, shape or device is another,
     *     or if it is bound to an input or to another output
     * @throws IllegalStateException if this request runs or is closed, or if the tensor is closed
     */
    public void bindOutput(String name, DeviceTensor tensor) {
        int index = indexOf("output", model.outputs(), name);
        requireFit("output", model.outputs().get(index), tensor);
        requireDevice("output", name, tensor);
        use.enter();
        try {
            requireDisjoint("output", name, tensor, inputs, -1);
            requireDisjoint("output", name, tensor, outputs, index);
            DeviceMemory memory = tensor.holdMemory();
            try {
                execution.bindOutput(index, memory);
            } catch (RuntimeException | Error e) {
                memory.release();
                throw e;
            }
            boundMemory.set(inputs.length + index, memory);
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
            requireOpenOnDevice();
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
        commit(event);
    }

    private void commit(InferenceEvent event) {
        event.graph = model.name();
        event.device = model.device().name();
        event.commit();
    }

    /**
     * Begins a run and returns before it has ended: {@link #await} waits for it. Until then the bound tensors belong to the
     * run, and this request can only be awaited or closed. A GPU works on its own meanwhile; on other devices a thread of this
     * request's does, which is made at the first start.
     *
     * @throws IllegalStateException if this request runs, was started already or is closed, or if a bound tensor is closed
     * @throws WrongThreadException if a bound tensor's memory is of a confined arena, which only one thread may use
     * @throws MishException if the native layer fails, or the system refuses a thread
     */
    public void start() {
        use.enter();
        boolean started = false;
        try {
            requireOpenOnDevice();
            requireUsableByAnyThread("input", model.inputs(), inputs);
            requireUsableByAnyThread("output", model.outputs(), outputs);
            if (probe.isEnabled()) {
                startedEvent = new InferenceEvent();
                startedEvent.begin();
            }
            if (execution.isAsynchronous()) {
                execution.start();
            } else {
                runThread.start(this);
            }
            started = true;
        } catch (IllegalStateException e) {
            throw describe(e);
        } finally {
            if (started) {
                use.exitStarted();
            } else {
                startedEvent = null;
                use.exit();
            }
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Waits for the end of the run that {@link #start} began; then the bound outputs are written. Throws what the run threw.
     * Whether it throws or not, the run is over afterwards.
     *
     * @throws IllegalStateException if this request was not started, or another thread awaits it, or it is closed, or if a
     *     bound tensor is closed
     * @throws MishException if the native layer fails
     */
    public void await() {
        use.enterStarted();
        try {
            if (execution.isAsynchronous()) {
                execution.await();
            } else {
                runThread.await();
            }
            if (startedEvent != null) {
                commit(startedEvent);
            }
        } catch (IllegalStateException e) {
            throw describe(e);
        } finally {
            startedEvent = null;
            use.exit();
            Reference.reachabilityFence(this);
        }
    }

    /** Tells whether a run was started and not yet awaited. */
    public boolean isRunning() {
        return use.isStarted();
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
     * Closes the request: at the end of a run that is going on in another thread, if there is one; a run that was started and
     * not awaited is waited for. Does nothing when that was done. Tensors that it gave stay readable for as long as they are
     * referred to.
     */
    @Override
    public void close() {
        use.close();
    }

    /** Memory of the device stays alive while it is bound, but a tensor that its owner has closed is not to be used. */
    private void requireOpenOnDevice() {
        requireOpenOnDevice("input", model.inputs(), inputs);
        requireOpenOnDevice("output", model.outputs(), outputs);
    }

    private static void requireOpenOnDevice(String kind, List<TensorInfo> infos, BoundTensor[] tensors) {
        for (int index = 0; index < tensors.length; index++) {
            if (tensors[index] instanceof DeviceTensor tensor && !tensor.isOpen()) {
                throw new IllegalStateException("%s '%s' is bound to a tensor that is closed"
                        .formatted(kind, infos.get(index).name()));
            }
        }
    }

    private static void requireUsableByAnyThread(String kind, List<TensorInfo> infos, BoundTensor[] tensors) {
        for (int index = 0; index < tensors.length; index++) {
            if (tensors[index] instanceof Tensor tensor && !tensor.segment().isAccessibleBy(ANY_THREAD)) {
                throw new WrongThreadException(
                        "%s '%s' is bound to memory of a confined arena, which can't be started with"
                                .formatted(kind, infos.get(index).name()));
            }
        }
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

    private static Tensor requireTensor(String kind, String name, BoundTensor bound) {
        return switch (bound) {
            case Tensor tensor -> tensor;
            case DeviceTensor tensor ->
                throw new IllegalStateException("%s '%s' is bound to a tensor of the device %s"
                        .formatted(kind, name, tensor.device().name()));
        };
    }

    private void requireDevice(String kind, String name, DeviceTensor tensor) {
        String found = tensor.device().name();
        if (!found.equals(model.device().name())) {
            throw new IllegalArgumentException("%s '%s' is on the device %s, found a tensor of the device %s"
                    .formatted(kind, name, model.device().name(), found));
        }
    }

    private static void requireFit(String kind, TensorInfo info, BoundTensor tensor) {
        if (tensor.type() != info.type() || !tensor.shape().equals(info.shape())) {
            throw new IllegalArgumentException("%s '%s' is %s%s, found a tensor %s"
                    .formatted(kind, info.name(), info.type(), info.shape(), tensor));
        }
        if (!tensor.isOpen()) {
            throw new IllegalStateException("the tensor for %s '%s' is closed".formatted(kind, info.name()));
        }
    }

    private static void requireDisjoint(
            String kind, String name, BoundTensor tensor, BoundTensor[] others, int except) {
        for (int index = 0; index < others.length; index++) {
            if (index != except && overlap(tensor, others[index])) {
                throw new IllegalArgumentException(
                        "the tensor for %s '%s' overlaps another one that is bound".formatted(kind, name));
            }
        }
    }

    private static boolean overlap(BoundTensor first, BoundTensor second) {
        if (first instanceof Tensor firstTensor && second instanceof Tensor secondTensor) {
            return overlap(firstTensor.segment(), secondTensor.segment());
        }
        return first == second;
    }

    private static boolean overlap(MemorySegment first, MemorySegment second) {
        return first.address() < second.address() + second.byteSize()
                && second.address() < first.address() + first.byteSize();
    }
}
