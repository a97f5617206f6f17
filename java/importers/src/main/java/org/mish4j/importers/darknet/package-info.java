// SPDX-License-Identifier: Apache-2.0

/** Darknet's model files: a .cfg that describes the network, and a .weights with its parameters. */
@NullMarked
package org.mish4j.importers.darknet;

import org.jspecify.annotations.NullMarked;
