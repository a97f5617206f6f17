// SPDX-License-Identifier: Apache-2.0

/** What can be computed at import: functions of constants that give constants. */
@NullMarked
package org.mish4j.importers.onnx.constants;

import org.jspecify.annotations.NullMarked;
