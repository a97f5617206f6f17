// SPDX-License-Identifier: Apache-2.0

/** The core of mish4j: graphs, passes, devices, compiled models, and the function Mish itself. */
module org.mish4j {
    requires static transitive org.jspecify;
    requires jdk.jfr;
    requires org.mish4j.bindings;

    exports org.mish4j;
}
