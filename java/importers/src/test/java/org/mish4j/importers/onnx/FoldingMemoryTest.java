// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Constant;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** What is computed at import may be as large as the memory, and no larger. */
class FoldingMemoryTest {
    private static final long TEBI = 1L << 40;

    private static ModelBuilder model() {
        return new ModelBuilder(18)
                .initializer(Tensors.longs("huge", 1L << 20, 1L << 20))
                .initializer(Tensors.longs("row", new long[] {1, 1}, 5))
                .initializer(Tensors.longs("pair", 1 << 10, (1 << 20) - 1))
                .initializer(Tensors.longs("zero", new long[0], 0))
                .initializer(Tensors.longs("one", new long[0], 1))
                .initializer(Tensors.longs("many", new long[0], Integer.MAX_VALUE))
                .initializer(Tensors.longs("column", new long[] {1, 1}, 1));
    }

    static List<ModelBuilder> tooLarge() {
        return List.of(
                model().node("ConstantOfShape", List.of("huge"), List.of("y")),
                model().node("Expand", List.of("row", "huge"), List.of("y")),
                model().node("Tile", List.of("row", "huge"), List.of("y")),
                model().node("ConstantOfShape", List.of("pair"), List.of("a"))
                        .node("Concat", repeated("a", 1 << 10), List.of("y"), Attribute.of("axis", 0)));
    }

    private static List<String> repeated(String name, int count) {
        return Collections.nCopies(count, name);
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void isRefusedBeforeAnythingIsAllocated(ModelBuilder model) {
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model.outputs("y")))
                .withMessageMatching("(?s).*_of_y' .* is not supported: it makes a constant .* of [0-9.]+ GiB, "
                        + "more than the .* that are free");
    }

    @Test
    void rangeThatIsTooLong() {
        ModelBuilder model = model().initializer(Tensors.longs("far", new long[0], TEBI))
                .node("Range", List.of("zero", "far", "one"), List.of("y"))
                .outputs("y");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageEndingWith("has more than 2^31 - 1 elements");
    }

    /** More elements than once were the limit. */
    @Test
    void moreThanSixteenMillionElements() {
        long count = (1L << 24) + 3;
        ModelBuilder model = new ModelBuilder(18)
                .initializer(Tensors.longs("count", count))
                .node(
                        "ConstantOfShape",
                        List.of("count"),
                        List.of("y"),
                        Attribute.of(
                                "value", Tensors.header("", Tensors.INT8, 1).packedIntegers(5, 7)))
                .outputs("y");
        Constant constant = ModelRunner.constantResult(model);
        assertThat(constant.shape()).isEqualTo(Shape.of(count));
        assertThat(constant.segment().get(ValueLayout.JAVA_BYTE, count - 1)).isEqualTo((byte) 7);
    }
}
