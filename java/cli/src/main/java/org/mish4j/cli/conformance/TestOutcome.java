// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.conformance;

/** What came of a test. */
public sealed interface TestOutcome {
    /** A device has computed outputs, and all are as expected. */
    record Passed() implements TestOutcome {}

    /** All outputs are as expected, and known when the model is imported with the test's inputs: nothing was left to run. */
    record Folded() implements TestOutcome {}

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
