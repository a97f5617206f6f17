// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.proto;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model.
 *
 * @param irVersion the version of the format
 * @param producerName the program that wrote the file; may be empty
 * @param producerVersion its version; may be empty
 * @param graph the graph; null if the file has none
 * @param opsetImports the versions of the operator sets
 * @param functions the operators that the model defines
 */
public record ModelProto(
        long irVersion,
        String producerName,
        String producerVersion,
        @Nullable GraphProto graph,
        List<OperatorSetIdProto> opsetImports,
        List<FunctionProto> functions) {

    /** Reads a model. */
    public static ModelProto read(WireReader reader) {
        long irVersion = 0;
        String producerName = "";
        String producerVersion = "";
        GraphProto graph = null;
        List<OperatorSetIdProto> opsetImports = new ArrayList<>();
        List<FunctionProto> functions = new ArrayList<>();
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> irVersion = reader.int64();
                case 2 -> producerName = reader.string();
                case 3 -> producerVersion = reader.string();
                case 7 -> graph = reader.message("GraphProto", GraphProto::read);
                case 8 -> opsetImports.add(reader.message("OperatorSetIdProto", OperatorSetIdProto::read));
                case 25 -> functions.add(reader.message("FunctionProto", FunctionProto::read));
                default -> reader.skip();
            }
        }
        return new ModelProto(
                irVersion, producerName, producerVersion, graph, List.copyOf(opsetImports), List.copyOf(functions));
    }
}
