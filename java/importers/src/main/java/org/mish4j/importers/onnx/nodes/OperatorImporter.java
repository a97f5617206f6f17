// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.nodes;

import java.util.List;

/** Imports nodes of one ONNX operator. */
@FunctionalInterface
public interface OperatorImporter {
    /**
     * Adds to the graph what a node computes.
     *
     * @return the node's results; those at the end that no one reads may be left out
     */
    List<Operand> importNode(NodeContext node);

    /** Returns an importer for an operator of one result. */
    static OperatorImporter single(SingleResult importer) {
        return node -> List.of(importer.importNode(node));
    }

    /** Imports nodes of an operator of one result. */
    @FunctionalInterface
    interface SingleResult {
        /** Adds to the graph what a node computes, and returns its first result. */
        Operand importNode(NodeContext node);
    }
}
