// SPDX-License-Identifier: Apache-2.0

/** The native backends, through the C ABI. */
@NullMarked
package org.mish4j.internal.ffm;

import org.jspecify.annotations.NullMarked;
