// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.util.regex.Pattern;

/** The kinds of devices that the native library has, the fastest first, each with the backend that runs it. */
enum NativeDeviceKind {
    CUDA("cudnn", "cuda:0", "cuda:\\d+"),
    CPU("onednn", "cpu", "cpu");

    private final String backend;
    private final String first;
    private final Pattern names;

    NativeDeviceKind(String backend, String first, String names) {
        this.backend = backend;
        this.first = first;
        this.names = Pattern.compile(names);
    }

    /** Returns the name of the backend, {@code onednn}. */
    String backend() {
        return backend;
    }

    /** Returns the name of the device that is asked for first, so that it can be listed where there is none. */
    String first() {
        return first;
    }

    /** Tells whether a device of this kind can have this name, if there is such a device. */
    boolean hasName(String name) {
        return names.matcher(name).matches();
    }
}
