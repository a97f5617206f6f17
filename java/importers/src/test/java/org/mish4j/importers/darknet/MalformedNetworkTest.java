// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.ModelFormatException;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.DarknetImporter;
import org.mish4j.importers.Importers;

/** Configurations that contradict themselves or ask for what there is not, and weights that do not fit. */
class MalformedNetworkTest {
    /** Four lines, so that the first section after them is in line 5. */
    private static final String NET = "[net]/width=8/height=6/channels=4/";

    private static final String CONVOLUTION = NET + "[convolutional]/activation=linear/";

    @TempDir
    private Path folder;

    /** Writes lines, with slashes between them. */
    private Path configuration(String lines) throws IOException {
        return Files.writeString(folder.resolve("net.cfg"), lines.replace('/', '\n'));
    }

    private Path weights(int major, int minor, int bytes) throws IOException {
        byte[] header = ByteBuffer.allocate(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(major)
                .putInt(minor)
                .putInt(0)
                .array();
        return Files.write(folder.resolve("net.weights"), header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "width=3 | net.cfg:1: 'width=3' stands before the first section, expected [net]",
                "[net]/[conv | net.cfg:2: expected a section's name such as [net], found '[conv'",
                "[net]/[] | net.cfg:2: expected a section's name such as [net], found '[]'",
                "[net]/width | net.cfg:2: expected key=value, found 'width'",
                "[net]/=3 | net.cfg:2: expected key=value, found '=3'",
                "# nothing | net.cfg: has no section, expected [net] first",
                "[conv]/[net] | net.cfg:1: [conv] is the first section, expected [net]",
                "[net]/[conv]/[network] | net.cfg:3: [network] stands in line 1 already",
                "[net]/width=3/height=2/[conv] | net.cfg:1: [net] has no 'channels', expected channels=NUMBER",
                "[net]/width=3/height=2/channels=1/ | net.cfg:1: [net] is the only section, expected layers after it",
                "[net]/channels=1/height=2x | net.cfg:3: [net] height is '2x', expected a whole number from 1 to"
                        + " 2147483647",
                "[net]/channels=1/height=2/width=0 | net.cfg:4: [net] width is '0', expected a whole number from 1 to"
                        + " 2147483647",
                "[net]/channels=1/height=2/width=99999999999 | "
                        + "net.cfg:4: [net] width is '99999999999', expected a whole number from 1 to 2147483647",
                "[net]/width=2147483647/height=2147483647/channels=3/[conv] | "
                        + "net.cfg:1: [net] the shape [1, 3, 2147483647, 2147483647] has more than 2^40 elements"
            })
    void configurations(String lines, String message) throws IOException {
        assertMalformed(lines, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[route] | net.cfg:5: [route] has no 'layers', expected layers=INDEX",
                "[route]/layers=0 | net.cfg:6: [route] layers is 0, which is section 0, expected one before this one, "
                        + "which is section 0",
                "[avgpool]/[route]/layers=2/[avgpool] | net.cfg:7: [route] layers is 2, which is section 2, expected"
                        + " one before this one, which is section 1",
                "[avgpool]/[route]/layers=-1, -2 | net.cfg:7: [route] layers is -2, which is section -1, expected one "
                        + "before this one, which is section 1",
                "[avgpool]/[route]/layers=-1,,0 | net.cfg:7: [route] layers is '-1,,0', expected a whole number from"
                        + " -2147483648 to 2147483647",
                "[avgpool]/[upsample]/[route]/layers=0,1 | net.cfg:7: [route] node 'route_2' (Concat): srcs[0] [1, 4,"
                        + " 1, 1] and srcs[1] [1, 4, 2, 2] differ in more than dimension 1",
                "[avgpool]/[route]/layers=0/groups=3 | "
                        + "net.cfg:6: [route] has 3 groups of a layer of 4 channels, expected a divisor",
                "[avgpool]/[route]/layers=0/groups=2/group_id=2 | "
                        + "net.cfg:9: [route] group_id is '2', expected a whole number from 0 to 1",
                "[avgpool]/[shortcut]/from=0/[shortcut]/from=5 | net.cfg:9: [shortcut] from is 5, which is section 5, "
                        + "expected one before this one, which is section 2",
                "[upsample]/[upsample]/[shortcut]/from=0 | net.cfg:7: [shortcut] adds [1, 4, 12, 16] to [1, 4, 24,"
                        + " 32], expected height and width the same multiple",
                "[sam]/from=-1,-2 | net.cfg:6: [sam] from names 2 sections, expected one",
                "[avgpool]/[upsample]/[sam]/from=0 | "
                        + "net.cfg:7: [sam] multiplies [1, 4, 1, 1] by [1, 4, 2, 2], expected equal shapes",
                "[avgpool]/[upsample]/[scale_channels]/from=0 | net.cfg:7: [scale_channels] scales [1, 4, 1, 1] by the "
                        + "factors [1, 4, 2, 2], expected factors [1, 4, 1, 1]",
                "[convolutional]/groups=3/filters=6 | net.cfg:5: [convolutional] has 4 input channels, 6 filters and 3 "
                        + "groups, expected multiples of the groups",
                "[convolutional]/filters=-4 | "
                        + "net.cfg:6: [convolutional] filters is '-4', expected a whole number from 1 to 2147483647",
                "[convolutional]/filters=2147483647/size=9999 | net.cfg:5: [convolutional] the shape [2147483647, 4, 9999, "
                        + "9999] has more than 2^40 elements",
                "[convolutional]/batch_normalize=yes | net.cfg:6: [convolutional] batch_normalize is 'yes', expected a "
                        + "whole number from -2147483648 to 2147483647",
                "[reorg]/stride=4 | net.cfg:5: [reorg] has stride 4 and input [1, 4, 6, 8], expected a divisor of"
                        + " height and width",
                "[reorg3d]/stride=3/reverse=1 | net.cfg:5: [reorg3d] has stride 3 and spreads [1, 4, 6, 8], expected "
                        + "channels that the stride's square divides",
                "[crop]/crop_width=9 | net.cfg:5: [crop] cuts 1 x 9 pixels out of [1, 4, 6, 8], expected no more than"
                        + " it has",
                "[softmax]/temperature=warm | net.cfg:6: [softmax] temperature is 'warm', expected a number",
                "[softmax]/temperature=-1 | net.cfg:6: [softmax] temperature is -1.0, expected a positive number",
                "[softmax]/groups=5 | net.cfg:5: [softmax] has 5 groups of 192 numbers, expected a divisor",
                "[convolutional]/size=3/padding=1/dilation=2/[convolutional]/size=3/dilation=2 | net.cfg:9:"
                        + " [convolutional] has size 3, padding 0 and dilation 2, with which Darknet makes 2 results of 6"
                        + " pixels and has room for 4; expected padding 1 of an odd size",
                "[convolutional]/share_index=0 | net.cfg:6: [convolutional] share_index is 0, which is section 0, "
                        + "expected one before this one, which is section 0",
                "[avgpool]/[convolutional]/share_index=-1 | net.cfg:7: [convolutional] share_index is -1, which is "
                        + "section 0, a [avgpool], expected a [convolutional]",
                "[convolutional]/filters=4/[convolutional]/filters=4/size=3/share_index=0 | net.cfg:10:"
                        + " [convolutional] shares the weights [4, 4, 1, 1] of 4 channels without batch_normalize,"
                        + " expected [4, 4, 3, 3] of 4 channels without batch_normalize",
                "[avgpool]/[shortcut]/from=0/weights_type=per_pixel | net.cfg:8: [shortcut] weights_type is"
                        + " 'per_pixel', expected none, per_feature or per_channel",
                "[avgpool]/[shortcut]/from=0/weights_type=per_channel | net.cfg:6: [shortcut] has weights and "
                        + "weights_normalization 'none', expected relu or softmax",
                "[maxpool]/maxpool_depth=1/out_channels=3 | net.cfg:5: [maxpool] has out_channels 3 and 4 input"
                        + " channels, expected a divisor",
                "[normalization]/size=8 | net.cfg:5: [normalization] has size 8 and 4 input channels, expected more "
                        + "than half as many",
                "[local]/size=5/pad=1 | net.cfg:5: [local] has size 5 and pad 1, with which Darknet makes more or"
                        + " fewer results than it has room for; expected size 3",
                "[Gaussian_yolo]/classes=3 | net.cfg:5: [Gaussian_yolo] reads 4 channels, expected 12: 1 boxes of 8 "
                        + "numbers, an objectness and 3 classes",
                "[yolo]/mask=0,1/classes=3 | net.cfg:5: [yolo] reads 4 channels, expected 16: 2 boxes of 4 numbers, an "
                        + "objectness and 3 classes"
            })
    void sections(String lines, String message) throws IOException {
        assertMalformed(NET + lines, message);
    }

    private void assertMalformed(String lines, String message) throws IOException {
        Path file = configuration(lines);
        weights(0, 2, 20);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage(folder + "/" + message);
    }

    @Test
    void aKernelLargerThanTheImage() throws IOException {
        Path file = configuration(NET + "[convolutional]/size=7");
        weights(0, 2, 20);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessageStartingWith("%s:5: [convolutional] node 'convolutional_0'".formatted(file))
                .withMessageContaining("has, with its padding, 6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[avgpool]/[lstm] | net.cfg:6: section [lstm] is not supported: it keeps a state from one run to the"
                        + " next",
                "[conv_lstm] | net.cfg:5: section [conv_lstm] is not supported: it keeps a state from one run to the"
                        + " next",
                "[avgpool]/ [ Convolution ] | net.cfg:6: section [Convolution] is not supported",
                "[activation]/activation=mish#swish | net.cfg:5: section [activation] is not supported: "
                        + "activation=mish#swish",
                "[activation]/activation=normalize_channels | net.cfg:5: section [activation] is not supported: "
                        + "activation=normalize_channels",
                "[convolutional]/rotate=1 | net.cfg:5: section [convolutional] is not supported: rotate=1",
                "[maxpool]/maxpool_zero_nonmax=1 | net.cfg:5: section [maxpool] is not supported:"
                        + " maxpool_zero_nonmax=1",
                "[maxpool]/antialiasing=1/stride=2/[route]/layers=0 | net.cfg:8: section [route] is not supported: it "
                        + "reads (layers=0) the result of a section with antialiasing, which Darknet takes for one of "
                        + "another size",
                "[softmax]/tree=words.tree | net.cfg:5: section [softmax] is not supported: it has a tree of classes",
                "[detection]/[avgpool] | net.cfg:6: section [avgpool] is not supported: it reads (the section before"
                        + " it) the result of [detection], which only is an output",
                "[detection]/[route]/layers=0 | net.cfg:6: section [route] is not supported: it reads (layers=0) the "
                        + "result of [detection], which only is an output"
            })
    void unsupportedSections(String lines, String message) throws IOException {
        Path file = configuration(NET + lines);
        weights(0, 2, 20);
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage(folder + "/" + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 2 | 12 | has 12 bytes, expected a header of 20 bytes",
                "0 | 1 | 15 | has 15 bytes, expected a header of 16 bytes",
                "0 | 2 | 39 | has 39 bytes, expected 40: a header of 20 and 5 parameters of 4 bytes each",
                "0 | 2 | 41 | has 41 bytes, expected 40: a header of 20 and 5 parameters of 4 bytes each",
                "0 | 1 | 40 | has 40 bytes, expected 36: a header of 16 and 5 parameters of 4 bytes each",
                "1 | 0 | 36 | has 36 bytes, expected 40: a header of 20 and 5 parameters of 4 bytes each",
                "1000 | 0 | 36 | has 36 bytes, expected 40: a header of 20 and 5 parameters of 4 bytes each",
                "0 | 1001 | 44 | has 44 bytes, expected 40: a header of 20 and 5 parameters of 4 bytes each",
                "-1 | 2 | 40 | 'is not a Darknet weights file, its version is -1.2'"
            })
    void weightsThatDoNotFit(int major, int minor, int bytes, String message) throws IOException {
        Path file = configuration(CONVOLUTION);
        Path weights = weights(major, minor, bytes);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage("%s: %s", weights, message);
    }

    @Test
    void weightsThatFit() throws IOException {
        Path file = configuration(CONVOLUTION);
        weights(0, 1, 36);
        assertThat(Importers.read(file).constants()).hasSize(2);
        weights(0, 2, 40);
        assertThat(Importers.read(file).constants()).hasSize(2);
        weights(0, 1001, 36);
        assertThat(Importers.read(file).constants()).hasSize(2);
        weights(0, 1001, 40);
        assertThat(Importers.read(file).constants()).hasSize(2);
    }

    @Test
    void weightsShorterThanAnyHeader() throws IOException {
        Path file = configuration(CONVOLUTION);
        Path weights = Files.write(folder.resolve("net.weights"), new byte[11]);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage("%s: has 11 bytes, expected a header of 12 bytes", weights);
    }

    @Test
    void emptyWeights() throws IOException {
        Path file = configuration(CONVOLUTION);
        Path weights = Files.createFile(folder.resolve("net.weights"));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage("%s: is empty", weights);
    }

    @Test
    void missingWeights() throws IOException {
        Path file = configuration(CONVOLUTION);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage(
                        "%s: its weights are expected in %s, and there is no such file",
                        file, folder.resolve("net.weights"))
                .withCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void missingConfiguration() {
        Path file = folder.resolve("missing.cfg");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new DarknetImporter().read(file))
                .withMessage("%s: no such file", file);
    }

    @Test
    void aConfigurationThatIsNone() throws IOException {
        Path file = Files.write(folder.resolve("net.cfg"), new byte[(4 << 20) + 1]);
        weights(0, 2, 20);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage("%s: has 4194305 bytes, expected a Darknet configuration of at most 4194304", file);
    }
}
