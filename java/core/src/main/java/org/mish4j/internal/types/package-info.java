// SPDX-License-Identifier: Apache-2.0

/** The types of elements, and what an element of each is as a float. */
@NullMarked
package org.mish4j.internal.types;

import org.jspecify.annotations.NullMarked;
