// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.conformance;

/** What came of a test. */
public sealed interface TestOutcome {
    /** All outputs are as expected. */
    record Passed() implements TestOutcome {}

    /**
     * An output is not as expected, or something went wrong.
     *
     * @param reason one line
     */
    record Failed(String reason) implements TestOutcome {}

    /**
     * The test needs what mish4j does not have.
     *
     * @param reason one line
     */
    record Skipped(String reason) implements TestOutcome {}
}
