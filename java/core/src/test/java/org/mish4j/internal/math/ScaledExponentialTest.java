// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScaledExponentialTest {

    private static final BigDecimal ALLOWED_RELATIVE_ERROR = new BigDecimal(0x1p-66);

    static Stream<Named<DoubleStream>> samples() {
        return Stream.of(
                Named.of("range", new Random(17).doubles(3000, -760, 0)),
                Named.of("near zero", new Random(19).doubles(3000, -3, 0)),
                Named.of(
                        "ties of the reduction",
                        IntStream.range(0, 3000).mapToDouble(step -> -(step + 0.5) * StrictMath.log(2) / 64)),
                Named.of("ends", DoubleStream.of(-760, -Double.MIN_NORMAL, -Double.MIN_VALUE, -0.0, 0.0)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isAccurateBeyondDouble(DoubleStream samples) {
        samples.forEach(y -> {
            ScaledExponential exponential = ScaledExponential.of(y);
            BigDecimal exact = ExactExponential.of(new BigDecimal(y).round(ExactExponential.CONTEXT));
            BigDecimal actual = exact(exponential.significand())
                    .multiply(BigDecimal.TWO.pow(exponential.exponent(), ExactExponential.CONTEXT));
            BigDecimal error = actual.subtract(exact).abs().divide(exact, ExactExponential.CONTEXT);
            assertThat(error).as("e^%s", y).isLessThan(ALLOWED_RELATIVE_ERROR);
            assertThat(exponential.significand().high()).isBetween(0.99, 2.01);
        });
    }

    private static BigDecimal exact(DoubleDouble value) {
        return new BigDecimal(value.high()).add(new BigDecimal(value.low()));
    }
}
