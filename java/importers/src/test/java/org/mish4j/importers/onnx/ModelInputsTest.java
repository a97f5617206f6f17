// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mish4j.importers.onnx.models.ModelRunner.assertResult;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.importers.Importers;
import org.mish4j.importers.OnnxImporter;
import org.mish4j.importers.OnnxModelInfo;
import org.mish4j.importers.onnx.models.Attribute;
import org.mish4j.importers.onnx.models.ModelBuilder;
import org.mish4j.importers.onnx.models.ModelRunner;
import org.mish4j.importers.onnx.models.Tensors;

/** Inputs whose shapes are open, inputs that are constants, and what a file says of its inputs. */
class ModelInputsTest {
    @TempDir
    private Path folder;

    private Path open() {
        return new ModelBuilder(13)
                .openInput("image", "N", 3, "height", 8)
                .node("Relu", List.of("image"), List.of("y"))
                .outputs("y")
                .write(folder.resolve("model.onnx"));
    }

    @Test
    void openDimension() {
        Path file = open();
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessage(
                        "%s: dimension 0 ('N') of input 'image' is open; set the shape, for example with"
                                + " --shape image=1x3x224x8"
                                + " or withInputShape(\"image\", Shape.of(1, 3, 224, 8))",
                        file);
    }

    /** The sizes that the network can have are those that its constant can be added to. */
    @ParameterizedTest
    @CsvSource({"416, --shape image=1x3x416x416 or", "32, --shape image=1x3x32x32 or", "17, --shape image=DIMENSIONS or"
    })
    void theSizeThatIsSuggestedFits(int side, String hint) {
        Path file = new ModelBuilder(13)
                .openInput("image", "N", "C", "height", "width")
                .initializer(Tensors.floats("mask", new long[] {3, side, side}, new float[3 * side * side]))
                .node("Add", List.of("image", "mask"), List.of("y"))
                .outputs("y")
                .write(folder.resolve("model.onnx"));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessageContaining("dimension 0 ('N') of input 'image' is open; set the shape")
                .withMessageContaining(hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"N, length | 1x128", "N, 8, length | 1x8x128", "N, height, width, 3 | 1x224x224x3", "length | 1"})
    void theSizeThatIsSuggestedIsUsualForTheKindOfInput(String dimensions, String shape) {
        Object[] declared = Stream.of(dimensions.split(", "))
                .map(dimension -> dimension.matches("\\d") ? (Object) Integer.valueOf(dimension) : dimension)
                .toArray();
        Path file = new ModelBuilder(13)
                .openInput("x", declared)
                .node("Relu", List.of("x"), List.of("y"))
                .outputs("y")
                .write(folder.resolve("model.onnx"));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessageContaining("--shape x=" + shape + " or");
    }

