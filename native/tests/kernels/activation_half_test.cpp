// SPDX-License-Identifier: Apache-2.0
//
// Activations of every bf16 and every f16.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <tuple>
#include <vector>

#include "activation_oracle.hpp"
#include "instruction_sets.hpp"
#include "kernels/activation.hpp"

namespace mish4j::kernels::test {
namespace {

// A type of 16 bits: a sign, the exponent, and what the significand has behind its leading 1.
struct Format {
    ElementType type;
    int exponent_bits;
    int fraction_bits;

    int bias() const { return (1 << (exponent_bits - 1)) - 1; }
    int least_exponent() const { return 1 - bias() - fraction_bits; }  // of the last place of the smallest numbers

    double value(std::uint16_t bits) const {
        const double sign = (bits & 0x8000) != 0 ? -1 : 1;
        const int exponent = (bits & 0x7FFF) >> fraction_bits;
        const int fraction = bits & ((1 << fraction_bits) - 1);
        if (exponent == (1 << exponent_bits) - 1) {
            return fraction == 0 ? sign * std::numeric_limits<double>::infinity() : std::nan("");
        }
        const int significand = exponent == 0 ? fraction : fraction + (1 << fraction_bits);
        return sign * std::ldexp(significand, std::max(exponent, 1) - bias() - fraction_bits);
    }

    // The distance of numbers of this size.
    double last_place(double x) const {
        return std::ldexp(1, std::max(std::ilogb(x) - fraction_bits, least_exponent()));
    }

    double largest() const {
        return value(static_cast<std::uint16_t>(((1 << exponent_bits) - 1) << fraction_bits) - 1);
    }

    // Ties to even; beyond the largest by half a last place, infinite.
    double rounded(double x) const {
        if (x == 0 || !std::isfinite(x)) return x;
        const double result = std::nearbyint(x / last_place(x)) * last_place(x);
        return std::fabs(result) > largest() ? std::copysign(std::numeric_limits<double>::infinity(), x) : result;
    }
};

constexpr Format bfloat16{ElementType::bf16, 8, 7};
constexpr Format float16{ElementType::f16, 5, 10};

class HalfActivationTest : public ::testing::TestWithParam<std::tuple<Format, std::int64_t>> {
 protected:
    std::vector<double> activated(const Eltwise& function, const std::vector<std::uint16_t>& src) const {
        std::vector<std::uint16_t> dst(src.size());
        activate(function, format_.type, src.data(), dst.data(), src.size());
        std::vector<double> result(src.size());
        std::transform(dst.begin(), dst.end(), result.begin(), [&](std::uint16_t bits) { return format_.value(bits); });
        return result;
    }

    static std::vector<std::uint16_t> all_elements() {
        std::vector<std::uint16_t> result(0x10000);
        std::iota(result.begin(), result.end(), std::uint16_t{0});
        return result;
    }

    const Format format_ = std::get<0>(GetParam());
    const WithInstructionSet with_instruction_set_{std::get<1>(GetParam())};
};

// The nearest element; but where the exact result lies so close to the middle between two that the error of the float
// decides, it may be the other one.
TEST_P(HalfActivationTest, IsTheNearestToTheFloat) {
    const std::vector<std::uint16_t> elements = all_elements();
    for (const Eltwise& function : functions()) {
        SCOPED_TRACE(name_of_test(function));
        const std::vector<double> results = activated(function, elements);
        for (std::size_t i = 0; i < elements.size(); ++i) {
            const double x = format_.value(elements[i]);
            if (std::isnan(x)) {
                ASSERT_TRUE(std::isnan(results[i])) << elements[i];
                continue;
            }
            if (std::isinf(x)) continue;
            Exact expected = exact(function, x);
            if (std::isinf(expected.result)) expected.magnitude = 0;
            const double error = 1e-6 * expected.magnitude + 2e-45;
            const double low = format_.rounded(expected.result - error);
            const double high = format_.rounded(expected.result + error);
            if (std::isnan(expected.result)) {
                ASSERT_TRUE(std::isnan(results[i])) << x;
            } else {
                ASSERT_TRUE(results[i] >= low && results[i] <= high) << "at " << x << ": " << results[i];
            }
        }
    }
}

// So do seven of the f16, by the last bits of the float that is rounded; none of the bf16.
TEST_P(HalfActivationTest, MishOfEveryBfloat16IsTheNearest) {
    if (format_.type != ElementType::bf16) GTEST_SKIP() << "an f16 keeps too many of the float's bits";
    const std::vector<std::uint16_t> elements = all_elements();
    const Eltwise function{EltwiseKind::mish, 0, 0};
    const std::vector<double> results = activated(function, elements);
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const double x = format_.value(elements[i]);
        if (!std::isfinite(x)) continue;
        ASSERT_EQ(results[i], format_.rounded(exact(function, x).result)) << x;
    }
}

TEST_P(HalfActivationTest, ResidualsAreAddedBeforeRounding) {
    const Eltwise function{EltwiseKind::mish, 0, 0};
    const std::vector<std::uint16_t> src = all_elements();
    std::vector<std::uint16_t> residual(src);
    std::rotate(residual.begin(), residual.begin() + 12345, residual.end());
    for (const ResidualPlace place : {ResidualPlace::before_activation, ResidualPlace::after_activation}) {
        std::vector<std::uint16_t> dst(src);
        activate(function, format_.type, dst.data(), residual.data(), place, dst.data(), dst.size());
        for (std::size_t i = 0; i < src.size(); ++i) {
            const double x = format_.value(src[i]);
            const double other = format_.value(residual[i]);
            if (!std::isfinite(x) || !std::isfinite(other) || std::fabs(x) > 1e30 || std::fabs(other) > 1e30) continue;
            const bool before = place == ResidualPlace::before_activation;
            const double exact_result = before ? exact(function, x + other).result : exact(function, x).result + other;
            const double error = 1e-6 * (std::fabs(exact_result) + std::fabs(x) + std::fabs(other)) + 2e-45;
            ASSERT_GE(format_.value(dst[i]), format_.rounded(exact_result - error)) << x << " and " << other;
            ASSERT_LE(format_.value(dst[i]), format_.rounded(exact_result + error)) << x << " and " << other;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Types, HalfActivationTest,
                         ::testing::Combine(::testing::Values(bfloat16, float16),
                                            ::testing::ValuesIn(instruction_sets())),
                         [](const auto& info) {
                             const bool is_bfloat16 = std::get<0>(info.param).type == ElementType::bf16;
                             return std::string(is_bfloat16 ? "bf16_" : "f16_") +
                                    hwy::TargetName(std::get<1>(info.param));
                         });

}  // namespace
}  // namespace mish4j::kernels::test
