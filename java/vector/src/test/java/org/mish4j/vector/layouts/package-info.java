// SPDX-License-Identifier: Apache-2.0

/** Values of every layout, read by every operator. */
@NullMarked
package org.mish4j.vector.layouts;

import org.jspecify.annotations.NullMarked;
