// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.elements;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mish4j.InferRequest;
import org.mish4j.Tensor;
import org.mish4j.TensorType;

/**
 * How many elements of an output are no finite numbers; at least one is not.
 *
 * @param output its name
 * @param elements the number of all of its elements
 * @param nan how many are NaN
 * @param positive how many are positive infinity
 * @param negative how many are negative infinity
 */
public record NotFinite(String output, long elements, long nan, long positive, long negative) {
    /** Returns the outputs of a request that ran with elements that are not finite, in their order. */
    public static List<NotFinite> of(InferRequest request) {
        return request.model().outputs().stream()
                .map(output -> of(output.name(), request.output(output.name())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<NotFinite> of(String name, Tensor tensor) {
        long nan = 0;
        long positive = 0;
        long negative = 0;
        long elements = hasInfinity(tensor.type()) ? tensor.shape().elementCount() : 0;
        for (long index = 0; index < elements; index++) {
            double value = ElementReader.read(tensor.type(), tensor.segment(), index);
            if (!Double.isFinite(value)) {
                nan += Double.isNaN(value) ? 1 : 0;
                positive += value > 0 ? 1 : 0;
                negative += value < 0 ? 1 : 0;
            }
        }
        return nan + positive + negative == 0
                ? Optional.empty()
                : Optional.of(new NotFinite(name, elements, nan, positive, negative));
    }

    private static boolean hasInfinity(TensorType type) {
        return switch (type) {
            case F32, F64, F16, BF16 -> true;
            case I8, U8, I32, I64, BOOL -> false;
        };
    }

    /** Says it in one sentence. */
    public String text() {
        return "output '%s': %d of %d elements are not finite: %d NaN, %d +inf, %d -inf"
                .formatted(output, nan + positive + negative, elements, nan, positive, negative);
    }

    /** Returns the same for JSON. */
    public Map<String, Object> toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("output", output);
        object.put("elements", elements);
        object.put("nan", nan);
        object.put("positive_infinity", positive);
        object.put("negative_infinity", negative);
        return object;
    }
}
