// SPDX-License-Identifier: Apache-2.0
/** Arithmetic beyond double precision, and the evaluation of Mish on top of it. */
@NullMarked
package org.mish4j.internal.math;

import org.jspecify.annotations.NullMarked;
