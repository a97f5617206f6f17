// SPDX-License-Identifier: Apache-2.0

/** The files that commands write. */
@NullMarked
package org.mish4j.cli.files;

import org.jspecify.annotations.NullMarked;
