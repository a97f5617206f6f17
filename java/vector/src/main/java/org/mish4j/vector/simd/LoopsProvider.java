// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

/** The best loops that this Java machine can run. */
public final class LoopsProvider {
    /** The module with the Vector API. */
    public static final String VECTOR_MODULE = "jdk.incubator.vector";

    private static final System.Logger LOGGER = System.getLogger(LoopsProvider.class.getName());

    private LoopsProvider() {}

    private static final class Best {
        private static final Loops LOOPS = choose();

        private static Loops choose() {
            if (hasVectorModule()) {
                return new VectorLoops();
            }
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "java-vector runs scalar loops, because module {0} is not there; start Java with --add-modules {0}",
                    VECTOR_MODULE);
            return new ScalarLoops();
        }
    }

    /** Returns the loops. Where they are scalar ones, the first call logs which flag is missing. */
    public static Loops best() {
        return Best.LOOPS;
    }

    /** Tells whether this Java machine was started with the Vector API. */
    public static boolean hasVectorModule() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    }
}
