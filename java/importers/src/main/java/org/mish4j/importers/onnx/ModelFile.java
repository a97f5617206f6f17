// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import org.mish4j.ModelFormatException;
import org.mish4j.importers.files.MappedFiles;
import org.mish4j.importers.onnx.proto.ModelProto;
import org.mish4j.importers.onnx.proto.TensorProto;
import org.mish4j.importers.onnx.proto.WireReader;

/**
 * An ONNX file, mapped into memory for as long as it is read, and the files beside it that hold the data of its
 * tensors.
 */
public final class ModelFile implements AutoCloseable {
    private static final int SHOWN_BYTES = 8;

    private final Path path;
    private final Arena arena = Arena.ofConfined();
    private final Map<Path, MemorySegment> externalFiles = new HashMap<>();

    private ModelFile(Path path) {
        this.path = path;
    }

    /**
     * Opens a file, has something done with it, and closes it.
     *
     * @throws ModelFormatException if the file is damaged
     * @throws UncheckedIOException if the file can't be read
     */
    public static <T> T with(Path path, Function<ModelFile, T> action) {
        try (ModelFile file = new ModelFile(path)) {
            return MappedFiles.reading(path, () -> action.apply(file));
        }
    }

    /** Returns the name of the file, for errors. */
    public String name() {
        return path.toString();
    }

    /** Reads the file as a model. */
    public ModelProto model() {
        MemorySegment content = map(path);
        if (!startsAsModel(content)) {
            byte[] start = content.asSlice(0, Math.min(SHOWN_BYTES, content.byteSize()))
                    .toArray(ValueLayout.JAVA_BYTE);
            throw new ModelFormatException("%s: is not an ONNX model, it starts with the bytes %s"
                    .formatted(path, HexFormat.ofDelimiter(" ").formatHex(start)));
        }
        return WireReader.read(name(), content, "ModelProto", ModelProto::read);
    }

    /** Reads the file as a tensor. */
    public TensorProto tensor() {
        return WireReader.read(name(), map(path), "TensorProto", TensorProto::read);
    }

    /**
     * Tells whether the first field is one of a model's: a cheap guess that tells models from files of other kinds,
     * whose first byte is seldom one of these.
     */
    public boolean startsAsModel() {
        return startsAsModel(map(path));
    }

    private static boolean startsAsModel(MemorySegment content) {
        int first = content.get(ValueLayout.JAVA_BYTE, 0);
        int fieldNumber = first >> 3;
        boolean lengthDelimited = (first & 7) == 2;
        return switch (fieldNumber) {
            case 1, 5 -> (first & 7) == 0;
            case 2, 3, 4, 6, 7, 8, 14 -> lengthDelimited;
            default -> false;
        };
    }

    /**
     * Returns bytes of a file in the model's folder.
     *
     * @param tensorName for errors
     * @param location the file's path relative to the model's folder
     * @param offset where the bytes start
     * @param length their number; -1 for all up to the file's end
     */
    MemorySegment external(String tensorName, String location, long offset, long length) {
        MemorySegment content = externalFiles.computeIfAbsent(resolve(tensorName, location), this::map);
        long size = content.byteSize();
        if (offset < 0 || offset > size || length < -1 || length > size - offset) {
            throw new ModelFormatException("%s: tensor '%s' is %d bytes at offset %d of '%s', which has %d bytes"
                    .formatted(path, tensorName, length, offset, location, size));
        }
        return content.asSlice(offset, length == -1 ? size - offset : length);
    }

    private Path resolve(String tensorName, String location) {
        try {
            Path folder = path.toAbsolutePath().resolveSibling("").toRealPath();
            Path relative = Path.of(location);
            Path file = folder.resolve(relative).normalize();
            if (location.isEmpty() || relative.isAbsolute() || !file.startsWith(folder)) {
                throw outside(tensorName, location);
            }
            if (!Files.isRegularFile(file)) {
                throw new ModelFormatException("%s: the data of tensor '%s' is in '%s', and there is no such file"
                        .formatted(path, tensorName, location));
            }
            if (!file.toRealPath().startsWith(folder)) {
                throw outside(tensorName, location);
            }
            return file;
        } catch (InvalidPathException e) {
            throw outside(tensorName, location);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s: can't read '%s', the data of tensor '%s'".formatted(path, location, tensorName), e);
        }
    }

    private ModelFormatException outside(String tensorName, String location) {
        return new ModelFormatException("%s: the data of tensor '%s' is in '%s', which is not inside the model's folder"
                .formatted(path, tensorName, location));
    }

    private MemorySegment map(Path file) {
        MemorySegment content = MappedFiles.map(file, arena);
        if (file.equals(path) && content.byteSize() > WireReader.MAX_BYTES) {
            throw new ModelFormatException("%s: has %d bytes, expected at most %d, as protobuf has it"
                    .formatted(file, content.byteSize(), WireReader.MAX_BYTES));
        }
        return content;
    }

    @Override
    public void close() {
        arena.close();
    }
}
