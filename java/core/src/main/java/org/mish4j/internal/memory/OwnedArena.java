// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.memory;

import java.lang.foreign.Arena;

/** A shared arena with an owner that closes it, once or more often, or forgets to. */
public final class OwnedArena {
    private final Arena arena;
    private final ManagedResource resource;

    /**
     * Takes over an arena.
     *
     * @param owner what holds the arena's memory
     * @param description what to call it in the log
     */
    public OwnedArena(Object owner, String description, Arena arena) {
        this.arena = arena;
        this.resource = new ManagedResource(owner, description, () -> closeIfAlive(arena));
    }

    /**
     * Closes the arena, unless that was done.
     *
     * @throws IllegalStateException if native code uses its memory at this moment; it stays open then
     */
    public void close() {
        closeIfAlive(arena);
        resource.release();
    }

    private static void closeIfAlive(Arena arena) {
        try {
            if (arena.scope().isAlive()) {
                arena.close();
            }
        } catch (IllegalStateException e) {
            // Another thread may have closed it since it was asked; only one that is in use stays alive.
            if (arena.scope().isAlive()) {
                throw e;
            }
        }
    }
}
