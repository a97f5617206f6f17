// SPDX-License-Identifier: Apache-2.0

/** Computing before an inference what does not depend on its inputs, as far as there is memory for it. */
@NullMarked
package org.mish4j.internal.folding;

import org.jspecify.annotations.NullMarked;
