// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a process may use of a processor. oneDNN and Java read their limits when they start, so there is a process for each.
 *
 * @param name as oneDNN spells it in {@code ONEDNN_MAX_CPU_ISA}, or {@link #NATIVE}
 */
public record InstructionSet(String name) {
    /** All that the processor has. */
    public static final String NATIVE = "native";

    /** oneDNN's names, the lesser ones first. */
    private static final List<String> ORDER = List.of(
            "SSE41",
            "AVX",
            "AVX2",
            "AVX2_VNNI",
            "AVX2_VNNI_2",
            "AVX512_CORE",
            "AVX512_CORE_VNNI",
            "AVX512_CORE_BF16",
            "AVX512_CORE_FP16",
            "AVX512_CORE_AMX",
            "AVX512_CORE_AMX_FP16");

    /** Those that kernels are chosen by, with the number that limits Java's vectors. */
    private static final Map<String, Integer> JAVA_LIMITS =
            Map.of("SSE41", 0, "AVX2", 2, "AVX512_CORE", 3, "AVX512_CORE_BF16", 3, "AVX512_CORE_AMX", 3);

    /** Checks the name. */
    public InstructionSet {
        if (!name.equals(NATIVE) && !JAVA_LIMITS.containsKey(name)) {
            throw new IllegalArgumentException("there is no instruction set '%s', expected %s or one of %s"
                    .formatted(
                            name,
                            NATIVE,
                            ORDER.stream().filter(JAVA_LIMITS::containsKey).toList()));
        }
    }

    /**
     * Returns the sets that a processor includes, the best, without a limit, first.
     *
     * @param best what the device {@code cpu} calls its instruction set
     */
    public static List<InstructionSet> includedIn(String best) {
        List<InstructionSet> included = new ArrayList<>(List.of(new InstructionSet(NATIVE)));
        int rank = ORDER.indexOf(best.toUpperCase(Locale.ROOT));
        for (int lesser = rank - 1; lesser >= 0; lesser--) {
            if (JAVA_LIMITS.containsKey(ORDER.get(lesser))) {
                included.add(new InstructionSet(ORDER.get(lesser)));
            }
        }
        return included;
    }

    /** Returns the variables of the environment that limit a process. */
    Map<String, String> environment() {
        return name.equals(NATIVE) ? Map.of() : Map.of("ONEDNN_MAX_CPU_ISA", name);
    }

    /** Returns the options that limit Java. */
    List<String> javaOptions() {
        Integer limit = JAVA_LIMITS.get(name);
        return limit == null ? List.of() : List.of("-XX:UseAVX=" + limit);
    }
}
