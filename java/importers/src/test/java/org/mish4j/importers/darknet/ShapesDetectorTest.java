// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.InferRequest;
import org.mish4j.importers.Importers;

/**
 * A trained detector of two heads finds in drawn scenes what it is known to find. Its README says how pictures are fitted to
 * the input; the anchors and scales are those of its configuration.
 */
class ShapesDetectorTest {
    private static final int SIDE = 128;
    private static final int SCENES_ON_SLOW_DEVICES = 4;
    private static final double LEAST_SCORE = 0.25;
    private static final double LARGEST_OVERLAP = 0.45;

    /** Absolute. The expected scores are of pictures whose pixels were rounded to bytes after scaling. */
    private static final double SCORE_TOLERANCE = 0.01;

    /** Absolute, in pixels. */
    private static final double BOX_TOLERANCE = 0.25;

    private static final YoloHead COARSE = new YoloHead(new double[][] {{42, 42}, {56, 56}, {76, 76}}, 1.05, 4, SIDE);
    private static final YoloHead FINE = new YoloHead(new double[][] {{14, 14}, {22, 22}, {30, 30}}, 1.1, 4, SIDE);

    private static final Pattern SCENE =
            Pattern.compile("\"image\": \"([^\"]+)\".*?\"expected\": \\[(.*?)\\n  \\]", Pattern.DOTALL);
    private static final Pattern OBJECT =
            Pattern.compile("\"class\": \"(\\w+)\",\\s*\"score\": ([\\d.]+),\\s*\"box\": \\[([^]]*)]", Pattern.DOTALL);

    @Test
    void scenes() throws IOException {
        Path folder = SharedFiles.folder("mish4j.shapes", "shared/models/shapes");
        List<String> names = Files.readAllLines(folder.resolve("shapes.names"));
        List<MatchResult> scenes = SCENE.matcher(Files.readString(folder.resolve("scenes.json")))
                .results()
                .toList();
        assertThat(scenes).hasSize(40);
        Graph graph = Importers.read(folder.resolve("shapes.cfg"));
        for (DeviceInfo device : Device.list()) {
            if (device.available()) {
                try (CompiledModel model = Device.of(device.name()).compile(graph);
                        InferRequest request = model.createRequest()) {
                    boolean slow = device.library().isEmpty();
                    for (MatchResult scene : slow ? scenes.subList(0, SCENES_ON_SLOW_DEVICES) : scenes) {
                        List<Detection> found =
                                detect(request, folder.resolve("scenes").resolve(scene.group(1)));
                        requireSame(scene.group(1) + " on " + device.name(), found, expected(scene.group(2), names));
                    }
                }
            }
        }
    }

    private static List<Detection> detect(InferRequest request, Path picture) throws IOException {
        Letterbox letterbox = new Letterbox(Objects.requireNonNull(ImageIO.read(picture.toFile())), SIDE);
        request.input("data").copyFrom(letterbox.values());
        request.run();
        List<Detection> found = new ArrayList<>();
        found.addAll(COARSE.decode(request.output("output_0").toFloatArray(), SIDE / 16, LEAST_SCORE));
        found.addAll(FINE.decode(request.output("output_1").toFloatArray(), SIDE / 8, LEAST_SCORE));
        return Detection.suppress(found, LARGEST_OVERLAP).stream()
                .map(letterbox::inPicture)
                .toList();
    }

    private static List<Detection> expected(String objects, List<String> names) {
        return OBJECT.matcher(objects)
                .results()
                .map(object -> {
                    double[] box = Arrays.stream(object.group(3).split(",", -1))
                            .mapToDouble(number -> Double.parseDouble(number.strip()))
                            .toArray();
                    double score = Double.parseDouble(object.group(2));
                    return new Detection(names.indexOf(object.group(1)), score, box[0], box[1], box[2], box[3]);
                })
                .toList();
    }

    private static void requireSame(String scene, List<Detection> found, List<Detection> expected) {
        assertThat(found).as(scene).hasSameSizeAs(expected);
        for (Detection object : expected) {
            assertThat(found).as("%s: %s", scene, object).anySatisfy(other -> {
                assertThat(other.category()).isEqualTo(object.category());
                assertThat(other.score()).isCloseTo(object.score(), within(SCORE_TOLERANCE));
                assertThat(other.left()).isCloseTo(object.left(), within(BOX_TOLERANCE));
                assertThat(other.top()).isCloseTo(object.top(), within(BOX_TOLERANCE));
                assertThat(other.right()).isCloseTo(object.right(), within(BOX_TOLERANCE));
                assertThat(other.bottom()).isCloseTo(object.bottom(), within(BOX_TOLERANCE));
            });
        }
    }
}
