// SPDX-License-Identifier: Apache-2.0

/** The device {@code java-vector}. Nothing here is for users: the core finds it where it is on the module or class path. */
module org.mish4j.vector {
    requires static org.jspecify;
    requires static jdk.incubator.vector;
    requires jdk.management;
    requires org.mish4j;

    provides org.mish4j.internal.backend.Backend with
            org.mish4j.vector.VectorBackend;
}
