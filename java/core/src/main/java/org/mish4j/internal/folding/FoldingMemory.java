// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.folding;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;

/** Makes what is computed before an inference, if there is memory for it, so that a few bytes of a file can't fill the memory. */
public final class FoldingMemory {
    /** How many bytes are made between two looks at the memory that is left. */
    private static final long CREDIT = 16L << 20;

    /** The part of the Java heap that one array may take. */
    private static final int HEAP_SHARE = 4;

    /** The part of the machine's memory that is left free. */
    private static final int RESERVED_SHARE = 16;

    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");
    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
    private static final long KIB = 1024;

    private static final AtomicLong CREDIT_LEFT = new AtomicLong();

    private FoldingMemory() {}

    /**
     * Makes a constant whose memory, zeros at first, an initializer fills.
     *
     * @throws NotEnoughMemoryException if there is no memory for it
     */
    public static Constant constant(TensorType type, Shape shape, Consumer<MemorySegment> initializer) {
        long bytes = Math.multiplyExact(shape.elementCount(), type.byteSize());
        String what = type + shape.toString();
        requireFree(bytes, what);
        try {
            return Constant.of(type, shape, initializer);
        } catch (OutOfMemoryError e) {
            throw new NotEnoughMemoryException(
                    "it makes a constant %s of %s, more than the Java machine may still take outside of its heap (see"
                                    .formatted(what, inUnits(bytes))
                            + " -XX:MaxDirectMemorySize): " + e.getMessage());
        }
    }

    /**
     * Checks that an array may be made on the Java heap.
     *
     * @throws NotEnoughMemoryException if it takes more than a quarter of the largest heap that there may be
     */
    public static void requireHeap(long count, int elementBytes) {
        long bytes = Math.multiplyExact(count, elementBytes);
        long largest = Runtime.getRuntime().maxMemory();
        if (bytes > largest / HEAP_SHARE || count > Integer.MAX_VALUE - Long.BYTES) {
            throw new NotEnoughMemoryException(
                    "it reads %d numbers at once, which take %s of a Java heap of at most %s; a quarter is the most (see -Xmx)"
                            .formatted(count, inUnits(bytes), inUnits(largest)));
        }
    }

    private static void requireFree(long bytes, String what) {
        if (CREDIT_LEFT.addAndGet(-bytes) >= 0) {
            return;
        }
        long free = free();
        CREDIT_LEFT.set(CREDIT);
        if (bytes > free) {
            throw new NotEnoughMemoryException("it makes a constant %s of %s, more than the %s that are free"
                    .formatted(what, inUnits(bytes), inUnits(free)));
        }
    }

    /** Returns how many bytes this process may still take, of the machine's or of its container's memory. */
    private static long free() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long total = system.getTotalMemorySize();
        long free = numberOf(MEMORY_INFO, "MemAvailable").orElseGet(system::getFreeMemorySize);
        long used = numberOf(PROCESS_STATUS, "VmRSS").orElse(0);
        return Math.max(0, Math.min(free, total - used) - total / RESERVED_SHARE);
    }

    /** Returns the bytes that a line of a file of Linux's names in KiB; empty where there is no such line. */
    private static OptionalLong numberOf(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException | RuntimeException _) {
            return OptionalLong.empty();
        }
    }

    private static String inUnits(long bytes) {
        double mib = bytes / (double) (KIB * KIB);
        return mib < KIB
                ? String.format(Locale.ROOT, "%.1f MiB", mib)
                : String.format(Locale.ROOT, "%.1f GiB", mib / KIB);
    }
}
