// SPDX-License-Identifier: Apache-2.0

/** Measurements of compiled models. */
@NullMarked
package org.mish4j.cli.measure;

import org.jspecify.annotations.NullMarked;
