// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.measure;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.mish4j.InferRequest;
import org.mish4j.Tensor;
import org.mish4j.TensorInfo;
import org.mish4j.TensorType;

/** Inputs for measurements: the same in every run. */
public final class RandomInputs {
    private static final long SEED = 8;

    private RandomInputs() {}

    /** Fills a request's F32 inputs with numbers in [0, 1), U8 ones with bytes, and leaves those of other types zero. */
    public static void fill(InferRequest request) {
        for (TensorInfo info : request.model().inputs()) {
            Tensor tensor = request.input(info.name());
            if (info.type() == TensorType.F32) {
                fillFloats(tensor.segment());
            } else if (info.type() == TensorType.U8) {
                fillBytes(tensor.segment());
            }
        }
    }

    private static void fillFloats(MemorySegment segment) {
        SplittableRandom random = new SplittableRandom(SEED);
        long count = segment.byteSize() / Float.BYTES;
        for (long index = 0; index < count; index++) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, index, (random.nextLong() >>> 40) * 0x1p-24f);
        }
    }

    private static void fillBytes(MemorySegment segment) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (long index = 0; index < segment.byteSize(); index++) {
            segment.set(ValueLayout.JAVA_BYTE, index, (byte) random.nextInt());
        }
    }
}
