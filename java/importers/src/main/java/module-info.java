// SPDX-License-Identifier: Apache-2.0

/** Reads model files into graphs of mish4j. */
module org.mish4j.importers {
    requires static transitive org.jspecify;
    requires transitive org.mish4j;
    requires com.google.protobuf;
    requires jdk.management;

    exports org.mish4j.importers;
}
