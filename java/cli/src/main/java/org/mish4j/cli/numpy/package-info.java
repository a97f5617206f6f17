// SPDX-License-Identifier: Apache-2.0

/** NumPy's files of one array: format versions 1.0 to 3.0 in, 1.0 out. */
@NullMarked
package org.mish4j.cli.numpy;

import org.jspecify.annotations.NullMarked;
