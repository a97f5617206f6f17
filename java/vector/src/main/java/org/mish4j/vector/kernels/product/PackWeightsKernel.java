// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.product;

import org.jspecify.annotations.Nullable;
import org.mish4j.vector.kernels.Kernel;
import org.mish4j.vector.kernels.Workspace;
import org.mish4j.vector.memory.Block;
import org.mish4j.vector.memory.Memory;
import org.mish4j.vector.memory.Space;
import org.mish4j.vector.memory.View;

/** Packs weights that are no constants, in every inference. A part is a panel. */
public final class PackWeightsKernel implements Kernel {
    private final PackedWeights layout;
    private final WeightStrides source;
    private final Space weights;
    private final Space bias;
    private final long target;

    /**
     * Makes the kernel.
     *
     * @param source of the weights and the bias
     * @param packed in the activations
     */
    public PackWeightsKernel(
            PackedWeights layout, WeightStrides source, View weights, @Nullable View bias, Block packed) {
        this.layout = layout;
        this.source = source;
        this.weights = weights.space();
        this.bias = bias == null ? Space.CONSTANTS : bias.space();
        this.target = packed.byteOffset();
    }

    @Override
    public String name() {
        return "vector_pack";
    }

    @Override
    public int parts() {
        return layout.groups() * layout.panels();
    }

    @Override
    public void run(Memory memory, Workspace workspace, int part) {
        layout.pack(
                source,
                memory.of(weights),
                memory.of(bias),
                memory.activations(),
                target,
                part / layout.panels(),
                part % layout.panels());
    }
}
