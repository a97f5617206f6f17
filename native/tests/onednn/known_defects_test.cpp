// SPDX-License-Identifier: Apache-2.0
#include "onednn/library/known_defects.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace mish4j::test {
namespace {

using namespace onednn;

struct Case {
    const char* name;
    Dims src;
    Dims dst;
    Dims kernel;
    Window window;
    bool strided_column;
    bool defective_after = false;  // even with the stride that the convolution needs
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const Case cases[] = {
    {"column", {1, 8, 8, 2}, {1, 8, 4, 1}, {3, 3}, {{2, 2}, {1, 1}, {1, 1}, {1, 1}}, true},
    {"column_of_rows_side_by_side", {1, 8, 8, 2}, {1, 8, 8, 1}, {3, 3}, {{1, 2}, {1, 1}, {1, 1}, {1, 1}}, true},
    {"column_of_a_dilated_kernel", {1, 8, 8, 3}, {1, 8, 3, 1}, {2, 3}, {{2, 3}, {3, 2}, {0, 1}, {0, 2}}, true},
    {"column_with_unseen_columns", {1, 8, 8, 4}, {1, 8, 6, 1}, {3, 3}, {{1, 2}, {1, 1}, {0, 0}, {0, 0}}, true, true},
    {"column_of_a_volume",
     {1, 8, 1, 4, 2},
     {1, 8, 1, 2, 1},
     {1, 3, 3},
     {{1, 2, 2}, {1, 1, 1}, {0, 1, 1}, {0, 1, 1}},
     true},
    {"column_of_one_stride", {1, 8, 8, 3}, {1, 8, 4, 1}, {3, 3}, {{2, 1}, {1, 1}, {1, 0}, {1, 0}}, false},
    {"one_pixel", {1, 8, 2, 2}, {1, 8, 1, 1}, {3, 3}, {{2, 2}, {1, 1}, {1, 1}, {1, 1}}, false},
    {"two_columns", {1, 8, 8, 4}, {1, 8, 4, 2}, {3, 3}, {{2, 2}, {1, 1}, {1, 1}, {1, 1}}, false},
    {"row", {1, 8, 2, 8}, {1, 8, 1, 4}, {3, 3}, {{2, 2}, {1, 1}, {1, 1}, {1, 1}}, false},
    {"line", {1, 8, 2}, {1, 8, 1}, {3}, {{2}, {1}, {1}, {1}}, false},
};

class StridedColumnTest : public ::testing::TestWithParam<Case> {};

TEST_P(StridedColumnTest, IsKeptFromTheKernelsOfEveryInstructionSet) {
    const Case& c = GetParam();
    const WindowGeometry geometry{c.src, c.dst, c.kernel, c.window};
    for (const char* kernel : {"brg_conv_fwd:avx10_1_512_amx", "brg_conv_fwd:avx512_core_bf16", "brg_conv_fwd:avx2",
                               "jit_uni_ncsp:conv+brg_conv_fwd:avx512_core"}) {
        EXPECT_EQ(has_known_defect(kernel, geometry), c.strided_column) << kernel;
    }
    EXPECT_FALSE(has_known_defect("jit:avx512_core", geometry));
    EXPECT_FALSE(has_known_defect("brgconv_1x1:avx10_1_512_amx", geometry));
}

TEST_P(StridedColumnTest, IsNoneWithTheStrideThatIsNeeded) {
    const Case& c = GetParam();
    const Window window = WindowGeometry{c.src, c.dst, c.kernel, c.window}.without_idle_stride();
    EXPECT_EQ(has_known_defect("brg_conv_fwd:avx10_1_512_amx", {c.src, c.dst, c.kernel, window}), c.defective_after);
    const std::int64_t extent = (c.kernel.back() - 1) * window.dilations.back() + 1;
    const std::int64_t padded = c.src.back() + window.pads_begin.back() + window.pads_end.back();
    EXPECT_EQ((padded - extent) / window.strides.back() + 1, c.dst.back());
    EXPECT_EQ(window.pads_begin, c.window.pads_begin);
    EXPECT_GE(window.pads_end.back(), 0);
}

INSTANTIATE_TEST_SUITE_P(All, StridedColumnTest, ::testing::ValuesIn(cases),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(DeepKernelTest, IsKeptFromTheKernelsOfEveryInstructionSet) {
    const Window padded{{1, 1, 1}, {1, 1, 1}, {1, 0, 0}, {1, 0, 0}};
    const Window bare{{1, 1, 1}, {1, 1, 1}, {0, 0, 0}, {0, 0, 0}};
    const auto is_defective = [](const Dims& src, const Dims& dst, const Dims& kernel, const Window& window) {
        return has_known_defect("brg_conv_fwd:avx10_1_512_amx", {src, dst, kernel, window});
    };
    EXPECT_TRUE(is_defective({1, 2, 1, 5, 5}, {1, 17, 1, 3, 3}, {3, 3, 3}, padded));
    EXPECT_FALSE(is_defective({1, 2, 2, 5, 5}, {1, 17, 2, 3, 3}, {3, 3, 3}, padded));
    EXPECT_FALSE(is_defective({1, 2, 1, 5, 5}, {1, 17, 1, 3, 3}, {1, 3, 3}, bare));
}

TEST(BlindWindowTest, IsKeptFromAllKernelsOfTheirFamily) {
    const Dims src{1, 8, 4, 4};
    const Dims dst{1, 8, 10, 10};
    const Window window{{1, 1}, {1, 1}, {4, 4}, {4, 4}};
    const WindowGeometry geometry{src, dst, {3, 3}, window};
    EXPECT_TRUE(has_known_defect("brg_conv_fwd:avx512_core", geometry));
    EXPECT_TRUE(has_known_defect("brgconv_1x1:avx512_core", geometry));
    EXPECT_FALSE(has_known_defect("jit:avx512_core", geometry));
}

}  // namespace
}  // namespace mish4j::test
