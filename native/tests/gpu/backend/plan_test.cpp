// SPDX-License-Identifier: Apache-2.0
//
// What networks become on the GPU.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

#include "gpu_fixture.hpp"

namespace mish4j::test {
namespace {

struct Precision {
    const char* name;
    std::int32_t option;
    double tolerance;
};

void PrintTo(const Precision& precision, std::ostream* out) { *out << precision.name; }

class GpuPlanTest : public GpuTest, public ::testing::WithParamInterface<Precision> {
 protected:
    void compile(Network& network) { network.compile(gpu_name, {MISH4J_OPTION_PRECISION, GetParam().option}); }

    static std::vector<std::string> without_reorders(const std::vector<std::string>& operations) {
        std::vector<std::string> result = operations;
        std::erase(result, "reorder");
        return result;
    }

    static std::ptrdiff_t reorders(const Network& network) {
        const std::vector<std::string> operations = network.operations();
        return std::count(operations.begin(), operations.end(), "reorder");
    }
};

TEST_P(GpuPlanTest, MishAndResidualsAreOneKernelWithTheirConvolution) {
    Network network;
    add_block(network, 2);
    compile(network);
    EXPECT_EQ(without_reorders(network.operations()),
              (std::vector<std::string>{"convolution+bias+mish+add", "convolution+bias+mish+add", "reduce_mean"}));
    EXPECT_LE(reorders(network), 3);  // the input, the image that goes out, and the means where their type differs
    network.check(GetParam().tolerance);
}

TEST_P(GpuPlanTest, AResidualBeforeTheActivation) {
    Network network;
    const Expected x = network.input({1, 16, 5, 5});
    const Expected bias = network.constant({24});
    const Expected y = network.convolution(x, network.constant({24, 16, 1, 1}), &bias, 1, dense(2));
    Expected z = network.convolution(y, network.constant({24, 24, 3, 3}), &bias, 1, {{1, 1}, {1, 1}, {1, 1}, {1, 1}});
    z = network.append_add(z, y);
    z = network.append_eltwise(z, MISH4J_ELTWISE_MISH);
    network.output(z);
    compile(network);
    EXPECT_EQ(without_reorders(network.operations()),
              (std::vector<std::string>{"convolution+bias", "convolution+bias+add+mish"}));
    network.check(GetParam().tolerance);
}

TEST_P(GpuPlanTest, ThreeChannelsArePaddedByTheCopyThatBringsThem) {
    Network network;
    const Expected bias = network.constant({16});
    const Expected x = network.input({2, 3, 9, 9});
    network.output(network.convolution(x, network.constant({16, 3, 3, 3}), &bias, 1, {{2, 2}, {1, 1}, {1, 1}, {1, 1}}));
    compile(network);
    EXPECT_EQ(network.operations(), (std::vector<std::string>{"reorder", "convolution+bias", "reorder"}));
    network.check(GetParam().tolerance);
}

TEST_P(GpuPlanTest, BytesOfAnImageAreReadInPlace) {
    constexpr mish4j_int64 size = 6;
    constexpr mish4j_int64 filters = 8;
    const mish4j_int64 bytes_dims[] = {1, size, size, 3};
    const mish4j_int64 weights_dims[] = {filters, 3, 1, 1};
    const std::array<float, 3> scales{0.5f, 0.25f, 2};
    const std::array<float, 3> shifts{-1, 0, 1};
    const std::vector<float> weights(filters * 3, 1);
    const mish4j_int64 ones[] = {1, 1};
    const mish4j_int64 zeros[] = {0, 0};
    OwnedDevice device;
    OwnedProgram program;
    OwnedModel model;
    OwnedRequest request;
    mish4j_value image = -1;
    mish4j_value numbers = -1;
    mish4j_value filter = -1;
    mish4j_value result = -1;
    ASSERT_OK(mish4j_device_open(gpu_name, device.out()));
    ASSERT_OK(mish4j_program_create(program.out()));
    ASSERT_OK(mish4j_program_add_input(program, "image", MISH4J_TYPE_U8, 4, bytes_dims, &image));
    ASSERT_OK(mish4j_program_add_convert_image(program, nullptr, image, scales.data(), shifts.data(), &numbers));
    ASSERT_OK(mish4j_program_add_constant(program, MISH4J_TYPE_F32, 4, weights_dims, weights.data(),
                                          static_cast<mish4j_int64>(weights.size() * sizeof(float)), &filter));
    ASSERT_OK(mish4j_program_add_convolution(program, nullptr, numbers, filter, MISH4J_NO_VALUE, 1, 2, ones, ones,
                                             zeros, zeros, &result));
    ASSERT_OK(mish4j_program_add_output(program, result, MISH4J_TYPE_F32, "sums"));
    const mish4j_int64 options[] = {MISH4J_OPTION_PRECISION, GetParam().option};
    ASSERT_OK(mish4j_compile(device, program, 1, options, model.out()));
    ASSERT_EQ(model_number(model, MISH4J_MODEL_STEP_COUNT), 3);
    EXPECT_EQ(step_text(model, 0, MISH4J_STEP_OPERATION), "convert_image");
    EXPECT_EQ(step_text(model, 1, MISH4J_STEP_OPERATION), "convolution");
    EXPECT_EQ(step_text(model, 2, MISH4J_STEP_OPERATION), "reorder");

    std::vector<std::uint8_t> pixels(size * size * 3);
    for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<std::uint8_t>(i % 64);
    std::vector<float> sums(filters * size * size, 777);
    ASSERT_OK(mish4j_request_create(model, request.out()));
    ASSERT_OK(mish4j_request_bind_input(request, 0, pixels.data(), static_cast<mish4j_int64>(pixels.size())));
    ASSERT_OK(
        mish4j_request_bind_output(request, 0, sums.data(), static_cast<mish4j_int64>(sums.size() * sizeof(float))));
    ASSERT_OK(mish4j_request_run(request));
    for (std::size_t pixel = 0; pixel < size * size; ++pixel) {
        float expected = 0;
        for (std::size_t c = 0; c < 3; ++c)
            expected += scales[c] * static_cast<float>(pixels[3 * pixel + c]) + shifts[c];
        for (std::size_t k = 0; k < filters; ++k) {
            EXPECT_NEAR(sums[k * size * size + pixel], expected, GetParam().tolerance * std::abs(expected) + 1e-6);
        }
    }
}

TEST_P(GpuPlanTest, DistinctConvolutionsAreCompiledOnceAndKeptOnDisk) {
    const std::size_t compiled_before = cudnn_usage().plans_compiled;
    const std::size_t loaded_before = cudnn_usage().plans_loaded;
    std::filesystem::remove_all(plan_folder());
    for (int time = 0; time < 3; ++time) {
        Network network;
        add_block(network, 1, 40);
        compile(network);
        network.check(GetParam().tolerance);
        EXPECT_EQ(cudnn_usage().plans_compiled - compiled_before, time < 2 ? 1u : 2u);
        EXPECT_EQ(cudnn_usage().plans_loaded - loaded_before, time == 0 ? 0u : 1u);
        if (time != 1) continue;
        for (const auto& entry : std::filesystem::directory_iterator(plan_folder())) {
            // Of other formulas' plans the file would be another one.
            std::ifstream file(entry.path());
            std::string format;
            std::string environment;
            std::getline(std::getline(file, format), environment);
            EXPECT_TRUE(std::regex_match(environment, std::regex(".*, engines [0-9a-f]{16}"))) << environment;
            std::filesystem::resize_file(entry, std::filesystem::file_size(entry) / 2);
        }
    }
}

TEST_P(GpuPlanTest, EveryDegreeOfTuning) {
    for (const mish4j_int64 tune : {MISH4J_TUNE_OFF, MISH4J_TUNE_FAST, MISH4J_TUNE_FULL}) {
        Network network;
        add_block(network, 1, 32);
        network.compile(gpu_name, {MISH4J_OPTION_PRECISION, GetParam().option, MISH4J_OPTION_TUNE, tune});
        network.check(GetParam().tolerance);
    }
}

INSTANTIATE_TEST_SUITE_P(Precisions, GpuPlanTest,
                         ::testing::Values(Precision{"f32", MISH4J_PRECISION_F32, 1e-5},
                                           Precision{"bf16", MISH4J_PRECISION_BF16, 3e-2},
                                           Precision{"f16", MISH4J_PRECISION_F16, 1e-2}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mish4j::test
