// SPDX-License-Identifier: Apache-2.0

/** Tests of the importers, on models that a builder here encodes. */
@NullMarked
package org.mish4j.importers;

import org.jspecify.annotations.NullMarked;
