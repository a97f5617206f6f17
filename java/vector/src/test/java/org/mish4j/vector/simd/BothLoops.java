// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.util.List;

/** The loops under test. */
public final class BothLoops {
    /** Those on the Vector API, and those in plain Java. */
    public static final List<Loops> LIST = List.of(new VectorLoops(), new ScalarLoops());

    private BothLoops() {}
}
