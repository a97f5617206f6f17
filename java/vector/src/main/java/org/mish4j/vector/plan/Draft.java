// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.plan;

import java.util.List;
import java.util.function.Supplier;
import org.mish4j.vector.kernels.Kernel;

/**
 * A step before the places of its operands are known.
 *
 * @param name the node it belongs to
 * @param operation what is computed
 * @param reads what it reads of the activations, maybe more than it needs
 * @param dst what it writes
 * @param kernel makes the kernel, once all blocks have their places
 */
record Draft(String name, String operation, List<Access> reads, Access dst, Supplier<Kernel> kernel) {
    /**
     * Checks that every operand lies as the kernel demands.
     *
     * @throws IllegalStateException if one does not: it should have been copied
     */
    Draft {
        reads = List.copyOf(reads);
        for (int operand = 0; operand < reads.size(); operand++) {
            check(name, operation, "reads operand " + operand, reads.get(operand));
        }
        check(name, operation, "writes its result", dst);
    }

    private static void check(String name, String operation, String what, Access access) {
        if (!access.isPossible()) {
            throw new IllegalStateException("internal error: %s of node '%s' %s as %s, but found a %s in %s"
                    .formatted(
                            operation,
                            name,
                            what,
                            access.demand(),
                            access.view(),
                            access.view().space()));
        }
    }
}
