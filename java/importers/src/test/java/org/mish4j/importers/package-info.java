// SPDX-License-Identifier: Apache-2.0

/** Tests of the importers. */
@NullMarked
package org.mish4j.importers;

import org.jspecify.annotations.NullMarked;
