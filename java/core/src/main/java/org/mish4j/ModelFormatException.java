// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A model file is damaged or contradicts itself. The text names the file, and the node or the offset. */
public class ModelFormatException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes an exception with a text. */
    public ModelFormatException(String message) {
        super(message);
    }

    /** Makes an exception with a text and what caused it. */
    public ModelFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
