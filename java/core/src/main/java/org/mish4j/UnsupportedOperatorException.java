// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.io.Serial;

/** A model uses an operator, or a form of one, that mish4j does not have. */
public class UnsupportedOperatorException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String operator;
    private final String node;
    private final long opset;

    /**
     * Makes an exception.
     *
     * @param operator the operator's type, with its domain where that is not the standard one
     * @param node the node's name
     * @param opset the version of the operator set that the model names
     * @param reason what about it is not supported, a clause; empty if nothing is
     */
    public UnsupportedOperatorException(String operator, String node, long opset, String reason) {
        super("operator %s of node '%s' (opset %d) is not supported%s"
                .formatted(operator, node, opset, reason.isEmpty() ? "" : ": " + reason));
        this.operator = operator;
        this.node = node;
        this.opset = opset;
    }

    /** Returns the operator's type. */
    public String operator() {
        return operator;
    }

    /** Returns the node's name. */
    public String node() {
        return node;
    }

    /** Returns the version of the operator set. */
    public long opset() {
        return opset;
    }
}
