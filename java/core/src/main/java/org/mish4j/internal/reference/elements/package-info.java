// SPDX-License-Identifier: Apache-2.0

/** The elements of tensors of every type, and walks over them. */
@NullMarked
package org.mish4j.internal.reference.elements;

import org.jspecify.annotations.NullMarked;
