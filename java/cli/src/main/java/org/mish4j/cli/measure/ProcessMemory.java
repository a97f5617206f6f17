// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of this process. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final long KIBI = 1024;

    private ProcessMemory() {}

    /** Returns the most memory that was resident at once so far, in bytes; empty where the system does not tell. */
    public static OptionalLong peakBytes() {
        try {
            return parse(Files.readString(STATUS));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong parse(String status) {
        Matcher matcher = PEAK.matcher(status);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1)) * KIBI) : OptionalLong.empty();
    }
}
