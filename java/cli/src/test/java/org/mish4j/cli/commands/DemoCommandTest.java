// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.cli.CommandResult;

class DemoCommandTest {
    @TempDir
    Path folder;

    @Test
    void classifiesTheDigitsAndDrawsThem() throws IOException {
        Path picture = folder.resolve("new/digits.png");
        CommandResult result =
                CommandResult.of("demo", "--device", "java-reference", "--passes", 1, "--output", picture);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("359 of 360")
                .containsPattern("java-reference +1 +359 +360( +\\d+[.]\\d+){3} +1[.]0x +0 ")
                .contains("  9   .   1   .   .   .   .   .   .   .  35")
                .contains("convolution+bias+mish+add")
                .contains("Picture: " + picture);
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isGreaterThan(1000);
        assertThat(countRed(image)).as("the frame around the wrong answer").isGreaterThan(500);
        try (Stream<Path> files = Files.list(picture.getParent())) {
            assertThat(files).containsExactly(picture);
        }
    }

    @Test
    void oneInferenceOnTheCpuIsOneNativeCallAndNoHeap() {
        Assumptions.assumeTrue(
                Device.list().stream().anyMatch(device -> device.name().equals("cpu") && device.available()));
        CommandResult result = CommandResult.of(
                "demo", "--device", "cpu", "--passes", 40, "--threads", 1, "--output", folder.resolve("x.png"));
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("359 of 360")
                .containsPattern("cpu +1 +359 +14400( +\\d+[.]\\d+){3} +- +1 +0\\R");
    }

    @Test
    void goesOnWithoutADeviceThatCanNotBeUsed() {
        DeviceInfo missing = Device.list().stream()
                .filter(device -> !device.available())
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(missing != null);
        CommandResult result = CommandResult.of("demo", "--passes", 1, "--output", folder.resolve("x.png"));
        assertThat(result.out()).contains("is left out: ", "359 of 360");
        assertThat(result.status()).isZero();
    }

    @Test
    void refusesAnUnknownDevice() {
        CommandResult result = CommandResult.of("demo", "--device", "gpu", "--output", folder.resolve("x.png"));
        assertThat(result.errLines())
                .singleElement()
                .asString()
                .startsWith("mish4j: ")
                .contains("'gpu'", "java-reference");
        assertThat(result.status()).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesToWriteOverAFolder() {
        CommandResult result = CommandResult.of("demo", "--output", folder);
        assertThat(result.err()).isEqualTo("mish4j: '%s' can't be written: it is a folder%n".formatted(folder));
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void refusesZeroThreads() {
        CommandResult result = CommandResult.of("demo", "--threads", 0);
        assertThat(result.err()).isEqualTo("mish4j: the number of threads is 0, expected at least 1%n".formatted());
        assertThat(result.status()).isEqualTo(1);
    }

    private static int countRed(BufferedImage image) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int color = image.getRGB(x, y);
                boolean red = (color >> 16 & 0xFF) > 180 && (color >> 8 & 0xFF) < 80 && (color & 0xFF) < 80;
                count += red ? 1 : 0;
            }
        }
        return count;
    }
}
