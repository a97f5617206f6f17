// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryBundleTest {
    @Test
    void listsTheLibrariesInTheOrderOfTheManifest() throws Exception {
        LibraryBundle bundle =
                new FakeBundle().with("libb.so", "bb").with("liba.so.1", "a").read();

        assertThat(bundle.entries()).extracting(LibraryBundle.Entry::name).containsExactly("libb.so", "liba.so.1");
        assertThat(bundle.entries()).extracting(LibraryBundle.Entry::size).containsExactly(2L, 1L);
        try (var in = bundle.open(bundle.entries().getFirst())) {
            assertThat(in.readAllBytes()).asString().isEqualTo("bb");
        }
    }

    @Test
    void isKeyedByItsContent() throws Exception {
        String key = new FakeBundle().with("lib.so", "one").read().key();

        assertThat(new FakeBundle().with("lib.so", "one").read().key()).isEqualTo(key);
        assertThat(new FakeBundle().with("lib.so", "two").read().key()).isNotEqualTo(key);
    }

    @Test
    void isEmptyWhereThereIsNoManifest() throws Exception {
        assertThat(LibraryBundle.read(path -> Optional.empty(), FakeBundle.PLATFORM))
                .isEmpty();
    }

    @Test
    void aPlatformWithoutLibrariesIsNamed() {
        assertThatThrownBy(() -> LibraryBundle.find(new Platform("plan9-vax")))
                .isInstanceOf(NativeLibraryException.class)
                .hasMessageContaining("plan9-vax")
                .hasMessageContaining("-Dmish4j.library.path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "0123 4 libmish4j.so",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad -1 libmish4j.so",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 3 ../libmish4j.so",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 3 .hidden",
            })
    void aDamagedManifestIsRefused(String line) {
        assertThatThrownBy(() -> new FakeBundle().withLine(line).read())
                .isInstanceOf(NativeLibraryException.class)
                .hasMessageContaining(line);
    }
}
