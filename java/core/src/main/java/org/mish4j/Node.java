// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.List;

/**
 * A step of a {@link Graph}.
 *
 * @param name for people; not necessarily unique
 * @param operator what is computed
 * @param inputs of what
 * @param output the result
 */
public record Node(String name, Operator operator, List<Value> inputs, Value output) {
    /** Makes the list immutable. */
    public Node {
        inputs = List.copyOf(inputs);
    }
}
