// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.vector.memory.Block;

class MemoryPlannerTest {
    private static final long START = 128;

    private static Block block(long elements, int firstStep, int lastStep) {
        Block block = Block.ofActivations(elements);
        block.useIn(firstStep);
        block.useIn(lastStep);
        return block;
    }

    @Test
    void blocksThatAreNotInUseTogetherShareMemory() {
        List<Block> blocks = List.of(block(16, 0, 1), block(16, 2, 3), block(16, 4, 4));

        assertThat(MemoryPlanner.place(blocks, START)).isEqualTo(START + 64);
        assertThat(blocks).extracting(Block::byteOffset).containsOnly(START);
        assertThat(MemoryPlanner.largestLive(blocks, 5)).isEqualTo(64);
    }

    @Test
    void aBlockThatIsReadWhileAnotherIsWrittenKeepsItsMemory() {
        List<Block> blocks = List.of(block(16, 0, 1), block(16, 1, 2));

        assertThat(MemoryPlanner.place(blocks, START)).isEqualTo(START + 128);
        assertThat(MemoryPlanner.largestLive(blocks, 3)).isEqualTo(128);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noTwoBlocksInUseTogetherOverlap(long seed) {
        Random random = new Random(seed);
        int steps = 40;
        List<Block> blocks = new ArrayList<>();
        for (int count = 0; count < 100; count++) {
            int first = random.nextInt(steps);
            blocks.add(block(random.nextInt(1000), first, first + random.nextInt(steps - first)));
        }

        long end = MemoryPlanner.place(blocks, START);

        for (Block block : blocks) {
            assertThat(block.byteOffset()).isGreaterThanOrEqualTo(START).matches(offset -> offset % 64 == 0);
            assertThat(block.byteOffset() + block.byteSize()).isLessThanOrEqualTo(end);
            for (Block other : blocks) {
                assertThat(block == other || !block.isInUseWith(other) || areApart(block, other))
                        .as("%d and %d are apart", block.byteOffset(), other.byteOffset())
                        .isTrue();
            }
        }
        assertThat(end - START).isGreaterThanOrEqualTo(MemoryPlanner.largestLive(blocks, steps));
    }

    private static boolean areApart(Block block, Block other) {
        return block.byteOffset() + block.byteSize() <= other.byteOffset()
                || other.byteOffset() + other.byteSize() <= block.byteOffset();
    }
}
