// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mish4j.cli.text.JsonWriter;

class MachineDescriptionTest {
    @Test
    void saysWhatIsMeasuredOnWhat() {
        Map<String, Object> description = MachineDescription.describe();

        assertThat(description)
                .containsOnlyKeys("date", "revision", "processor", "memory", "system", "java", "devices", "libraries");
        assertThat(JsonWriter.write(description))
                .contains(Runtime.version().toString(), "java-reference")
                .doesNotContain("${");
    }

    @Test
    void saysWhichLibrariesOfOthersAreMeasured() {
        assertThat(MachineDescription.describe().get("libraries"))
                .isInstanceOfSatisfying(
                        Map.class, libraries -> assertThat(libraries.get("JMH")).isEqualTo("1.37"));
    }

    @Test
    void countersAreMissingWherePerfSaysSo() {
        assertThat(ProcessorCounters.failure(0, "812345,,instructions:u,1000,100.00,,"))
                .isEmpty();
        assertThat(ProcessorCounters.failure(0, "<not supported>,,instructions:u,0,100.00,,"))
                .contains("can't count");
        assertThat(ProcessorCounters.failure(255, "No permission\nto enable\n"))
                .isEqualTo("perf stat ends with status 255: No permission to enable");
    }
}
