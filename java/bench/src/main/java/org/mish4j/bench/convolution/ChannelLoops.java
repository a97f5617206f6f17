// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.convolution;

/** A layer computed channel by channel, by any number of threads. */
interface ChannelLoops extends AutoCloseable {
    /** Computes some channels of the output. */
    void run(int firstChannel, int endChannel);

    /** Returns a copy of the output. */
    float[] output();

    @Override
    void close();
}
