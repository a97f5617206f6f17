// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.cli.CommandResult;
import org.mish4j.cli.Main;
import org.mish4j.cli.OnnxFiles;
import org.mish4j.cli.OnnxFiles.Port;

class InspectCommandTest {
    @TempDir
    Path folder;

    private Path digits;

    @BeforeEach
    void copyModel() throws IOException {
        digits = folder.resolve("digits.onnx");
        Files.copy(Objects.requireNonNull(Main.class.getResourceAsStream("digits/digits-mish.onnx")), digits);
    }

    static List<String> devices() {
        return Device.list().stream()
                .filter(DeviceInfo::available)
                .map(DeviceInfo::name)
                .toList();
    }

    @Test
    void showsOperatorsShapesParametersAndFlops() {
        CommandResult result = CommandResult.of("inspect", digits);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("image: F32[1, 1, 8, 8]", "logits: F32[1, 10]")
                // 320 + 2 (9248) + 18496 + 2 (36928) + 650
                .containsPattern("parameters +111818")
                // 2 (64 (288 + 2 9216) + 16 (18432 + 2 36864) + 640)
                .containsPattern("FLOPs +5346560")
                .containsPattern("convolution +6")
                .containsPattern("mish +6")
                .doesNotContain("kernel");
    }

    @ParameterizedTest
    @MethodSource("devices")
    void thePlanHasOneStepForEachFusedConvolution(String device) {
        CommandResult result = CommandResult.of(
                "inspect", digits, "--plan", "--device", device, "--threads", 1, "--algorithm", "direct");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.outLines().stream().filter(line -> line.contains("convolution+bias+mish ")))
                .hasSize(4);
        assertThat(result.outLines().stream().filter(line -> line.contains("convolution+bias+mish+add ")))
                .hasSize(2);
        assertThat(result.out()).contains("Executed plan on " + device, "Memory: weights ");
    }

    @ParameterizedTest
    @MethodSource("devices")
    void showsTheSameAsJson(String device) {
        CommandResult result = CommandResult.of("inspect", digits, "--plan", "--json", "--device", device);
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("{")
                .contains("\"parameters\": 111818,", "\"flops\": 5346560,", "\"mish\": 6")
                .contains("\"shape\": [1, 1, 8, 8]", "\"operation\": \"convolution+bias+mish+add\",", "\"weights\": ")
                .contains("\"device\": \"" + device + "\"");
        assertThat(CommandResult.of("inspect", digits, "--json").out()).doesNotContain("\"plan\"");
    }

    @Test
    void refusesZeroThreadsAlsoWhereNothingIsCompiled() {
        CommandResult result = CommandResult.of("inspect", digits, "--threads", 0);
        assertThat(result.err()).isEqualTo("mish4j: the number of threads is 0, expected at least 1%n".formatted());
        assertThat(result.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--algorithm | fft | not an algorithm, expected one of auto, direct, winograd-f2x2, winograd-f4x4",
                "--algorithm | WINOGRAD_F4X4 | not an algorithm, expected one of auto,",
                "--accuracy | exact | expected one of [STANDARD, STRICT] (case-insensitive) but was 'exact'",
                "--winograd-memory | -1 | not an amount of memory, expected bytes such as 1000000, 64M or 1G",
                "--winograd-memory | 64MB | not an amount of memory",
                "--winograd-memory | '' | not an amount of memory",
                "--winograd-memory | 9000000000G | more memory than there can be, expected less than 2^63 bytes",
                "--winograd-memory | 99999999999999999999 | more memory than there can be"
            })
    void aWrongValueOfAnOptionIsWrongUsage(String option, String value, String message) {
        CommandResult result = CommandResult.of("inspect", digits, option + "=" + value);
        assertThat(result.errLines())
                .singleElement()
                .asString()
                .startsWith("mish4j: Invalid value for option '" + option + "'")
                .contains("'" + value + "'", message);
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void strictForbidsF4x4AlsoWhereNothingIsCompiled() {
        CommandResult result =
                CommandResult.of("inspect", digits, "--accuracy", "strict", "--algorithm", "winograd-f4x4");
        assertThat(result.err())
                .isEqualTo(
                        "mish4j: accuracy is STRICT, which forbids the algorithm WINOGRAD_F4X4, expected AUTO, DIRECT "
                                + "or WINOGRAD_F2X2 with it%n".formatted());
        assertThat(result.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void everyDeviceTakesTheOptionsOfAlgorithms(String device) {
        CommandResult result = CommandResult.of(
                "inspect",
                digits,
                "--plan",
                "--device",
                device,
                "--algorithm",
                "Winograd-F2x2",
                "--accuracy",
                "strict",
                "--winograd-memory",
                "64M");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("Executed plan on " + device);
    }

    @Test
    void thePlanNamesTheAlgorithmOfEachConvolutionAndWhy() {
        Assumptions.assumeTrue(devices().contains("cpu"), "the device cpu can't be used");
        CommandResult result =
                CommandResult.of("inspect", digits, "--plan", "--device", "cpu", "--algorithm", "winograd-f4x4");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .containsPattern("\nstep +name +operation +algorithm +kernel +result\n")
                .containsPattern("convolution[+]bias[+]mish[+]add +winograd F[(]4x4,3x3[)] ")
                .containsPattern("\nConvolutions by their algorithms: .*winograd F[(]4x4,3x3[)]: [1-6]")
                .containsPattern("\nalgorithm +steps +reason\n")
                .containsPattern("\nwinograd F[(]4x4,3x3[)] +\\d[^ ]*.* +the option algorithm says so\n");
        String json = CommandResult.of(
                        "inspect", digits, "--plan", "--json", "--device", "cpu", "--algorithm", "winograd-f4x4")
                .out();
        assertThat(json)
                .contains("\"algorithm\": \"winograd F(4x4,3x3)\",", "\"reason\": \"the option algorithm says so\",")
                .containsPattern("\"winograd F[(]4x4,3x3[)]\": [1-6]");
    }

    @Test
    void anOpenShapeMustBeGiven() throws IOException {
        Path model = OnnxFiles.model(
                folder.resolve("open.onnx"),
                "MatMul",
                List.of(new Port("x", OnnxFiles.FLOAT, -1, 3), new Port("w", OnnxFiles.FLOAT, 3, 5)),
                List.of(new Port("y", OnnxFiles.FLOAT, -1, 5)));
        CommandResult result = CommandResult.of("inspect", model);
        assertThat(result.errLines()).singleElement().asString().contains("--shape x=1x3");
        assertThat(result.status()).isEqualTo(1);
        assertThat(CommandResult.of("inspect", model, "--shape", "x=7x3").out())
                .contains("y: F32[7, 5]")
                .containsPattern("FLOPs +210 ");
    }
}
