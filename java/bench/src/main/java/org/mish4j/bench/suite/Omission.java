// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

/**
 * A trial without a result.
 *
 * @param reason why, in one sentence
 * @param isFailure whether it should have run; else the candidate can't run here, and said so
 */
public record Omission(Trial trial, String reason, boolean isFailure) {}
