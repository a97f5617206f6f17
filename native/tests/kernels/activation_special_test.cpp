// SPDX-License-Identifier: Apache-2.0
//
// Activations at infinities, NaN, and the ends of the range; of any number of elements anywhere; with residuals.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "activation_oracle.hpp"
#include "instruction_sets.hpp"
#include "kernels/activation.hpp"

namespace mish4j::kernels::test {
namespace {

using Kind = EltwiseKind;

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float largest = std::numeric_limits<float>::max();
constexpr float smallest = std::numeric_limits<float>::denorm_min();
constexpr float smallest_normal = std::numeric_limits<float>::min();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

class SpecialActivationTest : public ::testing::TestWithParam<std::int64_t> {
 protected:
    // Of a vector of numbers, so that whole vectors and the rest are computed.
    static float at(const Eltwise& function, float x) {
        std::vector<float> data(67, x);
        activate(function, ElementType::f32, data.data(), data.data(), data.size());
        for (const float y : data) EXPECT_TRUE(y == data[0] || (std::isnan(y) && std::isnan(data[0])));
        return data[0];
    }

    const WithInstructionSet with_instruction_set_{GetParam()};
};

struct Limits {
    Eltwise function;
    float below;
    float above;
};

TEST_P(SpecialActivationTest, LimitsAtTheInfinities) {
    const Limits limits[] = {
        {{Kind::mish, 0, 0}, 0, infinity},
        {{Kind::relu, 0, 0}, 0, infinity},
        {{Kind::relu, 0.1F, 0}, -infinity, infinity},
        {{Kind::sigmoid, 0, 0}, 0, 1},
        {{Kind::tanh, 0, 0}, -1, 1},
        {{Kind::softplus, 0, 0}, 0, infinity},
        {{Kind::swish, 1, 0}, 0, infinity},
        {{Kind::swish, 3, 0}, 0, infinity},
        {{Kind::swish, 0.01F, 0}, 0, infinity},
        {{Kind::swish, -0.7F, 0}, -infinity, 0},
        {{Kind::swish, -0.01F, 0}, -infinity, 0},
        {{Kind::swish, 0, 0}, -infinity, infinity},
        {{Kind::linear, -2, 1}, infinity, -infinity},
        {{Kind::clip, -1, 6}, -1, 6},
        {{Kind::elu, 0.3F, 0}, -0.3F, infinity},
        {{Kind::exp, 0, 0}, 0, infinity},
        {{Kind::abs, 0, 0}, infinity, infinity},
        {{Kind::round, 0, 0}, -infinity, infinity},
        {{Kind::floor, 0, 0}, -infinity, infinity},
        {{Kind::ceil, 0, 0}, -infinity, infinity},
        {{Kind::sign, 0, 0}, -1, 1},
        {{Kind::erf, 0, 0}, -1, 1},
        {{Kind::gelu, 0, 0}, 0, infinity},
        {{Kind::gelu_tanh, 0, 0}, 0, infinity},
        {{Kind::hard_sigmoid, 0.2F, 0.5F}, 0, 1},
        {{Kind::hard_swish, 0, 0}, 0, infinity},
        {{Kind::softsign, 0, 0}, -1, 1},
    };
    for (const auto& [function, below, above] : limits) {
        SCOPED_TRACE(name_of_test(function));
        EXPECT_EQ(at(function, -infinity), below);
        EXPECT_EQ(at(function, infinity), above);
    }
    EXPECT_TRUE(std::isnan(at({Kind::sqrt, 0, 0}, -infinity)));
    EXPECT_EQ(at({Kind::sqrt, 0, 0}, infinity), infinity);
    EXPECT_TRUE(std::isnan(at({Kind::log, 0, 0}, -infinity)));
    EXPECT_EQ(at({Kind::log, 0, 0}, infinity), infinity);
    EXPECT_EQ(at({Kind::log, 0, 0}, -0.0F), -infinity);
}

TEST_P(SpecialActivationTest, NanGivesNan) {
    for (const Eltwise& function : functions()) {
        SCOPED_TRACE(name_of_test(function));
        EXPECT_TRUE(std::isnan(at(function, nan)));
        EXPECT_TRUE(std::isnan(at(function, -nan)));
    }
}

TEST_P(SpecialActivationTest, ExactAtTheEndsOfTheRange) {
    for (const Kind kind : {Kind::mish, Kind::relu, Kind::softplus, Kind::swish, Kind::elu, Kind::gelu, Kind::gelu_tanh,
                            Kind::hard_swish}) {
        const Eltwise function{kind, kind == Kind::relu ? 0.0F : 1.0F, 0};
        SCOPED_TRACE(name_of_test(function));
        EXPECT_EQ(at(function, largest), largest);
        EXPECT_EQ(at(function, -largest), kind == Kind::elu ? -1 : 0);
    }
    for (const Kind kind : {Kind::mish, Kind::tanh, Kind::swish, Kind::elu, Kind::erf, Kind::gelu, Kind::gelu_tanh,
                            Kind::hard_swish, Kind::softsign}) {
        SCOPED_TRACE(static_cast<int>(kind));
        EXPECT_EQ(at({kind, 1, 0}, 0.0F), 0);
        EXPECT_EQ(at({kind, 1, 0}, -0.0F), 0);
    }
    EXPECT_TRUE(std::signbit(at({Kind::mish, 0, 0}, -0.0F)));
    EXPECT_FALSE(std::signbit(at({Kind::mish, 0, 0}, 0.0F)));
    EXPECT_TRUE(std::signbit(at({Kind::tanh, 0, 0}, -0.0F)));
    EXPECT_EQ(at({Kind::sigmoid, 0, 0}, 0), 0.5F);
    EXPECT_EQ(at({Kind::exp, 0, 0}, 0), 1);
    EXPECT_EQ(at({Kind::exp, 0, 0}, largest), infinity);
    EXPECT_EQ(at({Kind::exp, 0, 0}, -largest), 0);
}

TEST_P(SpecialActivationTest, MishOfDenormalsIsTheNearestFloat) {
    for (float x = smallest; x < smallest_normal; x *= 1.7F) {
        EXPECT_EQ(at({Kind::mish, 0, 0}, x), static_cast<float>(0.6 * double{x})) << x;
        EXPECT_EQ(at({Kind::mish, 0, 0}, -x), static_cast<float>(-0.6 * double{x})) << x;
        x += smallest;
    }
}

TEST_P(SpecialActivationTest, OfAnyCountAnywhereAndNothingElse) {
    const Eltwise function{Kind::mish, 0, 0};
    for (const std::size_t count : {0, 1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 33, 64, 100, 1023, 1024, 1025, 2500}) {
        for (const std::size_t begin : {1, 4}) {
            SCOPED_TRACE(count);
            std::vector<float> src(begin + count + 40, 7);
            for (std::size_t i = 0; i < count; ++i) src[begin + i] = static_cast<float>(i % 37) / 4 - 4;
            std::vector<float> dst(src.size(), -3);
            activate(function, ElementType::f32, src.data() + begin, dst.data() + begin, count);
            for (std::size_t i = 0; i < dst.size(); ++i) {
                const bool written = i >= begin && i < begin + count;
                const double expected = written ? exact(function, double{src[i]}).result : -3;
                ASSERT_NEAR(dst[i], expected, 1e-6) << i;
            }
            activate(function, ElementType::f32, src.data() + begin, src.data() + begin, count);
            EXPECT_TRUE(std::equal(src.begin() + begin, src.begin() + begin + count, dst.begin() + begin));
            EXPECT_EQ(src[begin + count], 7);
            EXPECT_EQ(src[begin - 1], 7);
        }
    }
}

TEST_P(SpecialActivationTest, WithAResidualBeforeAndAfter) {
    const Eltwise function{Kind::mish, 0, 0};
    for (const std::size_t count : {1, 9, 1024, 3001}) {
        std::vector<float> src(count);
        std::vector<float> residual(count);
        for (std::size_t i = 0; i < count; ++i) {
            src[i] = static_cast<float>(i % 37) / 4 - 4;
            residual[i] = static_cast<float>(i % 23) / 3 - 5;
        }
        const auto run = [&](ResidualPlace place, bool onto_residual) {
            std::vector<float> dst = onto_residual ? residual : src;
            activate(function, ElementType::f32, onto_residual ? src.data() : dst.data(),
                     onto_residual ? dst.data() : residual.data(), place, dst.data(), count);
            return dst;
        };
        const std::vector<float> before = run(ResidualPlace::before_activation, false);
        const std::vector<float> after = run(ResidualPlace::after_activation, false);
        for (std::size_t i = 0; i < count; ++i) {
            ASSERT_NEAR(before[i], exact(function, double{src[i] + residual[i]}).result, 1e-6) << i;
            ASSERT_NEAR(after[i], exact(function, double{src[i]}).result + double{residual[i]}, 1e-6) << i;
        }
        EXPECT_EQ(run(ResidualPlace::before_activation, true), before);
        EXPECT_EQ(run(ResidualPlace::after_activation, true), after);
    }
}

TEST_P(SpecialActivationTest, AtZero) {
    EXPECT_EQ(activation_of_zero({Kind::mish, 0, 0}), 0);
    EXPECT_EQ(activation_of_zero({Kind::linear, 2, -3}), -3);
    EXPECT_EQ(activation_of_zero({Kind::sigmoid, 0, 0}), 0.5F);
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, SpecialActivationTest, ::testing::ValuesIn(instruction_sets()),
                         [](const auto& info) { return hwy::TargetName(info.param); });

}  // namespace
}  // namespace mish4j::kernels::test
