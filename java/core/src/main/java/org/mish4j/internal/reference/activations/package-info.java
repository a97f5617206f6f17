// SPDX-License-Identifier: Apache-2.0

/** The activations, and the post-ops that apply them to a result. */
@NullMarked
package org.mish4j.internal.reference.activations;

import org.jspecify.annotations.NullMarked;
