// SPDX-License-Identifier: Apache-2.0
//
// Inputs, outputs and constants of other types than f32, and images of bytes.
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "program_fixture.hpp"

namespace mish4j::test {
namespace {

class ElementTypeTest : public ProgramTest {
 protected:
    mish4j_value typed_input(std::int32_t type, const Dims& dims) {
        mish4j_value value = -1;
        EXPECT_OK(
            mish4j_program_add_input(program_, "x", type, static_cast<std::int32_t>(dims.size()), dims.data(), &value));
        return value;
    }

    mish4j_value relu(mish4j_value src) {
        mish4j_value dst = -1;
        EXPECT_OK(mish4j_program_add_eltwise(program_, "relu", MISH4J_ELTWISE_RELU, 1, 0, src, &dst));
        return dst;
    }

    void output(mish4j_value value, std::int32_t type) {
        EXPECT_OK(mish4j_program_add_output(program_, value, type, "y"));
    }

    // Compiles for the processor and runs once, from one input to one output.
    template <typename To, typename From>
    std::vector<To> run(const std::vector<From>& in, std::size_t count) {
        OwnedDevice device;
        OwnedModel model;
        OwnedRequest request;
        std::vector<To> out(count);
        EXPECT_OK(mish4j_device_open(test_device().c_str(), device.out()));
        EXPECT_OK(mish4j_compile(device, program_, 0, nullptr, model.out()));
        EXPECT_OK(mish4j_request_create(model, request.out()));
        EXPECT_OK(
            mish4j_request_bind_input(request, 0, in.data(), static_cast<mish4j_int64>(in.size() * sizeof(From))));
        EXPECT_OK(
            mish4j_request_bind_output(request, 0, out.data(), static_cast<mish4j_int64>(out.size() * sizeof(To))));
        EXPECT_OK(mish4j_request_run(request));
        EXPECT_EQ(model_number(model, MISH4J_MODEL_REFERENCE_STEP_COUNT), 0);
        return out;
    }
};

// The value of an f16 by its definition.
double value_of_f16(unsigned bits) {
    const double sign = (bits & 0x8000U) != 0 ? -1 : 1;
    const int exponent = static_cast<int>((bits >> 10) & 31U);
    const double fraction = bits & 0x3FFU;
    if (exponent == 31) return fraction != 0 ? std::nan("") : sign * std::numeric_limits<double>::infinity();
    return sign * (exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(fraction + 1024, exponent - 25));
}

TEST_F(ElementTypeTest, EveryF16IsReadAsItsValue) {
    constexpr std::size_t count = 65536;
    std::vector<std::uint16_t> in(count);
    for (std::size_t i = 0; i < count; ++i) in[i] = static_cast<std::uint16_t>(i);
    output(typed_input(MISH4J_TYPE_F16, {count}), MISH4J_TYPE_F32);
    const std::vector<float> out = run<float>(in, count);
    for (std::size_t i = 0; i < count; ++i) {
        const double expected = value_of_f16(static_cast<unsigned>(i));
        if (std::isnan(expected)) {
            EXPECT_TRUE(std::isnan(out[i])) << i;
        } else {
            EXPECT_EQ(out[i], expected) << i;
        }
    }
}

TEST_F(ElementTypeTest, HalfwayBetweenF16sTheEvenOneIsWritten) {
    // Each finite f16 but the last, the number halfway to the next, and those just below and above of it.
    constexpr unsigned finite = 0x7BFF;
    std::vector<float> in;
    std::vector<unsigned> expected;
    for (unsigned bits = 0; bits < finite; ++bits) {
        const auto halfway = static_cast<float>((value_of_f16(bits) + value_of_f16(bits + 1)) / 2);
        in.insert(in.end(), {std::nextafter(halfway, 0.0F), halfway, std::nextafter(halfway, 1e6F)});
        expected.insert(expected.end(), {bits, bits + (bits & 1U), bits + 1});
    }
    in.insert(in.end(), {65519.0F, 65520.0F, 1e30F});
    expected.insert(expected.end(), {finite, 0x7C00, 0x7C00});
    output(typed_input(MISH4J_TYPE_F32, {static_cast<mish4j_int64>(in.size())}), MISH4J_TYPE_F16);
    const auto out = run<std::uint16_t>(in, in.size());
    for (std::size_t i = 0; i < in.size(); ++i) EXPECT_EQ(out[i], expected[i]) << in[i];
}

TEST_F(ElementTypeTest, HalfwayBetweenBf16sTheEvenOneIsWritten) {
    const std::vector<float> in = {1 + 0x1p-8F, 1 + 0x3p-8F, -1 - 0x1p-8F, 3.4e38F,
                                   0x1p-133F,   0x1p-134F,   0x3p-134F,    std::nanf("")};
    output(typed_input(MISH4J_TYPE_F32, {static_cast<mish4j_int64>(in.size())}), MISH4J_TYPE_BF16);
    const auto out = run<std::uint16_t>(in, in.size());
    EXPECT_EQ(std::vector<std::uint16_t>(out.begin(), out.end() - 1),
              (std::vector<std::uint16_t>{0x3F80, 0x3F82, 0xBF80, 0x7F80, 1, 0, 2}));
    EXPECT_TRUE(std::isnan(std::bit_cast<float>(std::uint32_t{out.back()} << 16)));
}

TEST_F(ElementTypeTest, IntegersAreRoundedToEvenAndSaturated) {
    const std::vector<float> in = {-1e30F, -129, -128.5F, -0.5F, 0.5F, 1.5F, 127.4F, 128, 1e30F, std::nanf("")};
    const auto count = static_cast<mish4j_int64>(in.size());
    output(typed_input(MISH4J_TYPE_F32, {count}), MISH4J_TYPE_I8);
    EXPECT_EQ(run<std::int8_t>(in, in.size()), (std::vector<std::int8_t>{-128, -128, -128, 0, 0, 2, 127, 127, 127, 0}));
}

TEST_F(ElementTypeTest, AnInputThatIsReadAndIsAnOutputStaysExact) {
    const std::vector<std::int64_t> in = {(std::int64_t{1} << 53) + 1, -(std::int64_t{1} << 62) - 1, 7};
    const mish4j_value x = typed_input(MISH4J_TYPE_I64, {3});
    const mish4j_value y = relu(x);
    output(x, MISH4J_TYPE_I64);
    EXPECT_OK(mish4j_program_add_output(program_, y, MISH4J_TYPE_F32, "relu"));
    OwnedDevice device;
    OwnedModel model;
    OwnedRequest request;
    std::vector<std::int64_t> copy(3);
    std::vector<float> relu(3);
    ASSERT_OK(mish4j_device_open(test_device().c_str(), device.out()));
    ASSERT_OK(mish4j_compile(device, program_, 0, nullptr, model.out()));
    ASSERT_OK(mish4j_request_create(model, request.out()));
    ASSERT_OK(mish4j_request_bind_input(request, 0, in.data(), 24));
    ASSERT_OK(mish4j_request_bind_output(request, 0, copy.data(), 24));
    ASSERT_OK(mish4j_request_bind_output(request, 1, relu.data(), 12));
    ASSERT_OK(mish4j_request_run(request));
    EXPECT_EQ(copy, in);
    EXPECT_EQ(relu, (std::vector<float>{0x1p53F, -0x1p62F, 7}));
}

TEST_F(ElementTypeTest, TheLargestIntegersAreReached) {
    const std::vector<float> in = {-1e30F, -0x1p63F, -2.5F, 0x1p62F, 0x1p63F, 1e30F, std::nanf("")};
    output(typed_input(MISH4J_TYPE_F32, {7}), MISH4J_TYPE_I64);
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(run<std::int64_t>(in, 7),
              (std::vector<std::int64_t>{least, least, -2, std::int64_t{1} << 62, most, most, 0}));
}

TEST_F(ElementTypeTest, AnInputOfItsOwnTypePassesUnchanged) {
    const std::vector<std::int64_t> in = {std::numeric_limits<std::int64_t>::max(), (std::int64_t{1} << 53) + 1, -3};
    output(typed_input(MISH4J_TYPE_I64, {3}), MISH4J_TYPE_I64);
    EXPECT_EQ(run<std::int64_t>(in, 3), in);
}

TEST_F(ElementTypeTest, ConstantsOfOtherTypesAreNumbers) {
    const std::vector<std::uint16_t> data = {0x3C00, 0xC000, 0x3800};  // 1, -2, 0.5
    const mish4j_int64 three = 3;
    mish4j_value constant = -1;
    ASSERT_OK(mish4j_program_add_constant(program_, MISH4J_TYPE_F16, 1, &three, data.data(), 6, &constant));
    mish4j_value sum = -1;
    ASSERT_OK(mish4j_program_add_binary(program_, "sum", MISH4J_BINARY_ADD, typed_input(MISH4J_TYPE_U8, {3}), constant,
                                        &sum));
    output(sum, MISH4J_TYPE_F64);
    EXPECT_EQ(run<double>(std::vector<std::uint8_t>{0, 7, 255}, 3), (std::vector<double>{1, 5, 255.5}));
}

TEST_F(ElementTypeTest, BooleansAreZeroAndOne) {
    output(relu(typed_input(MISH4J_TYPE_BOOL, {4})), MISH4J_TYPE_BOOL);
    EXPECT_EQ(run<std::uint8_t>(std::vector<std::uint8_t>{0, 1, 2, 255}, 4), (std::vector<std::uint8_t>{0, 1, 1, 1}));
}

TEST_F(ElementTypeTest, AnUnknownTypeIsRefused) {
    const mish4j_value x = typed_input(MISH4J_TYPE_F32, {3});
    for (std::int32_t type : {0, -1, MISH4J_TYPE_BOOL + 1}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "expected one of MISH4J_TYPE_*",
                     mish4j_program_add_output(program_, x, type, "y"));
    }
}

TEST_F(ElementTypeTest, ImagesOfBytesAreScaledAndShifted) {
    constexpr mish4j_int64 height = 5;
    constexpr mish4j_int64 width = 7;
    const std::array<float, 3> scales = {0.5F, -1, 0.25F};
    const std::array<float, 3> shifts = {1, 0, -8};
    mish4j_value image = -1;
    ASSERT_OK(mish4j_program_add_convert_image(program_, "image", typed_input(MISH4J_TYPE_U8, {2, height, width, 3}),
                                               scales.data(), shifts.data(), &image));
    EXPECT_EQ(shape(image), (Dims{2, 3, height, width}));
    output(image, MISH4J_TYPE_F32);
    std::vector<std::uint8_t> in(2 * height * width * 3);
    for (std::size_t i = 0; i < in.size(); ++i) in[i] = static_cast<std::uint8_t>(37 * i);
    const auto out = run<float>(in, in.size());
    for (std::size_t n = 0; n < 2; ++n) {
        for (std::size_t c = 0; c < 3; ++c) {
            for (std::size_t i = 0; i < height * width; ++i) {
                const float x = in[(n * height * width + i) * 3 + c];
                EXPECT_EQ(out[(n * 3 + c) * height * width + i], scales[c] * x + shifts[c]);
            }
        }
    }
}

TEST_F(ElementTypeTest, WhatIsNoImageIsRefused) {
    const mish4j_value line = typed_input(MISH4J_TYPE_U8, {2, 3, 4});
    const mish4j_value image = input({1, 2, 2, 1});
    const float one = 1;
    const float infinite = std::numeric_limits<float>::infinity();
    mish4j_value dst = -1;
    const auto convert = [&](mish4j_value src, const float* scales, const float* shifts) {
        return mish4j_program_add_convert_image(program_, "image", src, scales, shifts, &dst);
    };
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "expected src of rank 4, [N, H, W, C]", convert(line, &one, &one));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "scales", convert(image, nullptr, &one));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "shifts", convert(image, &one, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "scales[0] is inf", convert(image, &infinite, &one));
}

}  // namespace
}  // namespace mish4j::test
