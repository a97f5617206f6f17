// SPDX-License-Identifier: Apache-2.0

/** What is printed of compilations and runs where {@code -Dmish4j.verbose} asks for it. */
@NullMarked
package org.mish4j.internal.verbose;

import org.jspecify.annotations.NullMarked;
