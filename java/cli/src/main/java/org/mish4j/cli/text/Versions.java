// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import org.mish4j.Diagnostics;
import picocli.CommandLine.IVersionProvider;

/** The versions of mish4j, of Java and of the operating system. */
public final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"mish4j " + mish4j()};
    }

    /** Returns mish4j's version, which only a module has: "development" for classes outside one. */
    public static String mish4j() {
        var descriptor = Versions.class.getModule().getDescriptor();
        return descriptor == null ? "development" : descriptor.rawVersion().orElse("development");
    }

    public static int abi() {
        return Diagnostics.abiVersion();
    }

    public static String java() {
        return "%s (%s, %s)"
                .formatted(Runtime.version(), System.getProperty("java.vm.name"), System.getProperty("java.vendor"));
    }

    public static String system() {
        return "%s %s %s"
                .formatted(
                        System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch"));
    }
}
