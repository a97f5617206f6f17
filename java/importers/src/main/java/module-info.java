// SPDX-License-Identifier: Apache-2.0

/** Reads model files into graphs of mish4j. */
@SuppressWarnings("module") // the command line, which a package is exported to, is compiled later
module org.mish4j.importers {
    requires static transitive org.jspecify;
    requires transitive org.mish4j;
    requires com.google.protobuf;

    exports org.mish4j.importers;
    exports org.mish4j.importers.export to
            org.mish4j.cli;
}
