// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchSuiteTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        return BenchSuite.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private List<String> list(String... args) {
        String[] all = new String[args.length + 1];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--list";
        assertThat(execute(all)).isZero();
        return out.toString().lines().toList();
    }

    @Test
    void listsTheTrialsThatMatch() {
        assertThat(list("--only", "EmptyCall[.]j"))
                .containsExactlyInAnyOrder("call.EmptyCall.java", "call.EmptyCall.jni");
    }

    @Test
    void triesOneThreadAndAsManyAsAreAskedFor() {
        assertThat(list("--threads", "3", "--only", "native-fused, convolution=13x13 1024->512 1x1 s1"))
                .containsExactlyInAnyOrder(
                        "convolution.ConvolutionMish.run {candidate=native-fused, convolution=13x13 1024->512 1x1 s1, threads=1}",
                        "convolution.ConvolutionMish.run {candidate=native-fused, convolution=13x13 1024->512 1x1 s1, threads=3}");
    }

    @Test
    void quickTriesFewerThings() {
        assertThat(list("--quick", "--only", "java-arrays")).hasSizeBetween(1, 5);
    }

    @Test
    void whatMatchesNothingIsAnError() {
        assertThat(execute("--only", "sundial")).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("mish4j: no trial matches 'sundial'; --list lists them");
    }

    @Test
    void wrongNumbersAreErrors() {
        assertThat(execute("--threads", "0", "--list")).isEqualTo(1);
        assertThat(err.toString()).contains("--threads 0");
    }
}
