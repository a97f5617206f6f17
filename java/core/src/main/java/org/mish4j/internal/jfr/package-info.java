// SPDX-License-Identifier: Apache-2.0

/** Events for Java Flight Recorder. */
@NullMarked
package org.mish4j.internal.jfr;

import org.jspecify.annotations.NullMarked;
