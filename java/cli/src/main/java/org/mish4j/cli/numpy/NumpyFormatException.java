// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import java.io.IOException;
import java.io.Serial;

/** A file is no NumPy file, is damaged, or holds what is not read here. The text names the file. */
public final class NumpyFormatException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    NumpyFormatException(String message) {
        super(message);
    }
}
