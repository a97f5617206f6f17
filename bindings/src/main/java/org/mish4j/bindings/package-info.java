// SPDX-License-Identifier: Apache-2.0

/** Native bindings. {@code mish4j_h} is generated; {@link org.mish4j.bindings.NativeLibrary} must load the library first. */
@NullMarked
package org.mish4j.bindings;

import org.jspecify.annotations.NullMarked;
