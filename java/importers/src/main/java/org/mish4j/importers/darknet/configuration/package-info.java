// SPDX-License-Identifier: Apache-2.0

/** The .cfg file: its sections and their settings. */
@NullMarked
package org.mish4j.importers.darknet.configuration;

import org.jspecify.annotations.NullMarked;
