// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.util.function.LongFunction;
import java.util.function.LongToIntFunction;
import org.mish4j.MishException;

/** Hands native objects over to the Java objects that are to close them. */
final class NativeOwnership {
    private NativeOwnership() {}

    /**
     * Makes the owner of a native object. When that fails, the native object is closed.
     *
     * @param close closes the handle and gives the native status
     * @param owner makes what closes the handle from then on
     */
    static <T> T transfer(long handle, LongToIntFunction close, LongFunction<T> owner) {
        try {
            return owner.apply(handle);
        } catch (RuntimeException | Error e) {
            try {
                NativeStatus.check(close.applyAsInt(handle));
            } catch (MishException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }
}
