// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mish4j.internal.backend.BoundMemory;
import org.mish4j.internal.backend.DeviceMemory;
import org.mish4j.internal.backend.Execution;

/**
 * The tensors that are bound to a request's inputs and outputs: its own at first, then those of callers. The request makes
 * sure that one thread at a time binds.
 */
final class BoundTensors {
    /** Stands for any thread that no confined arena belongs to; never started. */
    private static final Thread ANY_THREAD = Thread.ofVirtual().unstarted(() -> {});

    private final Execution execution;
    private final DeviceInfo device;
    private final Side inputs;
    private final Side outputs;
    private final BoundMemory deviceMemory = new BoundMemory();

    BoundTensors(CompiledModel model, Execution execution) {
        this.execution = execution;
        this.device = model.device();
        this.inputs = Side.allocate("input", model.inputs());
        this.outputs = Side.allocate("output", model.outputs());
        for (int index = 0; index < inputs.tensors.length; index++) {
            execution.bindInput(index, inputs.hostTensor(index).segment(), false);
        }
        for (int index = 0; index < outputs.tensors.length; index++) {
            execution.bindOutput(index, outputs.hostTensor(index).segment(), false);
        }
    }

    /** Returns the memory of the device that is held for as long as it is bound. */
    BoundMemory deviceMemory() {
        return deviceMemory;
    }

    Tensor input(String name) {
        return inputs.hostTensor(inputs.indexOf(name));
    }

    Tensor input() {
        return inputs.single();
    }

    Tensor output(String name) {
        return outputs.hostTensor(outputs.indexOf(name));
    }

    Tensor output() {
        return outputs.single();
    }

    void bindInput(String name, Tensor tensor) {
        int index = inputs.requireFit(name, tensor);
        outputs.requireDisjoint(inputs.kind, name, tensor, -1);
        execution.bindInput(index, tensor.segment(), true);
        deviceMemory.set(index, null);
        inputs.tensors[index] = tensor;
    }

    void bindInput(String name, DeviceTensor tensor) {
        int index = inputs.requireFit(name, tensor);
        inputs.requireDevice(name, tensor, device);
        outputs.requireDisjoint(inputs.kind, name, tensor, -1);
        DeviceMemory memory = tensor.holdMemory();
        try {
            execution.bindInput(index, memory);
        } catch (RuntimeException | Error e) {
            memory.release();
            throw e;
        }
        deviceMemory.set(index, memory);
        inputs.tensors[index] = tensor;
    }

    void bindOutput(String name, Tensor tensor) {
        int index = outputs.requireFit(name, tensor);
        if (tensor.segment().isReadOnly()) {
            throw new IllegalArgumentException("the tensor for output '%s' is read-only".formatted(name));
        }
        requireDisjointOutput(name, tensor, index);
        execution.bindOutput(index, tensor.segment(), true);
        deviceMemory.set(inputs.tensors.length + index, null);
        outputs.tensors[index] = tensor;
    }

    void bindOutput(String name, DeviceTensor tensor) {
        int index = outputs.requireFit(name, tensor);
        outputs.requireDevice(name, tensor, device);
        requireDisjointOutput(name, tensor, index);
        DeviceMemory memory = tensor.holdMemory();
        try {
            execution.bindOutput(index, memory);
        } catch (RuntimeException | Error e) {
            memory.release();
            throw e;
        }
        deviceMemory.set(inputs.tensors.length + index, memory);
        outputs.tensors[index] = tensor;
    }

    private void requireDisjointOutput(String name, BoundTensor tensor, int index) {
        inputs.requireDisjoint(outputs.kind, name, tensor, -1);
        outputs.requireDisjoint(outputs.kind, name, tensor, index);
    }

    /** Memory of the device stays alive while it is bound, but a tensor that its owner has closed is not to be used. */
    void requireOpenOnDevice() {
        inputs.requireOpenOnDevice();
        outputs.requireOpenOnDevice();
    }

    void requireUsableByAnyThread() {
        inputs.requireUsableByAnyThread();
        outputs.requireUsableByAnyThread();
    }

    /** Returns a sentence about the bound tensor that is closed, where there is one, for what a run threw. */
    IllegalStateException describe(IllegalStateException thrown) {
        String closed = inputs.closed();
        if (closed == null) {
            closed = outputs.closed();
        }
        return closed == null ? thrown : new IllegalStateException(closed, thrown);
    }

