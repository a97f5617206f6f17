// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.memory;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A thing that must be released once: when its owner is closed, or else when its owner becomes unreachable, which is logged
 * as a warning. With {@code -Dmish4j.trace=true} the warning says where the owner was made.
 */
public final class ManagedResource {
    private static final System.Logger LOGGER = System.getLogger(ManagedResource.class.getName());
    private static final boolean TRACE = Boolean.getBoolean("mish4j.trace");
    private static final Cleaner CLEANER = Cleaner.create();
    private static final Set<Release> OPEN = ConcurrentHashMap.newKeySet();

    private final Release release;
    private final Cleaner.Cleanable cleanable;

    /**
     * Registers a resource.
     *
     * @param owner what holds it; the action must not refer to it
     * @param description what to call it in the log
     * @param action frees it
     */
    public ManagedResource(Object owner, String description, Runnable action) {
        this.release = new Release(description, action, TRACE ? new Throwable("made here") : null);
        OPEN.add(release);
        this.cleanable = CLEANER.register(owner, release);
    }

    /** Releases the resource, unless that was done. */
    public void release() {
        release.wanted.set(true);
        cleanable.clean();
    }

    /** Returns the number of resources that are not released yet. */
    public static int openCount() {
        return OPEN.size();
    }

    private static final class Release implements Runnable {
        private final String description;
        private final Runnable action;
        private final @Nullable Throwable origin;
        private final AtomicBoolean wanted = new AtomicBoolean();

        Release(String description, Runnable action, @Nullable Throwable origin) {
            this.description = description;
            this.action = action;
            this.origin = origin;
        }

        @Override
        public void run() {
            if (!wanted.get()) {
                LOGGER.log(
                        Level.WARNING,
                        description + " was never closed; its native memory is freed now"
                                + (TRACE ? "" : " (-Dmish4j.trace=true tells where it was made)"),
                        origin);
            }
            try {
                action.run();
            } finally {
                OPEN.remove(this);
            }
        }
    }
}
