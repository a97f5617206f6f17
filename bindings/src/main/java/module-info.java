// SPDX-License-Identifier: Apache-2.0

/**
 * The bindings that jextract generated from mish4j.h, and what loads the library behind them. For the core only: whoever
 * runs mish4j on the module path gives native access to this module alone.
 */
module org.mish4j.bindings {
    requires static org.jspecify;

    exports org.mish4j.bindings to
            org.mish4j;
}
