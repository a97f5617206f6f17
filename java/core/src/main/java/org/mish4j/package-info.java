// SPDX-License-Identifier: Apache-2.0

/** Convolutional networks with Mish, run from Java at native speed. */
@NullMarked
package org.mish4j;

import org.jspecify.annotations.NullMarked;
