// SPDX-License-Identifier: Apache-2.0
#include "kernels/activation.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <iomanip>
#include <iostream>
#include <limits>
#include <vector>

#include "activation_oracle.hpp"
#include "instruction_sets.hpp"

namespace mish4j::kernels::test {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float largest = std::numeric_limits<float>::max();
constexpr float smallest = std::numeric_limits<float>::denorm_min();
constexpr float smallest_normal = std::numeric_limits<float>::min();
constexpr std::size_t part_size = 1 << 14;
constexpr std::uint64_t all_floats = std::uint64_t{1} << 32;

std::vector<float> activated(const Eltwise& function, const std::vector<float>& src) {
    std::vector<float> dst(src.size());
    activate(function, ElementType::f32, src.data(), dst.data(), src.size());
    return dst;
}

constexpr double tolerance = 5e-7;

// Of a result above 1e-37, the relative error. Below, an absolute error of one smallest float is taken off: the last
// rounding's, where results are subnormal.
double relative_error(const Exact& expected, float actual) {
    constexpr double most = largest;
    const double wanted = std::fabs(expected.result) > most ? std::copysign(most, expected.result) : expected.result;
    if (std::isinf(actual) && std::fabs(expected.result) > most * (1 - 1e-7)) return 0;
    double error = std::fabs(actual - wanted);
    if (std::fabs(wanted) < 1e-37) error -= smallest;
    return error <= 0 ? 0 : error / expected.magnitude;
}

struct Worst {
    double error = 0;
    float x = 0;
    float result = 0;
};

void compare(const Eltwise& function, const std::vector<float>& src, Worst& worst) {
    const std::vector<float> dst = activated(function, src);
    for (std::size_t i = 0; i < src.size(); ++i) {
        if (!std::isfinite(src[i])) continue;
        const Exact expected = exact(function, src[i]);
        if (std::isnan(expected.result)) {
            if (!std::isnan(dst[i])) worst = {infinity, src[i], dst[i]};
            continue;
        }
        const double error =
            std::isinf(expected.result) ? (dst[i] == expected.result ? 0 : infinity) : relative_error(expected, dst[i]);
        if (!(error <= worst.error)) worst = {error, src[i], dst[i]};
    }
}

// Over every step-th of all floats, by their bits.
Worst worst_of_all(const Eltwise& function, std::uint64_t step) {
    Worst result;
#pragma omp parallel
    {
        Worst worst;
        std::vector<float> src(part_size);
#pragma omp for schedule(dynamic)
        for (std::uint64_t begin = 0; begin < all_floats; begin += part_size * step) {
            src.clear();
            for (std::uint64_t bits = begin; bits < std::min(all_floats, begin + part_size * step); bits += step) {
                src.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
            }
            compare(function, src, worst);
        }
#pragma omp critical
        if (!(worst.error <= result.error)) result = worst;
    }
    return result;
}

// The floats next to those where functions change.
std::vector<float> neighbourhoods() {
    std::vector<float> result;
    for (const float centre : {0.0F,        smallest_normal,
                               1e-37F,      1e-30F,
                               1e-8F,       0.17328679F,
                               0.34657359F, 0.69314718F,
                               1.0F,        2.0F,
                               3.0F,        4.2F,
                               4.5F,        5.5F,
                               6.0F,        9.0F,
                               10.0F,       11.5F,
                               15.0F,       16.6F,
                               20.0F,       80.0F,
                               87.3F,       88.0F,
                               88.7228394F, 90.0F,
                               103.97F,     110.0F,
                               115.0F,      0x1p23F,
                               0x1p30F,     largest}) {
        const auto bits = static_cast<std::int64_t>(std::bit_cast<std::uint32_t>(centre));
        for (std::int64_t near = std::max<std::int64_t>(0, bits - 500); near <= bits + 500; ++near) {
            const auto x = std::bit_cast<float>(static_cast<std::uint32_t>(near));
            if (!std::isfinite(x)) break;
            result.push_back(x);
            result.push_back(-x);
        }
    }
    return result;
}

class ActivationTest : public ::testing::TestWithParam<std::tuple<Eltwise, std::int64_t>> {
 protected:
    const Eltwise function_ = std::get<0>(GetParam());
    const WithInstructionSet with_instruction_set_{std::get<1>(GetParam())};
};

TEST_P(ActivationTest, IsExactOnASampleOfAllFloats) {
    const Worst worst = worst_of_all(function_, 4099);
    EXPECT_LT(worst.error, tolerance) << "at " << worst.x << ": " << worst.result;
}

TEST_P(ActivationTest, IsExactNextToSpecialNumbers) {
    Worst worst;
    compare(function_, neighbourhoods(), worst);
    EXPECT_LT(worst.error, tolerance) << "at " << worst.x << ": " << worst.result;
}

// Takes minutes.
TEST_P(ActivationTest, DISABLED_IsExactOnAllFloats) {
    const Worst worst = worst_of_all(function_, 1);
    std::cout << name_of_test(function_) << " " << hwy::TargetName(std::get<1>(GetParam()))
              << ": relative error of at most " << worst.error << ", at " << std::setprecision(9) << worst.x << ": "
              << worst.result << '\n';
    EXPECT_LT(worst.error, tolerance);
}

INSTANTIATE_TEST_SUITE_P(Functions, ActivationTest,
                         ::testing::Combine(::testing::ValuesIn(functions()), ::testing::ValuesIn(instruction_sets())),
                         [](const auto& info) {
                             return name_of_test(std::get<0>(info.param)) + "_" +
                                    hwy::TargetName(std::get<1>(info.param));
                         });

}  // namespace
}  // namespace mish4j::kernels::test
