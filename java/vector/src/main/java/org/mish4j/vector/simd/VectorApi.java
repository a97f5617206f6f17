// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the Vector API is fast in this Java machine. Its operations become instructions only where HotSpot's
 * compiler C2 compiles them; in the interpreter and with the compiler C1, each makes objects.
 */
final class VectorApi {
    /** The module with the Vector API. */
    static final String MODULE = "jdk.incubator.vector";

    private static final int LEAST_BITS = 128;
    private static final int LEVEL_OF_C2 = 4;

    private VectorApi() {}

    /** Returns why scalar loops are better here and which flag changes that; nothing where the Vector API is fast. */
    static Optional<String> problem() {
        String information = System.getProperty("java.vm.info", "");
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return Optional.of("module %s is not there; start Java with --add-modules %s".formatted(MODULE, MODULE));
        }
        if (information.contains("interpreted mode")) {
            return Optional.of("Java only interprets; start Java without -Xint");
        }
        if (information.contains("emulated-client") || levelOfCompilation() < LEVEL_OF_C2) {
            return Optional.of(
                    "the compiler C2 is off; start Java without -XX:TieredStopAtLevel and -XX:CompilationMode");
        }
        if (Boolean.parseBoolean(option("UseJVMCICompiler"))) {
            return Optional.of("a JVMCI compiler replaces C2; start Java without -XX:+UseJVMCICompiler");
        }
        int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        return bits < LEAST_BITS
                ? Optional.of("vectors have %d bits, expected at least %d; start Java without -XX:MaxVectorSize"
                        .formatted(bits, LEAST_BITS))
                : Optional.empty();
    }

    private static int levelOfCompilation() {
        String level = option("TieredStopAtLevel");
        return level == null ? LEVEL_OF_C2 : Integer.parseInt(level);
    }

    /** Returns the value of an option of HotSpot, or null where this machine has no such option. */
    private static @Nullable String option(String name) {
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (hotSpot == null) {
            return null;
        }
        try {
            return hotSpot.getVMOption(name).getValue();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
