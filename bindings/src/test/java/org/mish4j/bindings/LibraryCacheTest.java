// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCacheTest {
    private static final String ABC_SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path root;

    @Test
    void extractsEveryLibrary() throws Exception {
        LibraryBundle bundle =
                new FakeBundle().with("libone.so", "1").with("libtwo.so", "22").read();

        Path folder = new LibraryCache(root).extract(bundle);

        assertThat(folder).isEqualTo(root.resolve("native").resolve(bundle.key()));
        assertThat(folder.resolve("libone.so")).hasContent("1");
        assertThat(folder.resolve("libtwo.so")).hasContent("22");
        assertThat(foldersInCache()).containsExactly(bundle.key());
    }

    @Test
    void extractsOnce() throws Exception {
        LibraryBundle bundle = new FakeBundle().with("lib.so", "content").read();
        Path library = new LibraryCache(root).extract(bundle).resolve("lib.so");
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(library, longAgo);

        new LibraryCache(root).extract(bundle);

        assertThat(Files.getLastModifiedTime(library)).isEqualTo(longAgo);
    }

    @Test
    void replacesAnIncompleteFolder() throws Exception {
        LibraryBundle bundle = new FakeBundle().with("lib.so", "content").read();
        Path library = new LibraryCache(root).extract(bundle).resolve("lib.so");
        Files.writeString(library, "cut");

        assertThat(new LibraryCache(root).extract(bundle).resolve("lib.so")).hasContent("content");
        assertThat(foldersInCache()).containsExactly(bundle.key());
    }

    @Test
    void replacesALibraryWithOtherContentOfItsSize() throws Exception {
        LibraryBundle bundle = new FakeBundle()
                .with("libone.so", "1")
                .with("libtwo.so", "content")
                .read();
        Path library = new LibraryCache(root).extract(bundle).resolve("libtwo.so");
        Files.write(library, new byte[7]);

        assertThat(new LibraryCache(root).extract(bundle).resolve("libtwo.so")).hasContent("content");
        assertThat(foldersInCache()).containsExactly(bundle.key());
    }

    @Test
    void contentsAreReadAgainAfterTheSystemStartedAnew() throws Exception {
        LibraryBundle bundle = new FakeBundle().with("lib.so", "content").read();
        Path folder = new LibraryCache(root).extract(bundle);
        VerifiedFiles files = new VerifiedFiles(folder, bundle);
        assertThat(files.areWhole()).isTrue();
        Path stamp = folder.resolve("verified");
        assumeTrue(Files.exists(stamp));
        String found = Files.readString(stamp);
        Files.writeString(stamp, "another start" + found.substring(found.indexOf('\n')));

        assertThat(files.areWhole()).isTrue();
        assertThat(stamp).hasContent(found);
    }

    @Test
    void whatAProcessLeftThatWasEndedIsRemoved() throws Exception {
        Path left = Files.createDirectories(root.resolve("native").resolve("extracting-1"));
        Files.writeString(left.resolve("lib.so"), "cont");
        LibraryBundle bundle = new FakeBundle().with("lib.so", "content").read();

        new LibraryCache(root).extract(bundle);

        assertThat(foldersInCache()).containsExactly(bundle.key());
    }

    @Test
    void theFolderHasThePermissionsOfItsParent() throws Exception {
        LibraryBundle bundle = new FakeBundle().with("lib.so", "content").read();
        Path folder = new LibraryCache(root).extract(bundle);

        assertThat(permissions(folder)).isEqualTo(permissions(Files.createDirectory(root.resolve("any"))));
    }

    private static Set<PosixFilePermission> permissions(Path folder) throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class));
        return Files.getPosixFilePermissions(folder);
    }

    @Test
    void aProcessThatTakesTooLongIsNotWaitedFor() {
        Path file = root.resolve("lock");
        try (ExtractionLock first = ExtractionLock.acquire(file, Duration.ZERO);
                ExtractionLock second = ExtractionLock.acquire(file, Duration.ofMillis(50))) {
            assertThat(first.isHeld()).isTrue();
            assertThat(second.isHeld()).isFalse();
        }
        try (ExtractionLock third = ExtractionLock.acquire(file, Duration.ZERO)) {
            assertThat(third.isHeld()).isTrue();
        }
    }

    @Test
    void aRelativePathOfTheEnvironmentIsIgnored() {
        Path inHome = Path.of(System.getProperty("user.home"), ".cache");
        assertThat(LibraryCache.cachesOfUser(null)).isEqualTo(inHome);
        assertThat(LibraryCache.cachesOfUser("")).isEqualTo(inHome);
        assertThat(LibraryCache.cachesOfUser("caches")).isEqualTo(inHome);
        assertThat(LibraryCache.cachesOfUser(root.toString())).isEqualTo(root);
    }

    @Test
    void severalAtTheSameTimeGetTheSameFolder() throws Exception {
        LibraryBundle bundle =
                new FakeBundle().with("lib.so", "x".repeat(100_000)).read();
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<Path>> folders = new ArrayList<>();
        try (var executor = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                folders.add(executor.submit(() -> {
                    start.await();
                    return new LibraryCache(root).extract(bundle);
                }));
            }
        }

        for (Future<Path> folder : folders) {
            assertThat(folder.get()).isEqualTo(root.resolve("native").resolve(bundle.key()));
        }
        assertThat(root.resolve("native").resolve(bundle.key()).resolve("lib.so"))
                .hasSize(100_000);
        assertThat(foldersInCache()).containsExactly(bundle.key());
    }

    @Test
    void aDamagedLibraryIsRefusedAndLeavesNothing() throws Exception {
        LibraryBundle bundle = new FakeBundle()
                .withLine(ABC_SHA256 + " 3 lib.so")
                .withFile("lib.so", "abd".getBytes(StandardCharsets.UTF_8))
                .read();

        assertThatThrownBy(() -> new LibraryCache(root).extract(bundle))
                .isInstanceOf(NativeLibraryException.class)
                .hasMessageContaining("lib.so in the jar is damaged")
                .hasMessageContaining(ABC_SHA256);
        assertThat(foldersInCache()).isEmpty();
    }

    @Test
    void aLibraryThatTheJarLacksIsNamed() throws Exception {
        LibraryBundle bundle =
                new FakeBundle().withLine(ABC_SHA256 + " 3 lib.so").read();

        assertThatThrownBy(() -> new LibraryCache(root).extract(bundle))
                .isInstanceOf(NativeLibraryException.class)
                .hasMessageContaining("lib.so is not in the jar");
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamedWithTheFlagForAnother() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "");
        LibraryBundle bundle = new FakeBundle().with("lib.so", "content").read();

        assertThatThrownBy(() -> new LibraryCache(file).extract(bundle))
                .isInstanceOf(NativeLibraryException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("-Dmish4j.cache.path");
    }

    private List<String> foldersInCache() throws IOException {
        try (Stream<Path> folders = Files.list(root.resolve("native"))) {
            return folders.map(folder -> folder.getFileName().toString()).toList();
        }
    }
}
