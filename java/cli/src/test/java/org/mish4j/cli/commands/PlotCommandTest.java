// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mish4j.cli.CommandResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlotCommandTest {
    private static final int POINTS = 1001;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"mish | 3", "split | 4", "activations | 7", "activations --activations mish,relu | 2"})
    void anSvgHasALineForEachCurve(String arguments, int curves) throws Exception {
        Path picture = folder.resolve("new/picture.svg");
        run(arguments + " --width 900 --height 700", picture);
        Document document = parse(picture);
        Element root = document.getDocumentElement();
        assertThat(root.getAttribute("width")).isEqualTo("900px");
        assertThat(root.getAttribute("height")).isEqualTo("700px");
        List<Element> lines = elements(document, "path").stream()
                .filter(path -> path.getAttribute("d").split("L", -1).length == POINTS)
                .toList();
        assertThat(lines).hasSize(curves);
        assertThat(lines).extracting(line -> line.getAttribute("style")).doesNotHaveDuplicates();
        try (Stream<Path> files = Files.list(picture.getParent())) {
            assertThat(files).containsExactly(picture);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mish", "split", "activations", "mish --range 1e1:1e2", "activations --range -1000:1000"})
    void aPngHasTheSizeThatWasAskedFor(String arguments) throws Exception {
        Path picture = folder.resolve("picture.PNG");
        run(arguments + " --width 640 --height 333", picture);
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(640);
        assertThat(image.getHeight()).isEqualTo(333);
        assertThat(colors(image)).contains(0xFFFFFF, 0x0072B2).hasSizeGreaterThan(20);
    }

    @Test
    void theMinimumIsMarkedWhereItIsInRange() throws Exception {
        Path with = folder.resolve("with.svg");
        Path without = folder.resolve("without.svg");
        run("mish --range -1.5:-1", with);
        run("mish --range -1:-0.5", without);
        assertThat(elements(parse(with), "ellipse").size())
                .isEqualTo(elements(parse(without), "ellipse").size() + 1);
    }

    @Test
    void drawsALandscapeForEachActivation() throws Exception {
        Path picture = folder.resolve("landscape.svg");
        run("landscape --size 40 --activations relu,mish,tanh,elu,gelu --device java-reference --seed 3", picture);
        assertThat(elements(parse(picture), "image"))
                .hasSize(5)
                .extracting(image -> image.getAttribute("width"))
                .containsOnly("40");
        Path pixels = folder.resolve("landscape.png");
        run("landscape --size 60 --activations mish --layers 2 --units 3", pixels);
        assertThat(colors(ImageIO.read(pixels.toFile()))).hasSizeGreaterThan(100);
    }

    @Test
    void anOlderPictureIsReplaced() throws Exception {
        Path picture = folder.resolve("picture.png");
        Files.writeString(picture, "older");
        run("mish", picture);
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1200);
        assertThat(folder).isDirectoryContaining(picture::equals);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "mish --range 5 | '5' is not a range, expected two numbers such as -5:5",
                "split --range 1:2:3 | '1:2:3' is not a range, expected two numbers such as -5:5",
                "mish --range a:5 | 'a:5' is not a range, expected two numbers such as -5:5",
                "mish --range : | ':' is not a range, expected two numbers such as -5:5",
                "mish --range 5:5 | the range from 5.0 to 5.0 can't be plotted",
                "mish --range 5:-5 | the range from 5.0 to -5.0 can't be plotted",
                "mish --range NaN:5 | the range from NaN to 5.0 can't be plotted",
                "mish --range -5:NaN | the range from -5.0 to NaN can't be plotted",
                "landscape --range 0:Infinity | the range from 0.0 to Infinity can't be plotted",
                "mish --range 0:1e9 | the range from 0.0 to 1.0E9 can't be plotted, expected two numbers from -1000 to 1000, the "
                        + "second larger by at least 0.01",
                "activations --activations mish,mash | 'mash' is not an activation, expected one of mish, relu, leaky, swish",
                "landscape --activations x | 'x' is not an activation, expected one of mish, relu, leaky, swish"
            })
    void wrongUsageIsOneSentence(String arguments, String text) {
        CommandResult result = plot(arguments, folder.resolve("x.png"));
        assertThat(result.errLines())
                .singleElement()
                .asString()
                .startsWith("mish4j: ")
                .contains(text, "--help)");
        assertThat(result.status()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "mish --width 100000 | a picture of 100000 x 800 pixels can't be drawn, expected 200 to 10000 each way",
                "split --height -1 | a picture of 1200 x -1 pixels can't be drawn, expected 200 to 10000 each way",
                "landscape --size 100000 | a map of 100000 x 100000 points can't be drawn, expected 32 to 1024 each way",
                "landscape --layers 1 | the number of layers is 1, expected 2 to 100",
                "landscape --units 0 | the number of units is 0, expected 1 to 1024",
                "landscape --device gpu | 'gpu'"
            })
    void whatCannotBeDrawnIsOneSentence(String arguments, String text) {
        assertFails(plot(arguments, folder.resolve("x.png")), text);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture.pdf", "picture", ".png.", "svg"})
    void refusesOtherEndings(String name) {
        Path file = folder.resolve(name);
        for (String kind : List.of("mish", "activations", "split", "landscape")) {
            assertFails(
                    plot(kind, file),
                    "'%s' is not a name for a picture, expected the ending .png or .svg".formatted(file));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesAFolderThatCannotBeWritten() {
        assertFails(plot("mish", Path.of("/proc/mish.svg")), "'/proc/mish.svg' can't be written");
    }

    @Test
    void refusesToWriteBelowAFileAndOverAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "content");
        assertFails(plot("mish", file.resolve("x.png")), "'%s' is a file".formatted(file));
        Path picture = Files.createDirectory(folder.resolve("folder.svg"));
        assertFails(plot("split", picture), "'%s' can't be written: it is a folder".formatted(picture));
    }

    @Test
    void aKindIsRequired() {
        CommandResult result = CommandResult.of("plot");
        assertThat(result.err())
                .isEqualTo("mish4j: Missing required subcommand (see mish4j plot --help)" + System.lineSeparator());
        assertThat(result.status()).isEqualTo(2);
    }

    private static CommandResult plot(String arguments, Path output) {
        return CommandResult.of((Object[]) ("plot " + arguments + " --output " + output).split(" "));
    }

    private static void run(String arguments, Path output) {
        CommandResult result = plot(arguments, output);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("Picture: " + output + System.lineSeparator());
        assertThat(result.status()).isZero();
    }

    private static void assertFails(CommandResult result, String text) {
        assertThat(result.errLines())
                .singleElement()
                .asString()
                .startsWith("mish4j: ")
                .contains(text);
        assertThat(result.status()).isEqualTo(1);
    }

    private static Set<Integer> colors(BufferedImage image) {
        Set<Integer> colors = new HashSet<>();
        IntStream.range(0, image.getHeight())
                .forEach(y ->
                        IntStream.range(0, image.getWidth()).forEach(x -> colors.add(image.getRGB(x, y) & 0xFFFFFF)));
        return colors;
    }

    private static Document parse(Path svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(svg.toFile());
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> (Element) nodes.item(index))
                .toList();
    }
}
