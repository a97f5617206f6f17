// SPDX-License-Identifier: Apache-2.0

/** Shape inference, and where windows lie on images. */
@NullMarked
package org.mish4j.internal.graph;

import org.jspecify.annotations.NullMarked;
