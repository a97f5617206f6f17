// SPDX-License-Identifier: Apache-2.0

/** What a backend is to the rest: devices, executables, executions. */
@NullMarked
package org.mish4j.internal.backend;

import org.jspecify.annotations.NullMarked;
