// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mish4j.internal.memory.ManagedResource;

class TensorTest {
    private static final Shape PAIR = Shape.of(2);

    @ParameterizedTest
    @EnumSource
    void isAllocatedAsAlignedZeros(TensorType type) {
        try (Tensor tensor = Tensor.allocate(type, Shape.of(3, 5))) {
            assertThat(tensor.type()).isEqualTo(type);
            assertThat(tensor.shape()).isEqualTo(Shape.of(3, 5));
            assertThat(tensor.segment().byteSize()).isEqualTo(15L * type.byteSize());
            assertThat(tensor.segment().address() % 64).isZero();
            assertThat(tensor.segment().toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
            assertThat(tensor).hasToString(type + "[3, 5]");
        }
    }

    @Test
    void copiesFloatsInAndOut() {
        try (Tensor tensor = Tensor.ofFloats(PAIR, 1, 2)) {
            float[] found = new float[2];
            assertThat(tensor.toFloatArray()).containsExactly(1, 2);

            tensor.copyFrom(new float[] {3, 4});
            tensor.copyTo(found);

            assertThat(found).containsExactly(3, 4);
        }
    }

    @Test
    void closesOnceOrMoreOften() {
        int before = ManagedResource.openCount();
        Tensor tensor = Tensor.allocate(TensorType.F32, PAIR);
        assertThat(tensor.isOpen()).isTrue();
        assertThat(ManagedResource.openCount()).isEqualTo(before + 1);

        tensor.close();
        tensor.close();

        assertThat(tensor.isOpen()).isFalse();
        assertThat(ManagedResource.openCount()).isEqualTo(before);
        assertThatIllegalStateException().isThrownBy(tensor::toFloatArray);
        assertThatIllegalStateException().isThrownBy(() -> tensor.copyFrom(new float[2]));
    }

    @Test
    void endsWithACallersArena() {
        Tensor tensor;
        try (Arena arena = Arena.ofConfined()) {
            tensor = Tensor.allocate(arena, TensorType.F32, PAIR);
            tensor.close();
            assertThat(tensor.isOpen()).isTrue();
        }
        assertThat(tensor.isOpen()).isFalse();
    }

    @Test
    void wrapsMemoryWithoutACopy() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2);
            Tensor tensor = Tensor.wrap(segment, TensorType.F32, PAIR);

            segment.setAtIndex(ValueLayout.JAVA_FLOAT, 1, 7);
            tensor.close();

            assertThat(tensor.toFloatArray()).containsExactly(1, 7);
        }
    }

    @Test
    void refusesToWrapWhatDoesNotFit() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(16, 8);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Tensor.wrap(MemorySegment.ofArray(new float[2]), TensorType.F32, PAIR))
                    .withMessage("the segment is on the heap, expected one off the heap");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Tensor.wrap(segment, TensorType.F32, PAIR))
                    .withMessage("the segment has 16 bytes, F32[2] has 8");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Tensor.wrap(segment.asSlice(2, 8), TensorType.F32, PAIR))
                    .withMessageMatching("the segment's address 0x[0-9a-f]+ is not aligned to the 4 bytes of F32");
        }
    }

    @Test
    void refusesAnotherNumberOfValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ofFloats(PAIR, 1))
                .withMessage("a tensor of shape [2] has 2 values, found 1");
        try (Tensor tensor = Tensor.allocate(TensorType.F32, PAIR)) {
            assertThatIllegalArgumentException().isThrownBy(() -> tensor.copyFrom(new float[3]));
            assertThatIllegalArgumentException().isThrownBy(() -> tensor.copyTo(new float[1]));
        }
    }

    @Test
    void convertsFloatsToAndFromEveryType() {
        float[] values = {-300.5f, -0.4f, 2.5f, 3.5f, 1e20f, Float.NaN};
        Map<TensorType, float[]> expected = Map.of(
                TensorType.F32, values,
                TensorType.F64, values,
                TensorType.F16, new float[] {-300.5f, -0.39990234f, 2.5f, 3.5f, Float.POSITIVE_INFINITY, Float.NaN},
                TensorType.BF16, new float[] {-300, -0.400390625f, 2.5f, 3.5f, 173 * 0x1p59f, Float.NaN},
                TensorType.I8, new float[] {-128, 0, 2, 4, 127, 0},
                TensorType.U8, new float[] {0, 0, 2, 4, 255, 0},
                TensorType.I32, new float[] {-300, 0, 2, 4, 2147483647, 0},
                TensorType.I64, new float[] {-300, 0, 2, 4, 9223372036854775807L, 0},
                TensorType.BOOL, new float[] {1, 1, 1, 1, 1, 1});
        for (TensorType type : TensorType.values()) {
            try (Tensor tensor = Tensor.allocate(type, Shape.of(values.length))) {
                tensor.copyFrom(values);

                assertThat(tensor.toFloatArray()).as(type.name()).isEqualTo(expected.get(type));
            }
        }
    }

    @Test
    void roundsToBfloat16AsToTheNearestOfAllOfThem() {
        Random random = new Random(11);
        for (int round = 0; round < 2000; round++) {
            float value = Float.intBitsToFloat(random.nextInt());
            try (Tensor tensor = Tensor.allocate(TensorType.BF16, Shape.of())) {
                tensor.copyFrom(new float[] {value});

                float found = tensor.toFloatArray()[0];
                assertThat(Math.abs((double) found - value))
                        .as("%s became %s", value, found)
                        .satisfies(error -> assertThat(!Float.isFinite(value)
                                        || !Float.isFinite(found)
                                        || error <= Math.abs((double) value) / 256
                                        || error <= Float.MIN_NORMAL / 128)
                                .isTrue());
                assertThat(Float.isNaN(found)).isEqualTo(Float.isNaN(value));
            }
        }
    }

    @Test
    void refusesMemoryThatIsMappedFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("pair"), new byte[8]);
        try (FileChannel channel = FileChannel.open(file);
                Arena arena = Arena.ofConfined()) {
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, 8, arena);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Tensor.wrap(mapped, TensorType.F32, PAIR))
                    .withMessageContaining("mapped from a file");
        }
    }
}
