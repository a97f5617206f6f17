// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.mish4j.Constant;
import org.mish4j.Operator;
import org.mish4j.Shape;

/** Writes operators that move elements, or sum some along an axis, as the ONNX nodes that mean the same. */
final class OnnxMovements {
    private final OnnxGraph file;

    OnnxMovements(OnnxGraph file) {
        this.file = file;
    }

    void slice(Operator.Slice slice, String input, String output) {
        int rank = slice.starts().size();
        List<Long> ends = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            ends.add(slice.starts().get(axis)
                    + (slice.sizes().get(axis) - 1) * slice.steps().get(axis)
                    + 1);
        }
        List<String> inputs = List.of(
                input,
                file.integers(output + ".starts", slice.starts()),
                file.integers(output + ".ends", ends),
                file.integers(
                        output + ".axes", LongStream.range(0, rank).boxed().toList()),
                file.integers(output + ".steps", slice.steps()));
        file.node("Slice", inputs, output);
    }

    void gather(Operator.Gather gather, String input, String output) {
        String indices = file.integers(output + ".indices", gather.indices());
        file.node("Gather", List.of(input, indices), output, OnnxAttribute.of("axis", gather.axis()));
    }

    /** Adds a sum of one Gather for each tap, times its weights. */
    void interpolate(Operator.Interpolate interpolate, int rank, String input, String output) {
        int taps = interpolate.taps();
        int places = interpolate.indices().size() / taps;
        List<Long> shape = new ArrayList<>(Collections.nCopies(rank - interpolate.axis(), 1L));
        shape.set(0, (long) places);
        String sum = "";
        for (int tap = 0; tap < taps; tap++) {
            List<Long> indices = new ArrayList<>();
            float[] weights = new float[places];
            for (int place = 0; place < places; place++) {
                indices.add(interpolate.indices().get(place * taps + tap));
                weights[place] = interpolate.weights().get(place * taps + tap);
            }
            String part = output + ".tap" + tap;
            String gathered = file.part(
                    "Gather",
                    List.of(input, file.integers(part + ".indices", indices)),
                    part,
                    OnnxAttribute.of("axis", interpolate.axis()));
            String weight = file.constant(part + ".weights", Constant.ofFloats(Shape.of(shape), weights));
            String product = file.part("Mul", List.of(gathered, weight), part + ".product");
            sum = tap == 0 ? product : file.part("Add", List.of(sum, product), part + ".sum");
        }
        file.node("Identity", List.of(sum), output);
    }

    void resize(Operator.ResizeNearest resize, String input, String output) {
        float[] scales = new float[2 + resize.scales().size()];
        scales[0] = 1;
        scales[1] = 1;
        for (int axis = 0; axis < resize.scales().size(); axis++) {
            scales[2 + axis] = resize.scales().get(axis);
        }
        file.node(
                "Resize",
                List.of(input, "", file.floats(output + ".scales", scales)),
                output,
                OnnxAttribute.of("mode", "nearest"),
                OnnxAttribute.of("nearest_mode", "floor"),
                OnnxAttribute.of("coordinate_transformation_mode", "asymmetric"));
    }

    void convertImage(Operator.ConvertImage image, String input, String output) {
        String channelsFirst = file.part(
                "Transpose", List.of(input), output + ".nchw", OnnxAttribute.of("perm", List.of(0L, 3L, 1L, 2L)));
        String scales = file.constant(output + ".scales", perChannel(image.scales()));
        String scaled = file.part("Mul", List.of(channelsFirst, scales), output + ".scaled");
        String shifts = file.constant(output + ".shifts", perChannel(image.shifts()));
        file.node("Add", List.of(scaled, shifts), output);
    }

    private static Constant perChannel(List<Float> values) {
        float[] elements = new float[values.size()];
        for (int index = 0; index < elements.length; index++) {
            elements[index] = values.get(index);
        }
        return Constant.ofFloats(Shape.of(elements.length, 1, 1), elements);
    }
}
