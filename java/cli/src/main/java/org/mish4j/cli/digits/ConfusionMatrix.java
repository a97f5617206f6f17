// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mish4j.cli.text.TextTable;

/** How often each digit got each answer. */
public final class ConfusionMatrix {
    private final int[][] counts = new int[DigitSamples.CLASSES][DigitSamples.CLASSES];

    /** Counts the answers, one for each image. */
    public ConfusionMatrix(DigitSamples samples, List<Integer> answers) {
        for (int sample = 0; sample < samples.size(); sample++) {
            counts[samples.label(sample)][answers.get(sample)]++;
        }
    }

    /** Returns how often an image of {@code label} was taken for {@code answer}. */
    public int count(int label, int answer) {
        return counts[label][answer];
    }

    /** Returns the matrix as text: a row for each digit, a column for each answer, a dot for none. */
    public List<String> lines() {
        List<String> header = new ArrayList<>(List.of(""));
        for (int answer = 0; answer < DigitSamples.CLASSES; answer++) {
            header.add(Integer.toString(answer));
        }
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (int label = 0; label < DigitSamples.CLASSES; label++) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(label)));
            Arrays.stream(counts[label])
                    .mapToObj(count -> count == 0 ? "." : Integer.toString(count))
                    .forEach(row::add);
            table.row(row.toArray());
        }
        return table.lines();
    }
}
