// SPDX-License-Identifier: Apache-2.0

/** Tests of the Darknet importer. */
@NullMarked
package org.mish4j.importers.darknet;

import org.jspecify.annotations.NullMarked;
