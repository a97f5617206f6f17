// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mish4j.cli.CommandResult;

class FuzzCommandTest {
    @TempDir
    private Path folder;

    @Test
    void runsGraphsInAProcessOfItsOwn() {
        CommandResult result = CommandResult.of(
                "fuzz",
                "--graphs=2",
                "--seed=5",
                "--device=java-reference",
                "--instruction-set=native",
                "--output-dir",
                folder);
        assertThat(result.err()).isEmpty();
        assertThat(result.outLines()).containsExactly("2 graphs under native, 2 comparisons, 0 failures");
        assertThat(result.status()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesWhatThereIsNot() {
        assertThat(CommandResult.of("fuzz", "--device=tpu").err()).contains("tpu");
        assertThat(CommandResult.of("fuzz", "--instruction-set=MMX").err())
                .contains("there is no instruction set 'MMX'");
        assertThat(CommandResult.of("fuzz", "--graphs=-1").err())
                .contains("the number of graphs is -1, expected at least 1");
        assertThat(CommandResult.of("fuzz", "--minutes=0").err())
                .contains("the number of minutes is 0, expected at least 1");
    }
}
