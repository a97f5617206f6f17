// SPDX-License-Identifier: Apache-2.0

/** Elements of tensors of every type, read and written as numbers. */
@NullMarked
package org.mish4j.cli.elements;

import org.jspecify.annotations.NullMarked;
