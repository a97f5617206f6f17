// SPDX-License-Identifier: Apache-2.0

/** Tests of the zoo. */
@NullMarked
package org.mish4j.zoo;

import org.jspecify.annotations.NullMarked;
