// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.importers.onnx.GraphImporter;
import org.mish4j.importers.onnx.ModelFile;

/**
 * Reads ONNX files, with operator sets from 7 on. Immutable.
 *
 * <p>What only depends on constants and shapes is computed at import. Weights of type FLOAT16, BFLOAT16 and DOUBLE
 * become {@link org.mish4j.TensorType#F32}, and so do computations of these types within a model. Inputs and outputs
 * have the types that the model declares; integers that only an inference gives are computed as floats, which hold them
 * exactly up to 2<sup>24</sup>, and only moved, compared, chosen or converted. Nodes that no
 * output needs are left out. An input that has an initializer of its name is a constant.
 */
public final class OnnxImporter {
    private final Map<String, Shape> inputShapes;
    private final Map<String, Constant> constantInputs;

    /** Makes an importer for models that leave nothing open. */
    public OnnxImporter() {
        this(Map.of(), Map.of());
    }

    private OnnxImporter(Map<String, Shape> inputShapes, Map<String, Constant> constantInputs) {
        this.inputShapes = inputShapes;
        this.constantInputs = constantInputs;
    }

    /** Returns an importer that also sets the shape of an input whose dimensions a model leaves open. */
    public OnnxImporter withInputShape(String name, Shape shape) {
        Map<String, Shape> shapes = new HashMap<>(inputShapes);
        shapes.put(name, shape);
        return new OnnxImporter(Map.copyOf(shapes), constantInputs);
    }

    /**
     * Returns an importer for which an input has a value once and for all: it is no input of the graph. What decides
     * shapes, such as the second input of a Reshape, can be given this way only.
     */
    public OnnxImporter withConstantInput(String name, Constant constant) {
        Map<String, Constant> constants = new HashMap<>(constantInputs);
        constants.put(name, constant);
        return new OnnxImporter(inputShapes, Map.copyOf(constants));
    }

    /**
     * Reads a file.
     *
     * @throws org.mish4j.ModelFormatException if the file is no ONNX model, is damaged or contradicts itself, or if
     *     the shape of an input is open
     * @throws org.mish4j.UnsupportedOperatorException if an output needs an operator, a form of one or a type that
     *     mish4j does not have
     * @throws java.io.UncheckedIOException if the file can't be read
     * @throws IllegalArgumentException if a shape or a constant was set for an input that the model does not have, or
     *     a shape that contradicts the declared one
     */
    public Graph read(Path path) {
        return ModelFile.with(path, file -> GraphImporter.run(file, inputShapes, constantInputs));
    }
}
