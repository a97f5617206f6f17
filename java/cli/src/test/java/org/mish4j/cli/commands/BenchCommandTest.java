// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Diagnostics;
import org.mish4j.cli.CommandResult;
import org.mish4j.cli.Main;
import org.mish4j.cli.OnnxFiles;
import org.mish4j.cli.OnnxFiles.Port;

class BenchCommandTest {
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

    private CommandResult bench(Object... options) {
        List<Object> line = new ArrayList<>(List.of("bench", digits, "--iterations", 3, "--warmup", 1));
        line.addAll(List.of(options));
        int open = Diagnostics.openResources();
        CommandResult result = CommandResult.of(line.toArray());
        assertThat(Diagnostics.openResources()).isEqualTo(open);
        return result;
    }

    @ParameterizedTest
    @MethodSource("devices")
    void tellsWhatAModelCosts(String device) {
        CommandResult result = bench("--device", device, "--threads", 1);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("(image 1x1x8x8), 0.005347 GFLOP", "device       " + device + " (", ", F32")
                .contains("requests     1 side by side, 1 threads for each")
                .contains("runs         3 of each request, after 1 to warm up")
                .containsPattern("latency +median [\\d.]+ ms, p90 [\\d.]+ ms, p99 [\\d.]+ ms, min [\\d.]+ ms")
                .containsPattern("throughput +[\\d.]+ inferences/s, [\\d.]+ images/s, [\\d.]+ GFLOP/s")
                .containsPattern(
                        "first result [\\d.]+ ms: device [\\d.]+ ms, load [\\d.]+ ms, compile [\\d.]+ ms, first run")
                .containsPattern("memory +weights [\\d.]+ MiB; each request: activations")
                .doesNotContain("Time of each step", "activation exchanged");
    }

