// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.ModelFormatException;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.UnsupportedOperatorException;
import org.mish4j.Value;

/**
 * Files cut off at, and files with another byte at, 2,000 seeded places: each can either be read or is one of the two
 * documented exceptions, soon, and without an allocation that the file's numbers dictate.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MutationTest {
    private static final int PLACES = 2000;
    private static final long MOST_BYTES = 1L << 30;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A mutated configuration often has a setting of an unknown name, which is logged. */
    private final Logger logger = Logger.getLogger("org.mish4j.importers.darknet.configuration.UnknownSettings");

    @TempDir
    private Path folder;

    @BeforeEach
    void silence() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void endSilence() {
        logger.setLevel(null);
    }

    @Test
    void allocationsOutsideOfTheHeapAreSeen() {
        long before = directBytes();
        Constant constant = Constant.of(TensorType.F32, Shape.of(1 << 20), _ -> {});
        assertThat(directBytes() - before)
                .isGreaterThanOrEqualTo(constant.segment().byteSize());
    }

    @Test
    void onnx() throws IOException {
        Path model = copy("digits-mish.onnx");
        Random random = new Random(1);
        List<Integer> places = places(random, (int) Files.size(model), PLACES);
        changeBytes(model, places, random, model);
        cutOff(model, places, model);
    }

    @Test
    void darknetConfiguration() throws IOException {
        Path model = copy("darknet/convolutions.cfg");
        copy("darknet/convolutions.weights");
        Random random = new Random(2);
        List<Integer> places = places(random, (int) Files.size(model), PLACES / 2);
        changeBytes(model, places, random, model);
        cutOff(model, places, model);
    }

    @Test
    void darknetWeights() throws IOException {
        Path model = copy("darknet/convolutions.cfg");
        Path weights = copy("darknet/convolutions.weights");
        Random random = new Random(3);
        List<Integer> places = places(random, (int) Files.size(weights), PLACES / 2);
        changeBytes(weights, places, random, model);
        cutOff(weights, places, model);
    }

    private Path copy(String resource) throws IOException {
        Path source = Resources.path(resource);
        return Files.copy(source, folder.resolve(source.getFileName()));
    }

    /** Returns places in descending order; half of them are near an end, where the structure of a file is. */
    private static List<Integer> places(Random random, int length, int count) {
        int end = Math.min(length, 4000);
        return random.ints(0, length)
                .limit(count)
                .map(place -> switch (place % 4) {
                    case 0 -> place % end;
                    case 1 -> length - 1 - place % end;
                    default -> place;
                })
                .boxed()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static void changeBytes(Path file, List<Integer> places, Random random, Path model) throws IOException {
        byte[] content = Files.readAllBytes(file);
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            for (int place : places) {
                access.seek(place);
                access.write(content[place] ^ (1 + random.nextInt(255)));
                read(model, "byte %d of %s".formatted(place, file.getFileName()));
                access.seek(place);
                access.write(content[place]);
            }
        }
    }

    private static void cutOff(Path file, List<Integer> places, Path model) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            for (int place : places) {
                access.setLength(place);
                read(model, "%s of length %d".formatted(file.getFileName(), place));
            }
        }
    }

    private static void read(Path model, String mutation) {
        long heapBefore = THREADS.getCurrentThreadAllocatedBytes();
        long directBefore = directBytes();
        try {
            Graph graph = Importers.read(model);
            assertThat(graph.constants().stream().mapToLong(MutationTest::bytes).sum())
                    .as(mutation)
                    .isLessThan(MOST_BYTES);
        } catch (ModelFormatException | UnsupportedOperatorException e) {
            assertThat(e.getMessage()).as(mutation).isNotEmpty();
        } catch (RuntimeException | Error e) {
            fail(mutation, e);
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - heapBefore)
                .as(mutation)
                .isLessThan(MOST_BYTES);
        assertThat(directBytes() - directBefore).as(mutation).isLessThan(MOST_BYTES);
    }

    private static long bytes(Value constant) {
        return constant.shape().elementCount() * constant.type().byteSize();
    }

    /** Returns how much memory there is outside of the heap that Java has allocated. */
    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
