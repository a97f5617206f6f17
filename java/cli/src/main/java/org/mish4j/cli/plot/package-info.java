// SPDX-License-Identifier: Apache-2.0

/** Pictures of activations, and how they are written. */
@NullMarked
package org.mish4j.cli.plot;

import org.jspecify.annotations.NullMarked;
