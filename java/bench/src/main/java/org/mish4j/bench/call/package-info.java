// SPDX-License-Identifier: Apache-2.0
/** What a call costs: plain Java, JNI, the Foreign Function &amp; Memory API, and an inference that computes next to nothing. */
@NullMarked
package org.mish4j.bench.call;

import org.jspecify.annotations.NullMarked;
