// SPDX-License-Identifier: Apache-2.0
package org.mish4j.devices.special;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Accuracy;
import org.mish4j.Algorithm;
import org.mish4j.AlgorithmOptions;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.Precision;
import org.mish4j.testing.Devices;
import org.mish4j.testing.LeakCheck;

/** Every device keeps what {@code docs/nan-and-infinity.md} says that it keeps, of every operator, in every precision. */
@ExtendWith(LeakCheck.class)
class SpecialNumbersTest {
    private static final SpecialNumbersTable TABLE = SpecialNumbersTable.read();
    private static final List<SpecialCase> CASES = Stream.concat(
                    SpecialActivations.cases().stream(), SpecialOperators.cases().stream())
            .toList();

    static List<String> rows() {
        return TABLE.rows();
    }

    @Test
    void theTableHasARowForEveryOperator() {
        Set<String> tested = new LinkedHashSet<>();
        CASES.forEach(specialCase -> tested.add(specialCase.row()));

        assertThat(TABLE.rows()).containsExactlyInAnyOrderElementsOf(tested);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyDeviceKeepsWhatTheTablePromises(String row) {
        List<SpecialCase> cases = CASES.stream()
                .filter(specialCase -> specialCase.row().equals(row))
                .toList();
        List<String> broken = new ArrayList<>();
        for (String name : Devices.available()) {
            Device device = Device.of(name);
            CompileOptions standard = CompileOptions.defaults().withAlgorithms(AlgorithmOptions.of(Algorithm.DIRECT));
            String column = name.startsWith("cuda") ? "cuda" : name;
            if (TABLE.isKept(row, column)) {
                check(device, cases, standard, broken);
            }
            if (name.equals("cpu") && TABLE.isKept(row, "cpu, strict")) {
                check(
                        device,
                        cases,
                        standard.withAlgorithms(standard.algorithms().withAccuracy(Accuracy.STRICT)),
                        broken);
            }
        }
        assertThat(broken).isEmpty();
    }

    private static void check(Device device, List<SpecialCase> cases, CompileOptions options, List<String> broken) {
        for (Precision precision : device.info().precisions()) {
            Predicate<SpecialCase> fits = specialCase -> precision == Precision.F32 || specialCase.fitsHalf();
            cases.stream()
                    .filter(fits)
                    .forEach(specialCase -> check(device, specialCase, options.withPrecision(precision), broken));
        }
    }

    private static void check(Device device, SpecialCase specialCase, CompileOptions options, List<String> broken) {
        float[] found = run(device, specialCase.graph(), options, specialCase.inputs());
        for (int element = 0; element < found.length; element++) {
            if (!specialCase.allows(element, found[element], options.precision())) {
                broken.add("%s, %s, %s: %s, element %d is %s, promised %s"
                        .formatted(
                                device.info().name(),
                                options.precision(),
                                options.algorithms().accuracy(),
                                specialCase,
                                element,
                                found[element],
                                specialCase.expected()[element]));
            }
        }
    }

    /** Runs a graph once, and returns its first output. */
    static float[] run(Device device, Graph graph, CompileOptions options, List<float[]> inputs) {
        try (CompiledModel model = device.compile(graph, options);
                InferRequest request = model.createRequest()) {
            for (int input = 0; input < inputs.size(); input++) {
                request.input(model.inputs().get(input).name()).copyFrom(inputs.get(input));
            }
            request.run();
            return request.output(model.outputs().getFirst().name()).toFloatArray();
        }
    }
}
