// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.mish4j.InferRequest;
import org.mish4j.Tensor;
import org.mish4j.TensorInfo;
import org.mish4j.cli.elements.ElementWriter;

/** Inputs for measurements: the same in every run. */
public final class RandomInputs {
    private static final long SEED = 8;

    private RandomInputs() {}

    /**
     * Fills a request's floating-point inputs with numbers in [0, 1), those of bytes with bytes, and leaves the others, which
     * may be indices, zero.
     */
    public static void fill(InferRequest request) {
        for (TensorInfo info : request.model().inputs()) {
            Tensor tensor = request.input(info.name());
            switch (info.type()) {
                case F32, F64, F16, BF16 -> fillNumbers(tensor);
                case I8, U8 -> fillBytes(tensor.segment());
                case I32, I64, BOOL -> {}
            }
        }
    }

    private static void fillNumbers(Tensor tensor) {
        SplittableRandom random = new SplittableRandom(SEED);
        long count = tensor.shape().elementCount();
        for (long index = 0; index < count; index++) {
            ElementWriter.write(tensor.type(), tensor.segment(), index, (random.nextLong() >>> 40) * 0x1p-24);
        }
    }

    private static void fillBytes(MemorySegment segment) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (long index = 0; index < segment.byteSize(); index++) {
            segment.set(ValueLayout.JAVA_BYTE, index, (byte) random.nextInt());
        }
    }
}
