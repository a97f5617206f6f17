// SPDX-License-Identifier: Apache-2.0

/** Readers of model files. */
@NullMarked
package org.mish4j.importers;

import org.jspecify.annotations.NullMarked;