    @Test
    void writesTheSameAsJson() throws IOException {
        Path file = folder.resolve("bench.json");
        CommandResult text = bench("--device", "java-reference", "--json=" + file);
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out()).contains("latency ");
        String json = Files.readString(file);
        assertThat(json).startsWith("{").endsWith("}\n");
        for (String key : List.of("median_ms", "p90_ms", "p99_ms", "min_ms", "mean_ms", "inferences_per_second")) {
            assertThat(json).containsPattern("\n  \"" + key + "\": [0-9.E-]+,\n");
        }
        assertThat(json)
                .contains(
                        "\"model\": \"" + digits + "\",",
                        "\"device\": \"java-reference\",",
                        "\"precision\": \"F32\",",
                        "\"fast_math\": false,")
                .contains("\"threads\": 1,", "\"requests\": 1,", "\"batch\": 1,", "\"iterations\": 3,")
                .contains("\"flop\": 5346560,", "\"peak_share\": ", "\"first_result_ms\": ", "\"first_run_ms\": ")
                .contains("\"weights_bytes\": ", "\"peak_resident_bytes\": ", "\"processor\": ")
                .doesNotContain("profile", "comparison");
        assertThat(bench("--device", "java-reference", "--json").out())
                .startsWith("{")
                .endsWith("}" + System.lineSeparator());
    }

    @ParameterizedTest
    @MethodSource("devices")
    void tellsHowManyOutputsAreNotFinite(String device) throws IOException {
        Path model = OnnxFiles.model(
                folder.resolve("overflow.onnx"),
                "Div",
                List.of(new Port("x", OnnxFiles.FLOAT, 5, 40)),
                List.of(new OnnxFiles.Scalar("tiny", -1e-45f)),
                List.of(new Port("y", OnnxFiles.FLOAT, 5, 40)));
        List<Object> line =
                List.of("bench", model, "--device", device, "--threads", 1, "--iterations", 1, "--warmup", 0);
        assertThat(CommandResult.of(line.toArray()).out())
                .contains("not finite   output 'y': 200 of 200 elements are not finite: 0 NaN, 0 +inf, 200 -inf");
        List<Object> json = new ArrayList<>(line);
        json.add("--json");
        assertThat(CommandResult.of(json.toArray()).out())
                .containsPattern("\"not_finite\": \\[\\s*\\{\\s*\"output\": \"y\",\\s*\"elements\": 200,\\s*\"nan\": 0,"
                        + "\\s*\"positive_infinity\": 0,\\s*\"negative_infinity\": 200");
        assertThat(bench("--device", device, "--threads", 1).out()).doesNotContain("not finite");
        assertThat(bench("--device", device, "--threads", 1, "--json").out()).contains("\"not_finite\": [],");
    }

    @ParameterizedTest
    @MethodSource("devices")
    void profilesStepsAndTheirKinds(String device) {
        CommandResult result = bench("--device", device, "--profile", "--algorithm", "direct");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .containsPattern("Time of each step, [\\d.]+ ms in all")
                .containsPattern("\nstep +name +operation +(algorithm +)?kernel +result +ms +share % +GFLOP/s\n")
                .containsPattern("\nconvolution[+]bias[+]mish +4 +[\\d.]+ +[\\d.]+ +[\\d.]+\n")
                .containsPattern("\nconvolution[+]bias[+]mish[+]add +2 +[\\d.]+ +[\\d.]+ +[\\d.]+\n");
        assertThat(bench("--device", device, "--profile", "--algorithm", "direct", "--json")
                        .out())
                .containsPattern("\"operation\": \"convolution[+]bias[+]mish[+]add\",")
                .containsPattern("\"flop\": [1-9]\\d+\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mish,relu,swish,leaky", "mish,relu,swish,leaky,linear"})
    void comparesActivationsWithNone(String activations) {
        CommandResult result = bench("--compare", "activation=" + activations);
        assertThat(result.status()).as(result.err()).isZero();
        List<String> lines = result.outLines();
        int header = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("activation "))
                .findFirst()
                .orElseThrow());
        assertThat(lines.subList(header + 1, lines.size()).stream().map(line -> line.split(" ")[0]))
                .containsExactly("mish", "relu", "swish", "leaky", "linear");
        assertThat(lines.getLast()).matches("linear .* 0[.]000 +1[.]0000");
    }

    @ParameterizedTest
    @MethodSource("devices")
    void comparesAlgorithmsWithTheDirectOne(String device) {
        CommandResult result =
                bench("--device", device, "--compare", "algorithm=winograd-f4x4,auto", "--compare", "activation=relu");
        assertThat(result.status()).as(result.err()).isZero();
        List<String> lines = result.outLines();
        int header = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("algorithm "))
                .findFirst()
                .orElseThrow());
        assertThat(lines.subList(header + 1, header + 4).stream().map(line -> line.split(" ")[0]))
                .containsExactly("winograd-f4x4", "auto", "direct");
        assertThat(lines.get(header + 3)).matches("direct( +[\\d.]+){3} +1[.]000 +0[.]0e[+]00 +[\\d.]+.*");
        assertThat(lines.getLast()).startsWith("linear ");
    }

    @Test
    void theComparisonTellsWhichAlgorithmsWereTaken() {
        Assumptions.assumeTrue(devices().contains("cpu"), "the device cpu can't be used");
        CommandResult result = bench("--device", "cpu", "--compare", "algorithm=winograd-f4x4", "--profile");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .containsPattern("\nconvolutions +[a-z].*: [1-6]")
                .containsPattern("\nstep +name +operation +algorithm +kernel ")
                .containsPattern("\nwinograd-f4x4 .* [1-9][.]\\de-0\\d .*winograd F[(]4x4,3x3[)]: [1-6]")
                .containsPattern("\ndirect .* 0[.]0e[+]00 +[\\d.]+  direct: 6");
    }

    @Test
    void theComparisonOfAlgorithmsIsInTheJson() {
        assertThat(bench("--device", "java-reference", "--compare", "algorithm=auto", "--json")
                        .out())
                .contains("\"algorithm\": \"auto\",", "\"algorithm\": \"direct\",", "\"ratio\": 1.0,")
                .contains("\"difference\": 0.0,");
    }

    @Test
    void theOptionsAreInTheJson() {
        assertThat(bench("--device", "java-reference", "--json").out())
                .contains("\"tune\": \"OFF\",", "\"algorithm\": \"AUTO\",", "\"accuracy\": \"STANDARD\",")
                .contains("\"winograd_memory_bytes\": null,", "\"convolutions\": {},");
        assertThat(bench(
                                "--device",
                                "java-reference",
                                "--algorithm",
                                "winograd-f2x2",
                                "--accuracy",
                                "strict",
                                "--winograd-memory",
                                "3k",
                                "--tune",
                                "fast",
                                "--json")
                        .out())
                .contains("\"tune\": \"FAST\",", "\"algorithm\": \"WINOGRAD_F2X2\",", "\"accuracy\": \"STRICT\",")
                .contains("\"winograd_memory_bytes\": 3072,");
    }

    @Test
    void theComparisonIsInTheJson() {
        assertThat(bench("--compare", "activation=relu", "--json").out())
                .contains("\"activation\": \"relu\",", "\"activation\": \"linear\",", "\"cost_ms\": 0.0,")
                .contains("\"ratio\": 1.0\n");
    }

    @ParameterizedTest
    @MethodSource("devices")
    void requestsRunSideBySide(String device) {
        CommandResult result = bench("--device", device, "--requests", 3);
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("requests     3 side by side, 1 threads for each");
    }

    @Test
    void measuresTheZooWithABatch() {
        CommandResult result = CommandResult.of(
                "bench", "zoo:yolov4-tiny", "--size", 32, "--batch", 2, "--iterations", 1, "--warmup", 0);
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("zoo:yolov4-tiny (image 2x3x32x32)", "runs         1 of each request, after 0 to warm up");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--iterations 0 | the number of iterations is 0, expected at least 1",
                "--warmup -2 | the number of runs to warm up is -2, expected at least 0",
                "--requests 0 | the number of requests is 0, expected 1 to 1024",
                "--requests 1025 | the number of requests is 1025, expected 1 to 1024",
                "--threads 0 | the number of threads is 0, expected at least 1"
            })
    void whatCannotBeMeasuredIsAnError(String options, String message) {
        String[] option = options.split(" ");
        CommandResult result = CommandResult.of("bench", digits, option[0], option[1]);
        assertThat(result.err()).isEqualTo("mish4j: " + message + System.lineSeparator());
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void whatCannotBeComparedIsAnError() {
        assertThat(bench("--compare", "mish").err())
                .isEqualTo(
                        "mish4j: 'mish' can't be compared, expected activation=mish,relu or algorithm=auto,direct for example"
                                + System.lineSeparator());
        assertThat(bench("--compare", "algorithm=auto,fft").err())
                .isEqualTo(
                        "mish4j: 'fft' is not an algorithm, expected one of auto, direct, winograd-f2x2, winograd-f4x4"
                                + System.lineSeparator());
        assertThat(bench("--compare", "algorithm=auto,winograd-f4x4", "--accuracy", "strict")
                        .err())
                .isEqualTo(
                        "mish4j: accuracy is STRICT, which forbids the algorithm WINOGRAD_F4X4, expected AUTO, DIRECT or "
                                + "WINOGRAD_F2X2 with it" + System.lineSeparator());
        assertThat(bench("--compare", "activation=mish,gelu9").err())
                .isEqualTo("mish4j: 'gelu9' is not an activation, expected one of mish, relu, leaky, swish, gelu, elu, "
                        + "softplus, tanh, sigmoid, linear" + System.lineSeparator());
    }

    @Test
    void aModelWithoutAnActivationHasNoneToCompare() throws IOException {
        Path model = OnnxFiles.model(
                folder.resolve("product.onnx"),
                "MatMul",
                List.of(new Port("x", OnnxFiles.FLOAT, 2, 3), new Port("w", OnnxFiles.FLOAT, 3, 5)),
                List.of(new Port("y", OnnxFiles.FLOAT, 2, 5)));
        CommandResult result =
                CommandResult.of("bench", model, "--iterations", 1, "--warmup", 0, "--compare", "activation=mish");
        assertThat(result.err())
                .isEqualTo("mish4j: model 'tiny' has no activation that could be exchanged" + System.lineSeparator());
        assertThat(result.status()).isEqualTo(1);
    }
}
