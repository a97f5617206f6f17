// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.lang.foreign.Arena;
import org.mish4j.MishException;
import org.mish4j.bindings.mish4j_h;

/** The system properties that the native backends are told of, before they are loaded. */
final class NativeSettings {
    /** Names the folder of cuDNN's libraries, or libcudnn.so.9 itself. */
    static final String CUDNN_PATH = "mish4j.cudnn.path";

    /** Names the folder of what is kept: the native libraries of the jar, compiled plans, what tuning has found. */
    static final String CACHE_PATH = "mish4j.cache.path";

    private NativeSettings() {}

    static void apply() {
        apply(CUDNN_PATH, mish4j_h.MISH4J_SETTING_CUDNN_PATH());
        apply(CACHE_PATH, mish4j_h.MISH4J_SETTING_CACHE_DIRECTORY());
    }

    private static void apply(String property, int key) {
        String value = System.getProperty(property);
        if (value == null) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            NativeStatus.check(mish4j_h.mish4j_set_setting(key, arena.allocateFrom(value)));
        } catch (MishException e) {
            throw new MishException(e.status(), "-D%s is refused: %s".formatted(property, e.getMessage()));
        }
    }
}
