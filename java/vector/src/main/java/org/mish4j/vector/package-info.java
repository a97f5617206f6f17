// SPDX-License-Identifier: Apache-2.0

/** The backend of the device {@code java-vector}. */
@NullMarked
package org.mish4j.vector;

import org.jspecify.annotations.NullMarked;
