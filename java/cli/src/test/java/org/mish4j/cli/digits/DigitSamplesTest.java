// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitSamplesTest {
    @Test
    void theBundledImagesAreThere() throws IOException {
        DigitSamples samples = DigitSamples.bundled();
        assertThat(samples.size()).isEqualTo(360);
        assertThat(samples.label(0)).isEqualTo(7);
        assertThat(samples.image(0))
                .startsWith(0, 0, 2 / 16f, 13 / 16f, 1, 9 / 16f)
                .hasSize(64);
    }

    @Test
    void countsAnswers() throws IOException {
        DigitSamples samples = DigitSamples.bundled();
        List<Integer> answers = new ArrayList<>();
        for (int sample = 0; sample < samples.size(); sample++) {
            answers.add(samples.label(sample));
        }
        assertThat(samples.countCorrect(answers)).isEqualTo(360);
        answers.set(0, 1);
        assertThat(samples.countCorrect(answers)).isEqualTo(359);
        ConfusionMatrix matrix = new ConfusionMatrix(samples, answers);
        assertThat(matrix.count(7, 1)).isEqualTo(1);
        assertThat(matrix.count(1, 7)).isZero();
        assertThat(matrix.lines()).hasSize(11);
    }
}
