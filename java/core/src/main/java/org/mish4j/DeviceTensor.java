// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.lang.ref.Reference;
import org.mish4j.internal.backend.DeviceMemory;
import org.mish4j.internal.memory.ManagedResource;

/**
 * A tensor in the memory of a device, dense and row-major. Its elements stay on the device while it is bound to
 * requests, so that one request reads the result of another without a copy to the processor's memory and back.
 * {@link Device#allocate} makes it, and its owner closes it, once or more often. Threads may share it, but the elements
 * are undefined where one thread reads while another writes.
 */
public final class DeviceTensor implements BoundTensor, AutoCloseable {
    private final DeviceInfo device;
    private final TensorType type;
    private final Shape shape;
    private final DeviceMemory memory;
    private final ManagedResource resource;
    private volatile boolean open = true;

    DeviceTensor(DeviceInfo device, TensorType type, Shape shape, DeviceMemory memory) {
        this.device = device;
        this.type = type;
        this.shape = shape;
        this.memory = memory;
        this.resource =
                new ManagedResource(this, "tensor %s%s of %s".formatted(type, shape, device.name()), memory::release);
    }

    /** Returns the device whose memory this is. */
    public DeviceInfo device() {
        return device;
    }

    /** Returns the type of the elements. */
    @Override
    public TensorType type() {
        return type;
    }

    /** Returns the shape. */
    @Override
    public Shape shape() {
        return shape;
    }

    /** Tells whether this can still be used. */
    @Override
    public boolean isOpen() {
        return open;
    }

    /**
     * Copies a tensor's elements into this.
     *
     * @throws IllegalArgumentException if its type or shape is another
     * @throws IllegalStateException if one of the two is closed
     * @throws MishException if the device fails
     */
    public void copyFrom(Tensor src) {
        requireFit(src);
        hold();
        try {
            memory.write(src.segment());
        } finally {
            memory.release();
            Reference.reachabilityFence(src);
        }
    }

    /**
     * Copies the elements into a tensor.
     *
     * @throws IllegalArgumentException if its type or shape is another, or if its memory is read-only
     * @throws IllegalStateException if one of the two is closed
     * @throws MishException if the device fails
     */
    public void copyTo(Tensor dst) {
        requireFit(dst);
        if (dst.segment().isReadOnly()) {
            throw new IllegalArgumentException("the tensor %s to copy to is read-only".formatted(dst));
        }
        hold();
        try {
            memory.read(dst.segment());
        } finally {
            memory.release();
            Reference.reachabilityFence(dst);
        }
    }

    private void requireFit(Tensor other) {
        if (other.type() != type || !other.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    "the tensor on %s is %s, found a tensor %s".formatted(device.name(), this, other));
        }
    }

    private void hold() {
        if (!open || !memory.retain()) {
            throw new IllegalStateException("the tensor %s of %s is closed".formatted(this, device.name()));
        }
    }

    /** Gives the memory, held for the caller, who releases it. */
    DeviceMemory holdMemory() {
        hold();
        return memory;
    }

    /**
     * Closes the tensor. The memory is freed when no copy and no request holds it any more. A second call does nothing.
     */
    @Override
    public void close() {
        open = false;
        resource.release();
    }

    /** Returns the type and the shape in the form {@code F32[1, 3, 224, 224]}. */
    @Override
    public String toString() {
        return type + shape.toString();
    }
}
