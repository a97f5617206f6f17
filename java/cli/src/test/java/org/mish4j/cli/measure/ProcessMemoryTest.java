// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
    @Test
    void thePeakIsInTheStatus() {
        assertThat(ProcessMemory.parse("VmPeak:\t 9000 kB\nVmHWM:\t  1234 kB\nVmRSS:\t 1000 kB\n"))
                .hasValue(1234L * 1024);
        assertThat(ProcessMemory.parse("VmPeak:\t 9000 kB\n")).isEmpty();
    }
}
