// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.util.Optional;

/** The best loops that this Java machine can run. */
public final class LoopsProvider {
    private static final System.Logger LOGGER = System.getLogger(LoopsProvider.class.getName());

    private LoopsProvider() {}

    private static final class Problem {
        private static final Optional<String> OF_VECTORS = VectorApi.problem();
    }

    private static final class Best {
        private static final Loops LOOPS = choose();

        private static Loops choose() {
            Loops loops = Problem.OF_VECTORS.isEmpty() ? new VectorLoops() : new ScalarLoops();
            Problem.OF_VECTORS.ifPresentOrElse(
                    problem -> LOGGER.log(
                            System.Logger.Level.WARNING, "java-vector runs scalar loops, because {0}", problem),
                    () -> LOGGER.log(System.Logger.Level.DEBUG, "java-vector runs on the {0}", loops.description()));
            return loops;
        }
    }

    /**
     * Returns the loops. The first call logs one line: which loops they are, or, as a warning, why they are scalar ones
     * and which flag changes that.
     */
    public static Loops best() {
        return Best.LOOPS;
    }

    /** Describes the loops for people, without logging. */
    public static String description() {
        return Problem.OF_VECTORS.map(problem -> "scalar, because " + problem).orElseGet(() -> best().description());
    }
}