    /** An axis that two inputs call the same has one size, though the inputs are of different kinds. */
    @Test
    void theSizesThatAreSuggestedAgreeByTheirNames() {
        Path file = new ModelBuilder(13)
                .openInput("image", 1, 3, "height", "width")
                .openInput("row", 1, "width")
                .node("Add", List.of("image", "row"), List.of("y"))
                .outputs("y")
                .write(folder.resolve("model.onnx"));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Importers.read(file))
                .withMessageContaining("--shape image=1x3x224x224 or");
        OnnxImporter importer = new OnnxImporter().withInputShape("image", Shape.of(1, 3, 8, 512));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> importer.read(file))
                .withMessageContaining("--shape row=1x512 or");
    }

    @Test
    void openDimensionThatIsSet() {
        Shape shape = Shape.of(2, 3, 5, 8);
        Graph graph = Importers.read(open(), Map.of("image", shape));
        assertThat(graph.inputs().getFirst().shape()).isEqualTo(shape);
        assertThat(graph.outputs().getFirst().value().shape()).isEqualTo(shape);
    }

    @Test
    void shapeThatContradictsTheDeclaredOne() {
        Path file = open();
        OnnxImporter importer = new OnnxImporter().withInputShape("image", Shape.of(1, 4, 8, 8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> importer.read(file))
                .withMessage("%s: input 'image' is declared as [?, 3, ?, 8], found shape [1, 4, 8, 8]", file);
    }

    @Test
    void shapeOfAnInputThatIsNone() {
        Path file = open();
        OnnxImporter importer = new OnnxImporter().withInputShape("picture", Shape.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> importer.read(file))
                .withMessage("%s: there is no input 'picture', the inputs are [image]", file);
    }

    @Test
    void inputOfAnotherType() {
        ModelBuilder model = new ModelBuilder(13)
                .typedInput("x", Tensors.UINT8, 2)
                .node("Cast", List.of("x"), List.of("y"), Attribute.of("to", Tensors.FLOAT))
                .outputs("y");
        assertThat(ModelRunner.importModel(model).inputs().getFirst().type()).isEqualTo(TensorType.U8);
        assertResult(model, List.of(new float[] {3, 255}), Shape.of(2), 3, 255);
    }

    @Test
    void inputOfATypeThatIsNotSupported() {
        ModelBuilder model = new ModelBuilder(13)
                .typedInput("x", Tensors.STRING, 2)
                .node("Identity", List.of("x"), List.of("y"))
                .outputs("y");
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(model))
                .withMessageStartingWith("input 'x' is not supported: it is of type STRING, expected one of FLOAT, ");
    }

    @Test
    void inputThatHasToBeAConstant() {
        assertThatExceptionOfType(UnsupportedOperatorException.class)
                .isThrownBy(() -> ModelRunner.importModel(reshapeByInput()))
                .withMessageEndingWith("input 1 (shape) is not a constant");
    }

    @Test
    void inputGivenAsAConstant() {
        OnnxImporter importer = new OnnxImporter().withConstantInput("shape", Constant.ofLongs(Shape.of(2), 3, -1));
        Graph graph = ModelRunner.importModel(reshapeByInput().toByteArray(), importer);
        assertThat(graph.inputs()).hasSize(1);
        assertThat(graph.outputs().getFirst().value().shape()).isEqualTo(Shape.of(3, 2));
    }

    private static ModelBuilder reshapeByInput() {
        return new ModelBuilder(13)
                .input("x", 6)
                .typedInput("shape", Tensors.INT64, 2)
                .node("Reshape", List.of("x", "shape"), List.of("y"))
                .outputs("y");
    }

    @Test
    void inputWithAnInitializerIsAConstant() {
        ModelBuilder model = new ModelBuilder(13)
                .input("x", 2)
                .input("w", 2)
                .initializer(Tensors.floats("w", new long[] {2}, 10, 20))
                .node("Add", List.of("x", "w"), List.of("y"))
                .outputs("y");
        assertThat(ModelRunner.importModel(model).inputs()).hasSize(1);
        ModelRunner.assertResult(model, List.of(new float[] {1, 2}), Shape.of(2), 11, 22);
    }

    @Test
    void outputThatIsAnInput() {
        ModelBuilder model = new ModelBuilder(13).input("x", 2).outputs("x");
        ModelRunner.assertResult(model, List.of(new float[] {1, 2}), Shape.of(2), 1, 2);
    }

    @Test
    void whatTheFileSays() {
        Path file = new ModelBuilder(13)
                .operators("ai.onnx.ml", 2)
                .openInput("image", "N", 3, "", 8)
                .typedInput("shape", Tensors.INT64, 2)
                .input("w", 2)
                .initializer(Tensors.floats("w", new long[] {2}, 10, 20))
                .outputs("y")
                .output("text", Tensors.STRING, 1)
                .write(folder.resolve("model.onnx"));
        OnnxModelInfo info = OnnxModelInfo.read(file);
        assertThat(info)
                .isEqualTo(new OnnxModelInfo(
                        "tester 1.0",
                        8,
                        List.of("ai.onnx 13", "ai.onnx.ml 2"),
                        List.of(
                                new OnnxModelInfo.Port(
                                        "image",
                                        "FLOAT",
                                        Optional.of(TensorType.F32),
                                        Optional.of(List.of("N", "3", "?", "8"))),
                                new OnnxModelInfo.Port(
                                        "shape", "INT64", Optional.of(TensorType.I64), Optional.of(List.of("2")))),
                        List.of(
                                new OnnxModelInfo.Port("y", "UNDEFINED", Optional.empty(), Optional.empty()),
                                new OnnxModelInfo.Port(
                                        "text", "STRING", Optional.empty(), Optional.of(List.of("1"))))));
    }
}
