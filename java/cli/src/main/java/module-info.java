// SPDX-License-Identifier: Apache-2.0

/** The command {@code mish4j}. */
module org.mish4j.cli {
    requires static org.jspecify;
    requires info.picocli;
    requires java.desktop;
    requires java.management;
    requires jdk.management;
    requires org.mish4j;
    requires org.mish4j.importers;
    requires org.mish4j.zoo;

    opens org.mish4j.cli to
            info.picocli;
}
