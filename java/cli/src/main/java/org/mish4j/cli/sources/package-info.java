// SPDX-License-Identifier: Apache-2.0

/** Where models and their inputs come from. */
@NullMarked
package org.mish4j.cli.sources;

import org.jspecify.annotations.NullMarked;
