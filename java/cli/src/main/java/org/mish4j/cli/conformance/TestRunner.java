// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.conformance;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Constant;
import org.mish4j.Device;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.MishException;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.TensorInfo;
import org.mish4j.TensorType;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.cli.text.ErrorText;
import org.mish4j.importers.OnnxImporter;
import org.mish4j.importers.OnnxModelInfo;
import org.mish4j.importers.OnnxTensors;

/** Runs tests on a device. */
public final class TestRunner {
    private final Device device;
    private final CompileOptions options;
    private final Tolerance tolerance;

    /** Makes a runner. */
    public TestRunner(Device device, CompileOptions options, Tolerance tolerance) {
        this.device = device;
        this.options = options;
        this.tolerance = tolerance;
    }

    /** A test needs what mish4j does not have. */
    private static final class NotSupported extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String reason;

        NotSupported(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /** Runs a test. Whatever goes wrong in it is its outcome. */
    public TestOutcome run(ConformanceTest test) {
        try {
            OnnxModelInfo model = OnnxModelInfo.read(test.model());
            List<Path> dataSets = test.dataSets();
            if (dataSets.isEmpty()) {
                return new TestOutcome.Failed("it has no folder test_data_set_*");
            }
            boolean folded = true;
            for (Path dataSet : dataSets) {
                DataSetResult result = run(test.model(), model, dataSet);
                if (result.difference().isPresent()) {
                    return new TestOutcome.Failed("%s: %s"
                            .formatted(
                                    dataSet.getFileName(), result.difference().orElseThrow()));
                }
                folded &= result.folded();
            }
            return folded ? new TestOutcome.Folded() : new TestOutcome.Passed();
        } catch (NotSupported e) {
            return new TestOutcome.Skipped(e.reason);
        } catch (UnsupportedOperatorException e) {
            return new TestOutcome.Skipped(ErrorText.of(e));
        } catch (MishException e) {
            return e.status() == MishException.Status.UNSUPPORTED
                    ? new TestOutcome.Skipped(ErrorText.of(e))
                    : new TestOutcome.Failed(ErrorText.of(e));
        } catch (IOException | RuntimeException | Error e) {
            return new TestOutcome.Failed(ErrorText.of(e));
        }
    }

    /**
     * What came of a folder of inputs and outputs.
     *
     * @param difference what is wrong with an output, in one sentence; empty if nothing is
     * @param folded whether all outputs were known before anything ran
     */
    private record DataSetResult(Optional<String> difference, boolean folded) {}

    /** Which inputs stay inputs of the graph; the others are constants in it. */
    private enum Inputs {
        ALL,
        /** Shapes, axes and the like are often integers that have to be known. */
        FLOATS,
        /** Operators may need their bounds or scales to be known. */
        FIRST,
        NONE
    }

    /**
     * Runs a model on the inputs of a folder, with as few of them constants as it can be imported with. What a device
     * does not have is not made up for by more constants, which would have other code than the device's compute the
     * outputs; but a device may be without inputs of other types than floats.
     */
    private DataSetResult run(Path modelFile, OnnxModelInfo model, Path dataSet) {
        Map<String, Constant> inputs = read(dataSet, "input", model.inputs());
        Map<String, Constant> expected = read(dataSet, "output", model.outputs());
        UnsupportedOperatorException last = null;
        for (Inputs variable : Inputs.values()) {
            Graph graph;
            try {
                graph = importGraph(modelFile, model, inputs, variable);
            } catch (UnsupportedOperatorException e) {
                last = e;
                continue;
            }
            boolean floatsOnly = graph.inputs().stream().allMatch(input -> input.type() == TensorType.F32);
            try {
                return run(graph, inputs, expected);
            } catch (MishException e) {
                if (e.status() != MishException.Status.UNSUPPORTED || floatsOnly) {
                    throw e;
                }
                return runWithFloats(importWithFloats(modelFile, model, inputs, e), inputs, expected, e);
            }
        }
        throw Objects.requireNonNull(last);
    }

    /** Imports a model with the other inputs as constants; throws the device's reason if that can't be done. */
    private static Graph importWithFloats(
            Path modelFile, OnnxModelInfo model, Map<String, Constant> inputs, MishException reason) {
        try {
            return importGraph(modelFile, model, inputs, Inputs.FLOATS);
        } catch (UnsupportedOperatorException _) {
            throw reason;
        }
    }

    private DataSetResult runWithFloats(
            Graph graph, Map<String, Constant> inputs, Map<String, Constant> expected, MishException reason) {
        boolean nothingToRun =
                graph.outputs().stream().allMatch(output -> output.value().isConstant());
        if (graph.inputs().isEmpty() && !nothingToRun) {
            throw reason;
        }
        return run(graph, inputs, expected);
    }

    private DataSetResult run(Graph graph, Map<String, Constant> inputs, Map<String, Constant> expected) {
        if (graph.outputs().stream().allMatch(output -> output.value().isConstant())) {
            return new DataSetResult(compareConstants(graph, expected), true);
        }
        try (CompiledModel compiled = device.compile(graph, options);
                InferRequest request = compiled.createRequest()) {
            for (TensorInfo input : compiled.inputs()) {
                copy(inputs, request, input);
            }
            request.run();
            return new DataSetResult(compare(request, expected), graph.inputs().isEmpty());
        }
    }

    /** Throws for an input or output of a type, a rank or a size that mish4j does not have. */
    private static void requireSupported(String kind, OnnxModelInfo.Port port) {
        if (port.type().isEmpty()) {
            throw new NotSupported("%s '%s' is of type %s".formatted(kind, port.name(), port.typeName()));
        }
        int rank = port.dimensions().map(List::size).orElse(0);
        if (rank > Shape.MAX_RANK) {
            throw new NotSupported("%s '%s' has %d dimensions".formatted(kind, port.name(), rank));
        }
    }

    /** Reads {@code input_0.pb} and so on, in the order of the model's inputs; or the same of outputs. */
    private static Map<String, Constant> read(Path dataSet, String kind, List<OnnxModelInfo.Port> ports) {
        Map<String, Constant> tensors = new LinkedHashMap<>();
        for (int index = 0; index < ports.size(); index++) {
            OnnxModelInfo.Port port = ports.get(index);
            requireSupported(kind, port);
            Path file = dataSet.resolve("%s_%d.pb".formatted(kind, index));
            if (!Files.exists(file)) {
                throw new ModelFormatException(
                        "%s '%s' has no file %s".formatted(kind, port.name(), file.getFileName()));
            }
            tensors.put(port.name(), OnnxTensors.read(file).constant());
        }
        return tensors;
    }

    private static Graph importGraph(
            Path modelFile, OnnxModelInfo model, Map<String, Constant> inputs, Inputs variable) {
        OnnxImporter importer = new OnnxImporter();
        for (int index = 0; index < model.inputs().size(); index++) {
            String name = model.inputs().get(index).name();
            Constant input = Objects.requireNonNull(inputs.get(name));
            boolean staysInput = input.shape().elementCount() > 0
                    && switch (variable) {
                        case ALL -> true;
                        case FLOATS -> input.type() == TensorType.F32;
                        case FIRST -> input.type() == TensorType.F32 && index == 0;
                        case NONE -> false;
                    };
            importer =
                    staysInput ? importer.withInputShape(name, input.shape()) : importer.withConstantInput(name, input);
        }
        return importer.read(modelFile);
    }

    private static void copy(Map<String, Constant> inputs, InferRequest request, TensorInfo input) {
        Constant values = inputs.get(input.name());
        if (values == null || values.type() != input.type() || !values.shape().equals(input.shape())) {
            throw new ModelFormatException("input '%s' is %s%s, but its file holds %s"
                    .formatted(input.name(), input.type(), input.shape(), values));
        }
        request.input(input.name()).segment().copyFrom(values.segment());
    }

    private Optional<String> compare(InferRequest request, Map<String, Constant> expected) {
        for (Map.Entry<String, Constant> entry : expected.entrySet()) {
            Optional<String> difference =
                    tolerance.findDifference(entry.getKey(), request.output(entry.getKey()), entry.getValue());
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<String> compareConstants(Graph graph, Map<String, Constant> expected) {
        for (Graph.Output output : graph.outputs()) {
            Constant actual = Objects.requireNonNull(output.value().constant());
            Optional<String> difference = tolerance.findDifference(
                    output.name(), actual, Objects.requireNonNull(expected.get(output.name())));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }
}
