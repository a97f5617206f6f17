// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.lang.foreign.MemorySegment;
import java.util.Locale;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.Device;
import org.mish4j.InferRequest;
import org.mish4j.MishException;
import org.mish4j.Precision;
import org.mish4j.Tensor;

/**
 * A device of mish4j with a precision.
 *
 * @param device its name
 */
public record Mish4jDevice(String device, Precision precision) implements Contestant {
    /** Returns {@code mish4j-cpu-f32}, for example. */
    @Override
    public String name() {
        return "mish4j-%s-%s".formatted(device, precision.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String version() {
        try {
            return Device.of(device).info().library();
        } catch (MishException | IllegalArgumentException e) {
            throw new ContestantException(name(), "be used", e);
        }
    }

    @Override
    public LoadedNetwork load(NetworkFiles network, int threads) {
        CompileOptions options = CompileOptions.defaults().withThreads(threads).withPrecision(precision);
        try {
            return new Loaded(Device.of(device).compile(network.graph(), options));
        } catch (MishException | IllegalArgumentException e) {
            throw new ContestantException(
                    name(), "load '%s'".formatted(network.graph().name()), e);
        }
    }

    private static final class Loaded implements LoadedNetwork {
        private final CompiledModel model;
        private final InferRequest request;

        Loaded(CompiledModel model) {
            this.model = model;
            this.request = model.createRequest();
        }

        @Override
        public MemorySegment input() {
            return request.input().segment();
        }

        @Override
        public void run() {
            request.run();
        }

        @Override
        public float[] output(String name) {
            Tensor output = request.output(name);
            float[] values = new float[Math.toIntExact(output.shape().elementCount())];
            output.copyTo(values);
            return values;
        }

        @Override
        public void close() {
            request.close();
            model.close();
        }
    }
}
