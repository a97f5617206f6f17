// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

/** One network compiled in several ways that ran in turns. */
public sealed interface Comparison permits ActivationComparison, AlgorithmComparison {}
