// SPDX-License-Identifier: Apache-2.0

/** Networks built in code, with seeded weights or those of a Darknet file. */
@NullMarked
package org.mish4j.zoo;

import org.jspecify.annotations.NullMarked;
