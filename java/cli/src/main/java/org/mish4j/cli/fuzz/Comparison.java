// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mish4j.Graph;
import org.mish4j.Tensor;
import org.mish4j.TensorType;
import org.mish4j.Value;
import org.mish4j.cli.fuzz.graphs.GraphCase;
import org.mish4j.cli.fuzz.graphs.GraphEvaluator;
import org.mish4j.cli.text.ErrorText;

/**
 * Compares what devices give for a case with what its operators give one by one.
 *
 * <p>An output is right if each element is within a tolerance, relative to the output's largest magnitude. Where one is not,
 * the case is computed again, up to 400 times, with random rounding errors ({@link RoundingErrors}), and each element may be a few
 * times as far off as they make it. So a number that is rounded up here and down there is no failure, and one that lies
 * elsewhere than it should is.
 */
final class Comparison {
    private static final int MAX_SAMPLES = 400;
    private static final double SAFETY = 4;

    /** Outputs that are smaller are compared as if they were as large. */
    private static final double LEAST_SCALE = 1e-2;

    /** Below this, f32 arithmetic on numbers around 1 may give 0. */
    private static final double TINY = 1e-6;

    private final GraphCase graphCase;
    private final Runner runner;
    private final Map<Value, float[]> values;
    private final List<float[]> expected;

    /** Runs a case under a setting. */
    @FunctionalInterface
    interface Runner {
        /** Returns the elements of each output, read as floats. */
        List<float[]> outputs(GraphCase graphCase, Setting setting);
    }

    /** Prepares the comparison of what a setting's device gives. */
    Comparison(GraphCase graphCase) {
        this(graphCase, DeviceRun::outputs);
    }

    Comparison(GraphCase graphCase, Runner runner) {
        this.graphCase = graphCase;
        this.runner = runner;
        this.values = GraphEvaluator.evaluate(graphCase);
        this.expected = outputs(graphCase, values);
    }

    /** Returns the elements that each output should have, read as floats. */
    List<float[]> expected() {
        return expected;
    }

    /** Runs the case and returns what is wrong; empty if nothing is. */
    Optional<Failure> failure(Setting setting) {
        List<float[]> found;
        try {
            found = runner.outputs(graphCase, setting);
        } catch (RuntimeException | Error e) {
            return Optional.of(new Failure(Failure.Kind.EXCEPTION, ErrorText.of(e), Double.NaN));
        }
        List<double[]> spread = new ArrayList<>();
        expected.forEach(output -> spread.add(new double[output.length]));
        double tolerance = Accuracies.of(setting).tolerance();
        Optional<Failure> worst = worst(found, tolerance, spread);
        for (int sample = 0; sample < MAX_SAMPLES && worst.isPresent(); sample++) {
            addSample(spread, new RoundingErrors(sample, setting));
            worst = worst(found, tolerance, spread);
        }
        return worst;
    }

    private Optional<Failure> worst(List<float[]> found, double tolerance, List<double[]> spread) {
        double worst = 0;
        String text = "";
        for (int output = 0; output < expected.size(); output++) {
            double scale = scale(expected.get(output));
            for (int index = 0; index < expected.get(output).length; index++) {
                float wanted = expected.get(output)[index];
                float given = found.get(output)[index];
                double distance = Math.abs((double) given - wanted);
                double allowed = tolerance * scale + SAFETY * spread.get(output)[index];
                double difference = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance / scale;
                if (!(distance <= allowed) && allowed != Double.POSITIVE_INFINITY && difference > worst) {
                    worst = difference;
                    text = String.format(
                            Locale.ROOT,
                            "output '%s' at %d is %s, expected %s; off by %.3g of the largest magnitude",
                            graphCase.graph().outputs().get(output).name(),
                            index,
                            given,
                            wanted,
                            difference);
                }
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(new Failure(Failure.Kind.WRONG, text, worst));
    }

    /** Notes how far rounding errors move each element of each output: infinitely far where they make it infinite or NaN. */
    private void addSample(List<double[]> spread, RoundingErrors errors) {
        Map<Value, float[]> disturbedValues = GraphEvaluator.evaluate(graphCase, errors);
        List<float[]> disturbed = outputs(graphCase, disturbedValues);
        for (int output = 0; output < spread.size(); output++) {
            double[] farthest = spread.get(output);
            for (int index = 0; index < farthest.length; index++) {
                double distance = Math.abs((double) disturbed.get(output)[index] - expected.get(output)[index]);
                farthest[index] =
                        Math.max(farthest[index], Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance);
            }
            Graph.Output declared = graphCase.graph().outputs().get(output);
            if (declared.type() == TensorType.BOOL) {
                addZeros(farthest, elements(values, declared), elements(disturbedValues, declared));
            }
        }
    }

    /** A number that has either sign, or is tiny, may be 0, and as a truth value be another, though no sample hits that. */
    private static void addZeros(double[] farthest, float[] numbers, float[] disturbed) {
        for (int index = 0; index < farthest.length; index++) {
            boolean isTiny = numbers[index] != 0 && Math.abs(numbers[index]) < TINY;
            if (isTiny || Math.signum(numbers[index]) != Math.signum(disturbed[index])) {
                farthest[index] = Math.max(farthest[index], 1);
            }
        }
    }

    private static float[] elements(Map<Value, float[]> values, Graph.Output output) {
        return Objects.requireNonNull(values.get(output.value()));
    }

    private static double scale(float[] elements) {
        double largest = LEAST_SCALE;
        for (float element : elements) {
            largest = Math.max(largest, Math.abs(element));
        }
        return largest;
    }

    /** Returns the elements of the outputs, converted to the outputs' types. */
    private static List<float[]> outputs(GraphCase graphCase, Map<Value, float[]> values) {
        List<float[]> outputs = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            for (Graph.Output output : graphCase.graph().outputs()) {
                Tensor tensor =
                        Tensor.allocate(arena, output.type(), output.value().shape());
                tensor.copyFrom(elements(values, output));
                outputs.add(tensor.toFloatArray());
            }
        }
        return outputs;
    }
}
