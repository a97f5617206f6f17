// SPDX-License-Identifier: Apache-2.0

/** The .weights file: the parameters in their order, and how many there are. */
@NullMarked
package org.mish4j.importers.darknet.weights;

import org.jspecify.annotations.NullMarked;
