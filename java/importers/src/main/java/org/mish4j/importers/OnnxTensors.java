// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers;

import java.nio.file.Path;
import org.mish4j.importers.onnx.ModelFile;
import org.mish4j.importers.onnx.TensorDecoder;
import org.mish4j.importers.onnx.proto.TensorProto;

/** Reads files of a single ONNX tensor, such as the inputs and outputs of ONNX's backend tests. */
public final class OnnxTensors {
    private OnnxTensors() {}

    /**
     * Reads a file that holds a {@code TensorProto}.
     *
     * @throws org.mish4j.ModelFormatException if the file is damaged
     * @throws org.mish4j.UnsupportedOperatorException if mish4j has no tensors of its type or its number of dimensions
     * @throws java.io.UncheckedIOException if the file can't be read
     */
    public static NamedConstant read(Path path) {
        return ModelFile.with(path, file -> {
            TensorProto tensor = file.tensor();
            return new NamedConstant(tensor.name(), new TensorDecoder(file, 0).decode(tensor));
        });
    }
}
