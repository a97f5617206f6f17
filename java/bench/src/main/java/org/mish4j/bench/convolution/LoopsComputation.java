// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mish4j.bench.Computation;

/** Loops over channels, on the caller's thread, or on a fixed pool of threads of which each has its share of the channels. */
final class LoopsComputation implements Computation {
    private final ChannelLoops loops;
    private final int channels;
    private final ExecutorService pool;
    private final List<Callable<Void>> shares = new ArrayList<>();

    LoopsComputation(ChannelLoops loops, int channels, int threads) {
        this.loops = loops;
        this.channels = channels;
        this.pool = Executors.newFixedThreadPool(threads);
        for (int thread = 0; thread < threads; thread++) {
            int firstChannel = channels * thread / threads;
            int endChannel = channels * (thread + 1) / threads;
            shares.add(() -> {
                loops.run(firstChannel, endChannel);
                return null;
            });
        }
    }

    @Override
    public void run() {
        if (shares.size() == 1) {
            loops.run(0, channels);
            return;
        }
        try {
            for (Future<Void> share : pool.invokeAll(shares)) {
                share.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a share of the channels was not computed", e);
        }
    }

    @Override
    public float[] output() {
        return loops.output();
    }

    @Override
    public void close() {
        pool.close();
        loops.close();
    }
}
