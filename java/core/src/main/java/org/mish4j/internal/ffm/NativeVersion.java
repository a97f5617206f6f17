// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import org.mish4j.bindings.mish4j_h;

/** The version of the C ABI. */
public final class NativeVersion {
    private NativeVersion() {}

    /** Returns the version that the bindings were generated for; known also where no library can be loaded. */
    public static int abi() {
        return mish4j_h.MISH4J_ABI_VERSION();
    }
}
