// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.lang.foreign.MemorySegment;
import java.util.Locale;
import org.mish4j.CompileOptions;
import org.mish4j.CompiledModel;
import org.mish4j.InferRequest;
import org.mish4j.MishException;
import org.mish4j.Precision;
import org.mish4j.Tensor;
import org.mish4j.bench.Devices;
import org.mish4j.bench.UnavailableException;

/**
 * A device of mish4j with a precision.
 *
 * @param device its name
 */
public record Mish4jDevice(String device, Precision precision) implements Engine {
    /** Returns {@code mish4j-cpu-f32}, for example. */
    @Override
    public String name() {
        return "mish4j-%s-%s".formatted(device, precision.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String version() {
        return Devices.require(device).info().backend();
    }

    @Override
    public LoadedNetwork load(NetworkFiles network, int threads) {
        CompileOptions options = CompileOptions.defaults().withThreads(threads).withPrecision(precision);
        try {
            return new Loaded(Devices.require(device).compile(network.graph(), options));
        } catch (MishException e) {
            throw UnavailableException.of(
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
