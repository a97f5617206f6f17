// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.configuration;

/**
 * What a section says for a key.
 *
 * @param value the text after the sign, without spaces and comments
 * @param line where, from 1 on
 */
record Setting(String value, int line) {}
