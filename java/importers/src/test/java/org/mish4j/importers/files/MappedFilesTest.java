// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.mish4j.MishException;

class MappedFilesTest {
    @Test
    void aShortageOfMemoryIsNoFaultOfTheFile() {
        OutOfMemoryError cause = new OutOfMemoryError("Cannot reserve direct memory");
        assertThatExceptionOfType(MishException.class)
                .isThrownBy(() -> MappedFiles.reading(Path.of("model.onnx"), () -> {
                    throw cause;
                }))
                .withMessage("model.onnx: its constants need more memory than there is")
                .withCause(cause)
                .satisfies(e -> assertThat(e.status()).isEqualTo(MishException.Status.OUT_OF_MEMORY));
    }
}
