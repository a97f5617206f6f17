// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.files;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import org.mish4j.cli.plot.Picture;
import org.mish4j.cli.plot.PictureFormat;
import org.mish4j.cli.text.Streams;

/** The file that a picture is written to. */
public final class PictureFile {
    private final Path file;
    private final PictureFormat format;

    private PictureFile(Path file, PictureFormat format) {
        this.file = file;
        this.format = format;
    }

    /**
     * Checks that a picture can be written to a file.
     *
     * @throws IllegalArgumentException if its ending names no format
     * @throws IOException if the file can't be made
     */
    public static PictureFile of(Path file) throws IOException {
        PictureFormat format = PictureFormat.of(file);
        PendingFiles.requireFile(file);
        return new PictureFile(file, format);
    }

    /** Writes a picture, and says where it is. */
    public void write(Picture picture, Streams streams) throws IOException {
        try (PendingFiles files = new PendingFiles()) {
            files.write(file, channel -> format.write(picture, Channels.newOutputStream(channel)));
            files.commit();
        }
        streams.out().println("Picture: " + file.toAbsolutePath().normalize());
    }
}
