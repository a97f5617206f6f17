// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import org.mish4j.MishException;
import org.mish4j.ModelFormatException;
import org.mish4j.UnsupportedOperatorException;
import picocli.CommandLine.ParameterException;

/** Says in one line what an exception tells a user. */
public final class ErrorText {
    private ErrorText() {}

    /** Returns the line. */
    public static String of(Throwable e) {
        return describe(e).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String describe(Throwable e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        return switch (e) {
            case NoSuchFileException file -> "file '%s' does not exist".formatted(file.getFile());
            case AccessDeniedException file -> "permission to use '%s' is denied".formatted(file.getFile());
            case FileAlreadyExistsException file -> "file '%s' exists already".formatted(file.getFile());
            case NotDirectoryException file -> "'%s' is not a folder".formatted(file.getFile());
            case FileSystemException file
            when file.getReason() != null -> "'%s' can't be used: %s".formatted(file.getFile(), file.getReason());
            case InvalidPathException path -> "'%s' is not a path: %s".formatted(path.getInput(), path.getReason());
            case OutOfMemoryError _ -> "there is not enough memory: " + message;
            case ModelFormatException _,
                    UnsupportedOperatorException _,
                    MishException _,
                    IllegalArgumentException _,
                    IllegalStateException _,
                    ParameterException _,
                    IOException _,
                    UncheckedIOException _
            when !message.isEmpty() -> message;
            default ->
                "internal error, %s%s (--verbose shows where)"
                        .formatted(e.getClass().getSimpleName(), message.isEmpty() ? "" : ": " + message);
        };
    }
}
