// SPDX-License-Identifier: Apache-2.0

/** The core of mish4j: graphs, passes, devices, compiled models, and the function Mish itself. */
@SuppressWarnings("module") // what some packages are exported to is compiled later
module org.mish4j {
    requires static transitive org.jspecify;
    requires jdk.jfr;
    requires jdk.management;
    requires org.mish4j.bindings;

    exports org.mish4j;
    exports org.mish4j.internal.backend to
            org.mish4j.vector;
    exports org.mish4j.internal.graph to
            org.mish4j.vector;
    exports org.mish4j.internal.math to
            org.mish4j.vector;
    exports org.mish4j.internal.folding to
            org.mish4j.importers;
    exports org.mish4j.internal.types to
            org.mish4j.vector;

    uses org.mish4j.internal.backend.Backend;
}
