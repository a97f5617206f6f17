// SPDX-License-Identifier: Apache-2.0

/** The reference backend: plain Java, written to be read; the oracle of the others. */
@NullMarked
package org.mish4j.internal.reference;

import org.jspecify.annotations.NullMarked;
