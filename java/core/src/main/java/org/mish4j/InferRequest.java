// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import org.mish4j.internal.backend.BoundMemory;
import org.mish4j.internal.backend.Execution;
import org.mish4j.internal.backend.RunThread;
import org.mish4j.internal.jfr.InferenceEvent;
import org.mish4j.internal.memory.ManagedResource;
import org.mish4j.internal.verbose.Verbose;

/**
 * One inference at a time of a {@link CompiledModel}: its activations, its bound inputs and outputs. Belongs to one thread
 * at a time; a second one that enters gets an {@link IllegalStateException}. {@link #run}, {@link #start} and {@link #await}
 * allocate nothing on the heap.
 */
public final class InferRequest implements AutoCloseable {
    private final CompiledModel model;
    private final Execution execution;
    private final RunThread runThread;
    private final BoundTensors tensors;
    private final ExclusiveUse use;
    private final InferenceEvent probe = new InferenceEvent();
    private @Nullable InferenceEvent startedEvent;
    private long startedNanoseconds;

    InferRequest(CompiledModel model, Execution execution) {
        this.model = model;
        this.execution = execution;
        this.tensors = new BoundTensors(model, execution);
        String description = "request of model '" + model.name() + "'";
        this.runThread = new RunThread(execution, "mish4j " + description);
        ManagedResource resource = new ManagedResource(
                this,
                description + " on " + model.device().name(),
                new Release(runThread, execution, tensors.deviceMemory()));
        this.use = new ExclusiveUse(description, resource::release);
    }

    /** Ends all that a request holds; waits for a run that is in motion. */
    private record Release(RunThread runThread, Execution execution, BoundMemory deviceMemory) implements Runnable {
        @Override
        public void run() {
            try {
                runThread.release();
            } finally {
                try {
                    execution.release();
                } finally {
                    deviceMemory.release();
                }
            }
        }
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
        return tensors.input(name);
    }

    /**
     * Returns the tensor that is bound to the only input.
     *
     * @throws IllegalStateException if there are more or none, if that is a tensor of the device, or if this request is closed
     */
    public Tensor input() {
        use.requireOpen();
        return tensors.input();
    }

    /**
     * Returns the tensor that is bound to an output.
     *
     * @throws IllegalArgumentException if there is no output of this name
     * @throws IllegalStateException if that is a tensor of the device, or if this request is closed
     */
    public Tensor output(String name) {
        use.requireOpen();
        return tensors.output(name);
    }

    /**
     * Returns the tensor that is bound to the only output.
     *
     * @throws IllegalStateException if there are more or none, if that is a tensor of the device, or if this request is closed
     */
    public Tensor output() {
        use.requireOpen();
        return tensors.output();
    }

    /**
     * Binds a tensor of the caller's to an input, without a copy. It must stay open for the runs that follow.
     *
     * @throws IllegalArgumentException if there is no input of this name, or if the tensor's type or shape is another, or if
     *     its memory overlaps a bound output
     * @throws IllegalStateException if this request runs or is closed, or if the tensor is closed
     */
    public void bindInput(String name, Tensor tensor) {
        use.enter();
        try {
            tensors.bindInput(name, tensor);
        } finally {
            use.exit();
        }
    }

    /**
     * Binds a tensor of the device to an input. Each later run reads the tensor's elements in place, without a copy.
     * The tensor must stay open for these runs.
     *
     * @throws IllegalArgumentException if there is no input of this name, or if the tensor's type, shape or device is another,
     *     or if it is bound to an output
     * @throws IllegalStateException if this request runs or is closed, or if the tensor is closed
     */
    public void bindInput(String name, DeviceTensor tensor) {
        use.enter();
        try {
            tensors.bindInput(name, tensor);
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
        use.enter();
        try {
            tensors.bindOutput(name, tensor);
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
        use.enter();
        try {
            tensors.bindOutput(name, tensor);
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
            tensors.requireOpenOnDevice();
            if (Verbose.RUNS || probe.isEnabled()) {
                runObserved();
            } else {
                execution.run();
            }
        } catch (IllegalStateException e) {
            throw tensors.describe(e);
        } finally {
            use.exit();
            Reference.reachabilityFence(this);
        }
    }

    private void runObserved() {
        InferenceEvent event = new InferenceEvent();
        event.begin();
        startedNanoseconds = System.nanoTime();
        execution.run();
        commit(event);
    }

    private void commit(InferenceEvent event) {
        if (Verbose.RUNS) {
            Verbose.ran(model.device().name(), model.name(), System.nanoTime() - startedNanoseconds);
        }
        event.graph = model.name();
        event.device = model.device().name();
        event.commit();
    }

    /**
     * Begins a run and returns while it is in flight; {@link #await} waits for its end. Until then the bound tensors
     * belong to the run, and this request can only be awaited or closed. A GPU works without a thread of the caller's.
     * On other devices, a thread of this request works, which the first start makes.
     *
     * @throws IllegalStateException if this request runs, was started already or is closed, or if a bound tensor is closed
     * @throws WrongThreadException if a bound tensor's memory is of a confined arena, which only one thread may use
     * @throws MishException if the native layer fails, or the system refuses a thread
     */
    public void start() {
        use.enter();
        boolean started = false;
        try {
            tensors.requireOpenOnDevice();
            tensors.requireUsableByAnyThread();
            if (Verbose.RUNS || probe.isEnabled()) {
                startedEvent = new InferenceEvent();
                startedEvent.begin();
                startedNanoseconds = System.nanoTime();
            }
            if (execution.isAsynchronous()) {
                execution.start();
            } else {
                runThread.start(this);
            }
            started = true;
        } catch (IllegalStateException e) {
            throw tensors.describe(e);
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
     * Waits for the end of the run that {@link #start} began; the bound outputs are then written. Throws the run's
     * exception, if there is one. The run is over afterwards, also where this method throws.
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
            throw tensors.describe(e);
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
}
