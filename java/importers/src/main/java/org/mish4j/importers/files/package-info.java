// SPDX-License-Identifier: Apache-2.0

/** Access to files, for importers of every format. */
@NullMarked
package org.mish4j.importers.files;

import org.jspecify.annotations.NullMarked;
