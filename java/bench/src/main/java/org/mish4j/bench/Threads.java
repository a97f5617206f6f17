// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

/** The numbers of threads that candidates run with. */
public final class Threads {
    /** In place of a number: as many as there are processors. */
    public static final String ALL = "all";

    private Threads() {}

    /** Returns the number that a parameter stands for, {@value #ALL} or a number of at least 1. */
    public static int count(String parameter) {
        int count = parameter.equals(ALL) ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(parameter);
        if (count < 1) {
            throw new IllegalArgumentException("the number of threads is %d, expected at least 1".formatted(count));
        }
        return count;
    }
}
