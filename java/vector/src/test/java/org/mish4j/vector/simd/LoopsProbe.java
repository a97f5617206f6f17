// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

/** A program that {@link LoopsProviderTest} runs in a process of its own. */
final class LoopsProbe {
    private LoopsProbe() {}

    public static void main(String[] args) {
        System.out.println("description: " + LoopsProvider.description());
        System.out.println("lanes: " + LoopsProvider.best().lanes());
        LoopsProvider.best();
    }
}
