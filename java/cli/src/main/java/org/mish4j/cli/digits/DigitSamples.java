// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.digits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Images of handwritten digits, of 8 by 8 pixels, and what digit each shows. */
public final class DigitSamples {
    /** The number of digits there are. */
    public static final int CLASSES = 10;

    /** The number of pixels of an image in each direction. */
    public static final int SIDE = 8;

    private static final float LARGEST_PIXEL = 16;

    private final int[] labels;
    private final float[][] images;

    private DigitSamples(int[] labels, float[][] images) {
        this.labels = labels;
        this.images = images;
    }

    /** Returns the images that the training of the bundled network never saw. */
    public static DigitSamples bundled() throws IOException {
        try (InputStream stream = Objects.requireNonNull(DigitSamples.class.getResourceAsStream("digits-test.csv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            return parse(reader.lines().toList());
        }
    }

    private static DigitSamples parse(List<String> lines) {
        int[] labels = new int[lines.size()];
        float[][] images = new float[lines.size()][SIDE * SIDE];
        for (int sample = 0; sample < labels.length; sample++) {
            String[] fields = lines.get(sample).split(",", -1);
            labels[sample] = Integer.parseInt(fields[0]);
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                images[sample][pixel] = Integer.parseInt(fields[1 + pixel]) / LARGEST_PIXEL;
            }
        }
        return new DigitSamples(labels, images);
    }

    /** Returns the number of images. */
    public int size() {
        return labels.length;
    }

    /** Returns the digit that an image shows. */
    public int label(int sample) {
        return labels[sample];
    }

    /** Returns an image, row by row: 0 is paper, 1 is ink. Not to be changed. */
    public float[] image(int sample) {
        return images[sample];
    }

    /** Returns how many of the answers, one for each image, are right. */
    public int countCorrect(List<Integer> answers) {
        int correct = 0;
        for (int sample = 0; sample < labels.length; sample++) {
            correct += answers.get(sample) == labels[sample] ? 1 : 0;
        }
        return correct;
    }
}
