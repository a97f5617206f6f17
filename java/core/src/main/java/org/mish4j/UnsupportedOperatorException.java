// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.io.Serial;

/** A model uses an operator, a form of one, or a type of tensor that mish4j does not have. */
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
        this(
                "operator %s of node '%s' (opset %d) is not supported%s"
                        .formatted(operator, node, opset, reason.isEmpty() ? "" : ": " + reason),
                operator,
                node,
                opset);
    }

    private UnsupportedOperatorException(String message, String operator, String node, long opset) {
        super(message);
        this.operator = operator;
        this.node = node;
        this.opset = opset;
    }

    /**
     * Returns an exception about a tensor of a model rather than an operator.
     *
     * @param kind what it is, {@code input}, {@code output} or {@code tensor}; {@link #operator} returns it
     * @param name the tensor's name; {@link #node} returns it
     * @param opset the version of the operator set that the model names
     * @param reason what about it is not supported, a clause
     */
    public static UnsupportedOperatorException ofTensor(String kind, String name, long opset, String reason) {
        return new UnsupportedOperatorException(
                "%s '%s' is not supported: %s".formatted(kind, name, reason), kind, name, opset);
    }

    /**
     * Returns an exception about a section of a Darknet configuration.
     *
     * @param section the section's name, without brackets; {@link #operator} returns it
     * @param place file and line; {@link #node} returns it
     * @param reason what about it is not supported, a clause; empty if nothing is
     */
    public static UnsupportedOperatorException ofSection(String section, String place, String reason) {
        return new UnsupportedOperatorException(
                "%s: section [%s] is not supported%s".formatted(place, section, reason.isEmpty() ? "" : ": " + reason),
                section,
                place,
                0);
    }

    /** Returns the operator's type; for a tensor, what it is; for a section, its name. */
    public String operator() {
        return operator;
    }

    /** Returns the node's or the tensor's name; for a section, file and line. */
    public String node() {
        return node;
    }

    /** Returns the version of the operator set; 0 for a section. */
    public long opset() {
        return opset;
    }
}
