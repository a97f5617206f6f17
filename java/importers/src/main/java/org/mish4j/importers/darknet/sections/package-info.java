// SPDX-License-Identifier: Apache-2.0

/** What each kind of section becomes in the graph. */
@NullMarked
package org.mish4j.importers.darknet.sections;

import org.jspecify.annotations.NullMarked;
