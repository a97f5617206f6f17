// SPDX-License-Identifier: Apache-2.0
//
// Convolutions of the kinds that oneDNN's kernels compute wrongly on some processors, in each precision of this one.
#include <ostream>
#include <sstream>

#include "network.hpp"

namespace mish4j::test {
namespace {

struct Case {
    const char* name;
    Dims src;
    Dims weights;
    Windows windows;
    mish4j_int64 groups = 1;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const Case cases[] = {
    {"one_channel", {1, 1, 9, 2}, {5, 1, 3, 3}, {{1, 2}, {1, 1}, {1, 1}, {1, 1}}},
    {"one_channel_strided_twice", {1, 1, 17, 2}, {16, 1, 3, 3}, {{2, 2}, {1, 1}, {1, 1}, {1, 1}}},
    {"unseen_columns", {2, 1, 9, 6}, {7, 1, 3, 3}, {{1, 4}, {1, 1}, {0, 0}, {0, 0}}},
    {"unseen_columns_of_many_channels", {1, 24, 9, 4}, {16, 24, 3, 3}, {{1, 2}, {1, 1}, {0, 0}, {0, 0}}},
    {"last_stage_of_a_network", {1, 64, 8, 2}, {32, 64, 3, 3}, {{2, 2}, {1, 1}, {1, 1}, {1, 1}}},
    {"shortcut_of_a_network", {1, 64, 8, 2}, {32, 64, 1, 1}, {{2, 2}, {1, 1}, {0, 0}, {0, 0}}},
    {"first_of_a_network", {1, 3, 30, 2}, {16, 3, 7, 7}, {{2, 2}, {1, 1}, {3, 3}, {3, 3}}},
    {"column_kernel", {1, 20, 12, 2}, {20, 20, 5, 1}, {{1, 2}, {1, 1}, {2, 0}, {2, 0}}},
    {"odd_channels", {3, 13, 7, 3}, {19, 13, 3, 3}, {{3, 3}, {1, 1}, {1, 0}, {1, 0}}},
    {"groups_of_one_channel", {2, 4, 9, 2}, {12, 1, 3, 3}, {{1, 2}, {1, 1}, {1, 1}, {1, 1}}, 4},
    {"groups", {1, 32, 10, 1}, {32, 16, 3, 3}, {{2, 2}, {1, 1}, {1, 1}, {1, 1}}, 2},
    {"depthwise", {1, 32, 10, 2}, {32, 1, 3, 3}, {{2, 2}, {1, 1}, {1, 1}, {1, 1}}, 32},
    {"dilated", {1, 8, 12, 3}, {8, 8, 3, 2}, {{1, 3}, {2, 4}, {2, 1}, {2, 3}}},
    {"asymmetric_padding", {2, 1, 8, 4}, {6, 1, 3, 4}, {{1, 3}, {1, 1}, {0, 2}, {2, 0}}},
    {"line", {2, 1, 4}, {5, 1, 3}, {{2}, {1}, {0}, {0}}},
    {"volume", {1, 1, 4, 7, 2}, {5, 1, 2, 3, 3}, {{1, 1, 2}, {1, 1, 1}, {0, 1, 1}, {0, 1, 1}}},
    {"volume_of_many_channels", {1, 20, 4, 7, 2}, {18, 20, 2, 3, 3}, {{2, 1, 2}, {1, 1, 1}, {0, 1, 1}, {0, 1, 1}}},
    {"deep_kernel", {1, 1, 1, 5, 5}, {17, 1, 3, 3, 3}, {{1, 1, 1}, {1, 1, 1}, {1, 0, 0}, {1, 0, 0}}},
    {"deep_kernel_of_few_channels", {1, 6, 1, 5, 5}, {16, 6, 2, 3, 3}, {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}, {0, 1, 1}}},
};

struct Precision {
    const char* name;
    mish4j_int64 option;
    double tolerance;
};

bool has_precision(const std::string& wanted) {
    OwnedDevice device;
    EXPECT_OK(mish4j_device_open(test_device().c_str(), device.out()));
    std::istringstream names(text_of([&](char* buffer, mish4j_int64 capacity, mish4j_int64* length) {
        return mish4j_device_get_text(device, MISH4J_DEVICE_PRECISIONS, buffer, capacity, length);
    }));
    for (std::string name; names >> name;) {
        if (name == wanted) return true;
    }
    return false;
}

class ConvolutionDefectTest : public AbiTest, public ::testing::WithParamInterface<Case> {
 protected:
    static void check(const Precision& precision) {
        if (!has_precision(precision.name)) return;
        SCOPED_TRACE(precision.name);
        Network network;
        const Expected x = network.input(GetParam().src);
        const Expected bias = network.constant({GetParam().weights[0]});
        network.output(
            network.convolution(x, network.constant(GetParam().weights), &bias, GetParam().groups, GetParam().windows));
        network.compile(test_device(), {MISH4J_OPTION_PRECISION, precision.option});
        network.check(precision.tolerance);
    }
};

TEST_P(ConvolutionDefectTest, IsComputedInEveryPrecision) {
    check({"f32", MISH4J_PRECISION_F32, 1e-6});
    check({"bf16", MISH4J_PRECISION_BF16, 3e-2});
    check({"f16", MISH4J_PRECISION_F16, 1e-2});
}

INSTANTIATE_TEST_SUITE_P(All, ConvolutionDefectTest, ::testing::ValuesIn(cases),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace mish4j::test