    /** The inputs, or the outputs. */
    private static final class Side {
        /** {@code input} or {@code output}. */
        private final String kind;

        private final List<TensorInfo> infos;
        private final BoundTensor[] tensors;

        private Side(String kind, List<TensorInfo> infos, BoundTensor[] tensors) {
            this.kind = kind;
            this.infos = infos;
            this.tensors = tensors;
        }

        static Side allocate(String kind, List<TensorInfo> infos) {
            return new Side(
                    kind,
                    infos,
                    infos.stream()
                            .map(info -> Tensor.allocate(Arena.ofAuto(), info.type(), info.shape()))
                            .toArray(BoundTensor[]::new));
        }

        int indexOf(String name) {
            for (int index = 0; index < infos.size(); index++) {
                if (infos.get(index).name().equals(name)) {
                    return index;
                }
            }
            throw new IllegalArgumentException("there is no %s '%s'; there are %s".formatted(kind, name, names()));
        }

        private String names() {
            return infos.stream().map(TensorInfo::name).collect(Collectors.joining(", "));
        }

        Tensor single() {
            if (infos.size() != 1) {
                throw new IllegalStateException(
                        "there are %d %ss, name one: %s".formatted(infos.size(), kind, names()));
            }
            return hostTensor(0);
        }

        Tensor hostTensor(int index) {
            return switch (tensors[index]) {
                case Tensor tensor -> tensor;
                case DeviceTensor tensor ->
                    throw new IllegalStateException("%s '%s' is bound to a tensor of the device %s"
                            .formatted(
                                    kind,
                                    infos.get(index).name(),
                                    tensor.device().name()));
            };
        }

        /** Returns the index of a port that a tensor can be bound to. */
        int requireFit(String name, BoundTensor tensor) {
            int index = indexOf(name);
            TensorInfo info = infos.get(index);
            if (tensor.type() != info.type() || !tensor.shape().equals(info.shape())) {
                throw new IllegalArgumentException("%s '%s' is %s%s, found a tensor %s"
                        .formatted(kind, info.name(), info.type(), info.shape(), tensor));
            }
            if (!tensor.isOpen()) {
                throw new IllegalStateException("the tensor for %s '%s' is closed".formatted(kind, info.name()));
            }
            return index;
        }

        void requireDevice(String name, DeviceTensor tensor, DeviceInfo device) {
            String found = tensor.device().name();
            if (!found.equals(device.name())) {
                throw new IllegalArgumentException("%s '%s' is on the device %s, found a tensor of the device %s"
                        .formatted(kind, name, device.name(), found));
            }
        }

        /** Refuses a tensor of either side whose memory one of these has, but for the one at an index. */
        void requireDisjoint(String kindOfTensor, String name, BoundTensor tensor, int except) {
            for (int index = 0; index < tensors.length; index++) {
                if (index != except && overlap(tensor, tensors[index])) {
                    throw new IllegalArgumentException(
                            "the tensor for %s '%s' overlaps another one that is bound".formatted(kindOfTensor, name));
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

        void requireOpenOnDevice() {
            for (int index = 0; index < tensors.length; index++) {
                if (tensors[index] instanceof DeviceTensor tensor && !tensor.isOpen()) {
                    throw new IllegalStateException(closed(index));
                }
            }
        }

        void requireUsableByAnyThread() {
            for (int index = 0; index < tensors.length; index++) {
                if (tensors[index] instanceof Tensor tensor && !tensor.segment().isAccessibleBy(ANY_THREAD)) {
                    throw new WrongThreadException(
                            "%s '%s' is bound to memory of a confined arena, which can't be started with"
                                    .formatted(kind, infos.get(index).name()));
                }
            }
        }

        /** Returns a sentence about the first tensor that is closed; null if all are open. */
        @Nullable
        String closed() {
            for (int index = 0; index < tensors.length; index++) {
                if (!tensors[index].isOpen()) {
                    return closed(index);
                }
            }
            return null;
        }

        private String closed(int index) {
            return "%s '%s' is bound to a tensor that is closed"
                    .formatted(kind, infos.get(index).name());
        }
    }
}
