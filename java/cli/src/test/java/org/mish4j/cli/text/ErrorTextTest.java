// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mish4j.MishException;
import org.mish4j.ModelFormatException;

class ErrorTextTest {
    static Arguments[] errors() {
        return new Arguments[] {
            Arguments.of(new IllegalArgumentException("threads is 0"), "threads is 0"),
            Arguments.of(new ModelFormatException("x.onnx: is empty"), "x.onnx: is empty"),
            Arguments.of(new MishException(MishException.Status.UNSUPPORTED, "no bf16"), "no bf16"),
            Arguments.of(new IOException("two\n  lines\n"), "two; lines"),
            Arguments.of(new NoSuchFileException("a.npy"), "file 'a.npy' does not exist"),
            Arguments.of(new AccessDeniedException("a.npy"), "permission to use 'a.npy' is denied"),
            Arguments.of(new FileSystemException("a.npy", null, "Disk full"), "'a.npy' can't be used: Disk full"),
            Arguments.of(new OutOfMemoryError("Java heap space"), "there is not enough memory: Java heap space"),
            Arguments.of(
                    new NullPointerException("x is null"),
                    "internal error, NullPointerException: x is null (--verbose shows where)"),
            Arguments.of(new IllegalStateException(), "internal error, IllegalStateException (--verbose shows where)")
        };
    }

    @ParameterizedTest
    @MethodSource("errors")
    void saysInOneLineWhatIsWrong(Throwable error, String text) {
        assertThat(ErrorText.of(error)).isEqualTo(text);
    }
}
