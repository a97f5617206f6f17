// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mish4j.vector.memory.Block;

/**
 * Gives blocks their places, so that those in use at the same time do not overlap: the largest first, each as low as it
 * fits between those that have theirs.
 */
final class MemoryPlanner {
    private static final long ALIGNMENT = 64;

    private MemoryPlanner() {}

    /**
     * Places blocks.
     *
     * @param start the first byte that may be used
     * @return the byte after the last one that is used
     */
    static long place(List<Block> blocks, long start) {
        List<Block> placed = new ArrayList<>();
        long end = start;
        for (Block block : blocks.stream()
                .sorted(Comparator.comparingLong(Block::byteSize).reversed())
                .toList()) {
            block.place(lowestFit(block, placed, start));
            placed.add(block);
            end = Math.max(end, endOf(block));
        }
        return end;
    }

    private static long lowestFit(Block block, List<Block> placed, long start) {
        List<Block> conflicts = placed.stream()
                .filter(block::isInUseWith)
                .sorted(Comparator.comparingLong(Block::byteOffset))
                .toList();
        long candidate = start;
        for (Block conflict : conflicts) {
            if (candidate + block.byteSize() <= conflict.byteOffset()) {
                return candidate;
            }
            candidate = Math.max(candidate, endOf(conflict));
        }
        return candidate;
    }

    /** Returns the least that any plan must hold: the largest sum of the blocks in use in the same step. */
    static long largestLive(List<Block> blocks, int steps) {
        long largest = 0;
        for (int step = 0; step < steps; step++) {
            int current = step;
            largest = Math.max(
                    largest,
                    blocks.stream()
                            .filter(block -> block.isInUseIn(current))
                            .mapToLong(Block::byteSize)
                            .sum());
        }
        return largest;
    }

    private static long endOf(Block block) {
        return align(block.byteOffset() + block.byteSize());
    }

    static long align(long bytes) {
        return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    }
}
