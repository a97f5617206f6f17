// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Tells whether a folder has exactly a bundle's libraries, byte for byte. A file beside them, {@code verified}, keeps what was
 * found: the start of the system that it was found in, and the identity of each file. While both are the same, the contents
 * are not read again: a file system can lose contents in a power cut, but not while the system runs.
 */
final class VerifiedFiles {
    private static final String STAMP = "verified";
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path folder;
    private final LibraryBundle bundle;

    VerifiedFiles(Path folder, LibraryBundle bundle) {
        this.folder = folder;
        this.bundle = bundle;
    }

    /** Tells whether all libraries are there and whole. Reads their contents where that is not known yet. */
    boolean areWhole() {
        try {
            if (!haveTheirSizes()) {
                return false;
            }
            Optional<String> stamp = stamp();
            if (stamp.isPresent() && stamp.equals(readStamp())) {
                return true;
            }
            if (!haveTheirContents()) {
                return false;
            }
            stamp.ifPresent(this::writeStamp);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean haveTheirSizes() throws IOException {
        for (LibraryBundle.Entry entry : bundle.entries()) {
            if (Files.size(folder.resolve(entry.name())) != entry.size()) {
                return false;
            }
        }
        return true;
    }

    private boolean haveTheirContents() throws IOException {
        for (LibraryBundle.Entry entry : bundle.entries()) {
            if (!sha256(folder.resolve(entry.name())).equals(entry.sha256())) {
                return false;
            }
        }
        return true;
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns what the file is to hold; empty where the system tells neither its starts nor the identity of files. */
    private Optional<String> stamp() throws IOException {
        if (!Files.isReadable(BOOT_ID)) {
            return Optional.empty();
        }
        StringBuilder stamp = new StringBuilder(Files.readString(BOOT_ID).strip()).append('\n');
        for (LibraryBundle.Entry entry : bundle.entries()) {
            Map<String, Object> identity;
            try {
                identity = Files.readAttributes(folder.resolve(entry.name()), "unix:dev,ino,size,ctime");
            } catch (UnsupportedOperationException | IllegalArgumentException e) {
                return Optional.empty();
            }
            stamp.append(entry.name())
                    .append(' ')
                    .append(new TreeMap<>(identity))
                    .append('\n');
        }
        return Optional.of(stamp.toString());
    }

    private Optional<String> readStamp() {
        try {
            return Optional.of(Files.readString(folder.resolve(STAMP)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void writeStamp(String stamp) {
        Path fresh = folder.resolve(STAMP + "-" + UUID.randomUUID());
        try {
            Files.writeString(fresh, stamp);
            Files.move(fresh, folder.resolve(STAMP), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // The folder belongs to another user, who shares it: the contents are read again next time.
            try {
                Files.deleteIfExists(fresh);
            } catch (IOException _) {
                // It was not made.
            }
        }
    }
}
