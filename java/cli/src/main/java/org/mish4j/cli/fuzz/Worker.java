// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mish4j.cli.fuzz.graphs.GraphCase;
import org.mish4j.cli.fuzz.graphs.RandomGraphs;

/** Draws graphs, compares them under every setting, and shrinks those that fail. */
public final class Worker {
    private final List<Setting> settings;
    private final Listener listener;

    /** Is told what a worker is at and what it finds. */
    public interface Listener {
        /** A graph is about to be run under a setting: what ends the process now is that setting's fault. */
        void running(long seed, int setting);

        /** A graph fails. Under several settings it is the same case, if that fails under all of them. */
        void failed(FailedCase failed) throws IOException;

        /** A graph was run under every setting. */
        void done(long seed);
    }

    /** Makes a worker. */
    public Worker(List<Setting> settings, Listener listener) {
        this.settings = List.copyOf(settings);
        this.listener = listener;
    }

    /** Compares the graph of a seed under the settings from one on. */
    public void run(long seed, int firstSetting) throws IOException {
        GraphCase graphCase = RandomGraphs.draw(seed);
        Comparison comparison = new Comparison(graphCase);
        List<GraphCase> shrunk = new ArrayList<>();
        for (int index = firstSetting; index < settings.size(); index++) {
            Setting setting = settings.get(index);
            listener.running(seed, index);
            Optional<Failure> failure = comparison.failure(setting);
            if (failure.isPresent()) {
                listener.failed(smallest(graphCase, setting, failure.get(), shrunk));
            }
        }
        listener.done(seed);
    }

    private static FailedCase smallest(GraphCase graphCase, Setting setting, Failure original, List<GraphCase> shrunk) {
        for (GraphCase earlier : shrunk) {
            Comparison comparison = new Comparison(earlier);
            Optional<Failure> failure = comparison.failure(setting);
            if (failure.isPresent() && failure.get().kind() == original.kind()) {
                return new FailedCase(earlier, setting.toString(), failure.get(), comparison.expected());
            }
        }
        GraphCase smallest = new Shrinker((form, _) -> new Comparison(form)
                        .failure(setting)
                        .filter(failure -> failure.kind() == original.kind())
                        .isPresent())
                .shrink(graphCase);
        shrunk.add(smallest);
        Comparison comparison = new Comparison(smallest);
        Failure failure = comparison.failure(setting).orElse(original);
        return new FailedCase(smallest, setting.toString(), failure, comparison.expected());
    }
}
