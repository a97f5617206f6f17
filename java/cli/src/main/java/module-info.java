// SPDX-License-Identifier: Apache-2.0

/** The command {@code mish4j}. */
@SuppressWarnings("requires-automatic") // the libraries that draw have no module descriptors
module org.mish4j.cli {
    requires VectorGraphics2D;
    requires static org.jspecify;
    requires info.picocli;
    requires java.desktop;
    requires java.management;
    requires jdk.management;
    requires org.knowm.xchart;
    requires org.mish4j;
    requires org.mish4j.importers;
    requires org.mish4j.zoo;

    opens org.mish4j.cli to
            info.picocli;
    opens org.mish4j.cli.commands to
            info.picocli;
    opens org.mish4j.cli.options to
            info.picocli;
    opens org.mish4j.cli.text to
            info.picocli;
}
