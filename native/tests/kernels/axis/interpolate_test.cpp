// SPDX-License-Identifier: Apache-2.0
#include "kernels/axis/interpolate.hpp"

#include <limits>

#include "axis_case.hpp"

namespace mish4j::kernels::test {
namespace {

struct Terms {
    std::int64_t places;
    std::int64_t taps;
    std::vector<std::int32_t> indices;
    std::vector<float> weights;

    InterpolateTerms view() const { return {places, taps, indices.data(), weights.data()}; }
};

// Of places all over a dimension of so many elements.
Terms terms_of(std::int64_t size, std::int64_t places, std::int64_t taps) {
    Terms terms{places, taps, std::vector<std::int32_t>(static_cast<std::size_t>(places * taps)),
                random_floats(static_cast<std::size_t>(places * taps))};
    for (std::size_t i = 0; i < terms.indices.size(); ++i) {
        terms.indices[i] = static_cast<std::int32_t>((i * 5 + i / 3) % static_cast<std::size_t>(size));
    }
    return terms;
}

// With a guard behind the last element.
std::vector<float> interpolate(const AxisLoops& loops, const Terms& terms, const std::vector<float>& src) {
    std::vector<float> dst(static_cast<std::size_t>(loops.outer * terms.places * loops.inner) + 1, -77);
    const InterpolateTerms view = terms.view();
    for (std::int64_t part = interpolate_part_count(loops, view); part-- > 0;) {
        interpolate_parts(loops, view, src.data(), dst.data(), part, part + 1);
    }
    EXPECT_EQ(dst.back(), -77);
    dst.pop_back();
    return dst;
}

std::vector<AxisLoops> cases() {
    std::vector<AxisLoops> cases = axis_cases();
    cases.push_back({1, 4, 2100});
    return cases;
}

using InterpolateKernelTest = InstructionSetTest;

TEST_P(InterpolateKernelTest, OfRowsAndColumns) {
    for (const AxisLoops& loops : cases()) {
        const std::vector<float> src = random_floats(element_count(loops));
        for (const std::int64_t taps : {1, 2, 3, 4, 7}) {
            SCOPED_TRACE(text_of(loops) + " taps " + std::to_string(taps));
            const Terms terms = terms_of(loops.size, loops.size * 3 / 2 + 1, taps);
            const std::vector<float> dst = interpolate(loops, terms, src);
            const AxisLoops result{loops.outer, terms.places, loops.inner};
            for (std::int64_t column = 0; column < loops.outer * loops.inner; ++column) {
                for (std::int64_t place = 0; place < terms.places; ++place) {
                    double sum = 0;
                    double magnitude = 0;
                    for (std::int64_t tap = 0; tap < taps; ++tap) {
                        const auto term = static_cast<std::size_t>(tap * terms.places + place);
                        const double product =
                            double{terms.weights[term]} * double{src[place_of(loops, column, terms.indices[term])]};
                        sum += product;
                        magnitude += std::fabs(product);
                    }
                    ASSERT_NEAR(double{dst[place_of(result, column, place)]}, sum, 4e-7 * magnitude)
                        << column << ' ' << place;
                }
            }
        }
    }
}

TEST_P(InterpolateKernelTest, NanReachesThePlacesThatReadItAndNoOthers) {
    for (const AxisLoops& loops : {AxisLoops{2, 23, 1}, AxisLoops{1, 6, 37}}) {
        const std::vector<float> numbers = random_floats(element_count(loops));
        const Terms terms = terms_of(loops.size, 41, 3);
        const AxisLoops result{loops.outer, terms.places, loops.inner};
        const std::vector<float> without = interpolate(loops, terms, numbers);
        for (std::int64_t element = 0; element < loops.size; ++element) {
            const std::int64_t column = loops.outer * loops.inner - 1;
            std::vector<float> src = numbers;
            src[place_of(loops, column, element)] = std::numeric_limits<float>::quiet_NaN();
            std::vector<float> dst = interpolate(loops, terms, src);
            for (std::int64_t place = 0; place < terms.places; ++place) {
                bool reads = false;
                for (std::int64_t tap = 0; tap < terms.taps; ++tap) {
                    reads |= terms.indices[static_cast<std::size_t>(tap * terms.places + place)] == element;
                }
                if (!reads) continue;
                float& sum = dst[place_of(result, column, place)];
                ASSERT_TRUE(std::isnan(sum)) << text_of(loops) << ' ' << element << ' ' << place;
                sum = without[place_of(result, column, place)];
            }
            ASSERT_TRUE(same_bits(dst, without)) << text_of(loops) << ' ' << element;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, InterpolateKernelTest, ::testing::ValuesIn(instruction_sets()),
                         name_of_target);

}  // namespace
}  // namespace mish4j::kernels::test
