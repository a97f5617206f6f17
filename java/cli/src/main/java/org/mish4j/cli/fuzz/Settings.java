// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.mish4j.Algorithm;
import org.mish4j.AlgorithmOptions;
import org.mish4j.CompileOptions;
import org.mish4j.Device;
import org.mish4j.DeviceInfo;
import org.mish4j.Precision;

/** Everything that a device is compared with: each precision that it has, each algorithm, one thread and more. */
public final class Settings {
    /** More threads than are needed, so that work is divided unevenly. */
    private static final int SEVERAL_THREADS = 3;

    private Settings() {}

    /** Returns the settings of a device. */
    public static List<Setting> of(String device) {
        DeviceInfo info = Device.of(device).info();
        CompileOptions one = CompileOptions.defaults().withThreads(1);
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting(device, one));
        if (!device.equals("java-reference")) {
            settings.add(new Setting(device, one.withThreads(SEVERAL_THREADS)));
        }
        if (device.equals("cpu")) {
            for (Algorithm algorithm : Algorithm.values()) {
                if (algorithm != Algorithm.AUTO) {
                    settings.add(new Setting(device, one.withAlgorithms(AlgorithmOptions.of(algorithm))));
                }
            }
        }
        for (Precision precision : info.precisions()) {
            if (precision != Precision.F32) {
                settings.add(new Setting(device, one.withPrecision(precision)));
            }
        }
        return settings;
    }
}
