// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers;

import org.mish4j.Constant;

/**
 * A constant from a file.
 *
 * @param name its name there; may be empty
 * @param constant the constant
 */
public record NamedConstant(String name, Constant constant) {}
