// SPDX-License-Identifier: Apache-2.0

/** The networks that Mish was published with. */
module org.mish4j.zoo {
    requires static transitive org.jspecify;
    requires transitive org.mish4j;

    exports org.mish4j.zoo;
}
