// SPDX-License-Identifier: Apache-2.0
//
// Every operator in bf16 and f16, where the processor has them, and the refusal where it does not.
#include <array>
#include <sstream>

#include "network.hpp"

namespace mish4j::test {
namespace {

struct Precision {
    const char* name;
    mish4j_int64 option;
    const char* needed;
    double tolerance;
};

constexpr std::array<Precision, 2> precisions = {
    {{"bf16", MISH4J_PRECISION_BF16, "avx512_core_bf16 or avx2_vnni_2", 3e-2},
     {"f16", MISH4J_PRECISION_F16, "avx512_core_fp16 or avx2_vnni_2", 1e-2}}};

std::string device_text(std::int32_t key) {
    OwnedDevice device;
    EXPECT_OK(mish4j_device_open(test_device().c_str(), device.out()));
    return text_of([&](char* buffer, mish4j_int64 capacity, mish4j_int64* length) {
        return mish4j_device_get_text(device, key, buffer, capacity, length);
    });
}

bool is_supported(const Precision& precision) {
    std::istringstream names(device_text(MISH4J_DEVICE_PRECISIONS));
    for (std::string name; names >> name;) {
        if (name == precision.name) return true;
    }
    return false;
}

class RefusalTest : public AbiTest, public ::testing::WithParamInterface<Precision> {};

TEST_P(RefusalTest, NamesThePrecisionAndTheInstructionSets) {
    const Precision& precision = GetParam();
    if (is_supported(precision)) GTEST_SKIP() << "this processor computes in " << precision.name;
    OwnedDevice device;
    OwnedProgram program;
    OwnedModel model;
    const mish4j_int64 three = 3;
    mish4j_value x = -1;
    ASSERT_OK(mish4j_device_open(test_device().c_str(), device.out()));
    ASSERT_OK(mish4j_program_create(program.out()));
    ASSERT_OK(mish4j_program_add_input(program, "x", MISH4J_TYPE_F32, 1, &three, &x));
    ASSERT_OK(mish4j_program_add_output(program, x, MISH4J_TYPE_F32, "y"));
    const mish4j_int64 options[] = {MISH4J_OPTION_PRECISION, precision.option};
    EXPECT_FAILS(MISH4J_UNSUPPORTED,
                 std::string("precision ") + precision.name + " needs the instruction set " + precision.needed +
                     ", this processor has " + device_text(MISH4J_DEVICE_INSTRUCTION_SET),
                 mish4j_compile(device, program, 1, options, model.out()));
}

// Numbers from -2 to 2 that are the same in every precision, so that rounding and comparing them is exact.
std::vector<float> eighths(const Dims& dims) {
    std::vector<float> data(static_cast<std::size_t>(oracle::element_count(dims)));
    for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<float>(i * 13 % 33) / 8 - 2;
    return data;
}

bool has_parameters(std::int32_t kind) {
    return kind == MISH4J_ELTWISE_LINEAR || kind == MISH4J_ELTWISE_CLIP || kind == MISH4J_ELTWISE_POW ||
           kind == MISH4J_ELTWISE_HARD_SIGMOID;
}

const Windows same3x3{{1, 1}, {1, 1}, {1, 1}, {1, 1}};

class PrecisionTest : public AbiTest, public ::testing::WithParamInterface<Precision> {
 protected:
    void SetUp() override {
        AbiTest::SetUp();
        if (!is_supported(GetParam())) GTEST_SKIP() << "this processor does not compute in " << GetParam().name;
    }

    static Expected convolution(Network& network, const Expected& src, mish4j_int64 channels) {
        const Expected bias = network.constant({channels});
        return network.convolution(src, network.constant({channels, src.tensor.dims[1], 3, 3}), &bias, 1, same3x3);
    }

    static void check(Network& network) {
        network.compile(test_device(), {MISH4J_OPTION_PRECISION, GetParam().option});
        network.check(GetParam().tolerance);
        EXPECT_EQ(model_number(network.model(), MISH4J_MODEL_PRECISION), GetParam().option);
    }
};

TEST_P(PrecisionTest, Convolutions) {
    Network network;
    const Expected image = network.input({2, 3, 11, 13});
    const Expected x = network.append_eltwise(convolution(network, image, 32), MISH4J_ELTWISE_MISH);
    network.output(x);
    const Windows strided{{2, 2}, {1, 1}, {0, 1}, {1, 0}};
    const Windows dilated{{1, 1}, {2, 2}, {2, 2}, {2, 2}};
    const Windows blind{{1, 1}, {1, 1}, {4, 4}, {4, 4}};
    network.output(
        network.convolution(x, network.constant({16, 32, 1, 1}), nullptr, 1, {{1, 1}, {1, 1}, {0, 0}, {0, 0}}));
    network.output(network.convolution(x, network.constant({20, 32, 3, 3}), nullptr, 1, strided));
    network.output(network.convolution(x, network.constant({32, 8, 3, 3}), nullptr, 4, dilated));
    network.output(network.convolution(x, network.constant({32, 1, 3, 3}), nullptr, 32, same3x3));
    network.output(network.convolution(x, network.constant({16, 32, 3, 3}), nullptr, 1, blind));
    network.output(network.convolution(x, network.eltwise(MISH4J_ELTWISE_TANH, network.input({16, 32, 3, 3})), nullptr,
                                       1, same3x3));
    const Expected line = network.input({1, 16, 21});
    network.output(network.convolution(line, network.constant({16, 16, 3}), nullptr, 1, {{1}, {1}, {1}, {1}}));
    check(network);
}

TEST_P(PrecisionTest, PostOpsOfEveryKind) {
    Network network;
    const Expected x = network.input({1, 16, 9, 7});
    const Expected residual = network.eltwise(MISH4J_ELTWISE_TANH, network.input({1, 24, 9, 7}));
    for (std::int32_t kind = MISH4J_ELTWISE_MISH; kind <= MISH4J_ELTWISE_SOFTSIGN; ++kind) {
        if (kind == MISH4J_ELTWISE_SQRT || kind == MISH4J_ELTWISE_LOG) continue;    // of positive numbers only
        if (kind >= MISH4J_ELTWISE_ROUND && kind <= MISH4J_ELTWISE_SIGN) continue;  // not of rounded numbers
        const float parameter = has_parameters(kind) ? 1 : 0;
        Expected y = network.append_eltwise(convolution(network, x, 24), kind, parameter, parameter);
        y = network.append_add(y, residual);
        network.output(network.append_eltwise(y, MISH4J_ELTWISE_RELU, 0.1F));
    }
    check(network);
}

TEST_P(PrecisionTest, Deconvolutions) {
    Network network;
    const Expected x = network.eltwise(MISH4J_ELTWISE_TANH, network.input({1, 16, 6, 5}));
    const Windows doubled{{2, 2}, {1, 1}, {1, 1}, {1, 1}};
    const Expected bias = network.constant({24});
    network.output(network.deconvolution(x, network.constant({16, 24, 4, 4}), &bias, 1, doubled, {0, 0}));
    network.output(network.deconvolution(x, network.constant({16, 4, 3, 3}), nullptr, 2, doubled, {1, 1}));
    network.output(network.deconvolution(x, network.constant({16, 8, 3, 3}), nullptr, 1, doubled, {3, 2}));
    check(network);
}

TEST_P(PrecisionTest, MatrixProducts) {
    Network network;
    const Expected x = network.eltwise(MISH4J_ELTWISE_TANH, network.input({3, 5, 32}));
    const Expected bias = network.constant({20});
    const Expected residual = network.input({3, 5, 20});
    const Expected y = network.matmul(x, network.constant({1, 32, 20}), &bias);
    network.output(network.append_add(network.append_eltwise(y, MISH4J_ELTWISE_GELU), residual));
    network.output(network.matmul(x, network.transpose(x, {0, 2, 1}), nullptr));
    network.output(network.matmul(network.input({1, 48}), network.constant({48, 10}), nullptr));
    check(network);
}

TEST_P(PrecisionTest, Poolings) {
    Network network;
    const Expected image = network.input({1, 3, 9, 8});
    const Expected blocks = convolution(network, image, 32);
    const Windows windows{{2, 1}, {1, 1}, {1, 0}, {1, 1}};
    const Windows dilated{{1, 1}, {2, 2}, {1, 1}, {1, 1}};
    for (const Expected& src : {image, blocks}) {
        for (std::int32_t kind = MISH4J_POOLING_MAX; kind <= MISH4J_POOLING_AVERAGE_INCLUDE_PADDING; ++kind) {
            network.output(network.pooling(kind, src, {3, 2}, windows));
            network.output(network.pooling(kind, src, {3, 3}, dilated));
        }
        network.output(network.reduce_images(MISH4J_REDUCE_MEAN, src));
        network.output(network.reduce_images(MISH4J_REDUCE_MAX, src));
    }
    check(network);
}

TEST_P(PrecisionTest, EltwiseFunctions) {
    Network network;
    const Dims dims = {1, 19, 5, 3};
    const Expected x = network.input(dims, eighths(dims));
    const Expected positive = network.eltwise(MISH4J_ELTWISE_EXP, network.input(dims));
    for (std::int32_t kind = MISH4J_ELTWISE_MISH; kind <= MISH4J_ELTWISE_SOFTSIGN; ++kind) {
        const bool of_positive = kind == MISH4J_ELTWISE_SQRT || kind == MISH4J_ELTWISE_LOG;
        const Expected& src = of_positive ? positive : x;
        network.output(has_parameters(kind) ? network.eltwise(kind, src, 0.5F, 2) : network.eltwise(kind, src));
    }
    const Expected blocks = convolution(network, x, 16);
    network.output(network.eltwise(MISH4J_ELTWISE_MISH, blocks));
    network.output(network.eltwise(MISH4J_ELTWISE_ERF, blocks));
    check(network);
}

TEST_P(PrecisionTest, BinaryFunctions) {
    Network network;
    const Dims dims = {2, 16, 5, 3};
    const Expected x = network.input(dims, eighths(dims));
    const Expected y = network.eltwise(MISH4J_ELTWISE_EXP, network.input(dims));
    const Expected blocks = network.append_eltwise(convolution(network, x, 16), MISH4J_ELTWISE_TANH);
    const Expected channels = network.constant({16, 1, 1}, std::vector<float>(16, 0.75F));
    const Expected row = network.constant({3}, {0.5F, 1, -2});
    for (std::int32_t kind = MISH4J_BINARY_ADD; kind <= MISH4J_BINARY_GREATER_OR_EQUAL; ++kind) {
        network.output(network.binary(kind, kind == MISH4J_BINARY_POW ? y : x, row));
        network.output(network.binary(kind, network.eltwise(MISH4J_ELTWISE_ABS, x), channels));
        if (kind < MISH4J_BINARY_POW) network.output(network.binary(kind, blocks, y));
    }
    const Expected negative = network.binary(MISH4J_BINARY_LESS, x, network.constant({1}, {0}));
    network.output(network.select(negative, blocks, y));
    check(network);
}

// The operand that oneDNN can't repeat by itself: the left one, or one that lies in another order.
TEST_P(PrecisionTest, BinaryFunctionsOfRepeatedOperands) {
    Network network;
    const Dims dims = {3, 3, 2, 2};
    const Expected x = network.input(dims, eighths(dims));
    const Expected line = network.input({33}, eighths({33}));
    for (const Dims& repeated : {Dims{1, 1, 1, 1}, Dims{3, 1, 2, 1}, Dims{1, 3, 1, 2}}) {
        const Expected left = network.input(repeated, eighths(repeated));
        for (const std::int32_t kind : {MISH4J_BINARY_SUB, MISH4J_BINARY_DIV, MISH4J_BINARY_LESS}) {
            network.output(network.binary(kind, left, network.eltwise(MISH4J_ELTWISE_EXP, x)));
        }
        network.output(network.binary(MISH4J_BINARY_GREATER_OR_EQUAL, x, left));
        network.output(network.binary(MISH4J_BINARY_MUL, network.transpose(x, {1, 0, 3, 2}), left));
    }
    network.output(network.binary(MISH4J_BINARY_GREATER_OR_EQUAL, line, network.input({1}, {1})));
    check(network);
}

TEST_P(PrecisionTest, Movements) {
    Network network;
    const Expected x = network.input({1, 5, 6, 8});
    const Expected blocks = convolution(network, x, 32);
    const Dims pair = {1, 16, 6, 8};
    const Expected first = network.slice(blocks, {0, 0, 0, 0}, pair, {1, 1, 1, 1});
    const Expected second = network.slice(blocks, {0, 16, 0, 0}, pair, {1, 1, 1, 1});
    const Expected gathered = network.gather(1, {3, 0, 0, 31}, blocks);
    network.output(network.concat(1, {second, first, gathered}));
    network.output(network.concat(1, {x, gathered, network.constant({1, 3, 6, 8})}));
    network.output(network.concat(2, {x, x}));
    for (const Expected& src : {x, blocks, gathered}) {
        network.output(network.slice(src, {0, 1, 1, 0}, {1, 3, 2, 3}, {1, 1, 2, 3}));
        network.output(network.resize_nearest(src, {2, 3}));
        network.output(network.interpolate(2, 2, {0, 1, 4, 5, 3, 3}, {0.25F, 0.75F, 0.5F, 0.5F, 1, 0}, src));
        network.output(network.transpose(src, {0, 2, 3, 1}));
        network.output(network.reshape(src, {src.tensor.dims[1], 48}));
    }
    check(network);
}

TEST_P(PrecisionTest, ReductionsAndNormalizations) {
    Network network;
    const Expected x = network.input({2, 5, 6, 8});
    const Expected blocks = convolution(network, x, 32);
    for (const Expected& src : {x, blocks}) {
        network.output(network.softmax(1, src));
        network.output(network.softmax(3, src));
        network.output(network.softmax(1, src, true));
        network.output(network.normalize(2, 1e-5F, src));
        for (std::int32_t kind = MISH4J_REDUCE_MEAN; kind <= MISH4J_REDUCE_MIN; ++kind) {
            network.output(network.reduce(kind, src, {2, 3}, true));
            network.output(network.reduce(kind, src, {1}, false));
        }
        network.output(network.reduce(MISH4J_REDUCE_PRODUCT, src, {3}, false));
    }
    network.output(network.arg_reduce(MISH4J_ARG_MAX, x, 1, false, false));
    network.output(network.arg_reduce(MISH4J_ARG_MIN, x, 3, true, true));
    network.output(network.top_k(MISH4J_ARG_MAX, x, 1, 2, false));
    network.output(network.top_k(MISH4J_ARG_MIN, x, 3, 4, true));
    check(network);
}

TEST_P(PrecisionTest, ImagesOfBytes) {
    constexpr mish4j_int64 pixels = 5 * 7;
    const std::array<mish4j_int64, 4> dims = {1, 5, 7, 3};
    const std::array<float, 3> scales = {0.5F, -1, 0.25F};
    const std::array<float, 3> shifts = {1, 0, -8};
    OwnedDevice device;
    OwnedProgram program;
    OwnedModel model;
    OwnedRequest request;
    mish4j_value x = -1;
    mish4j_value image = -1;
    ASSERT_OK(mish4j_device_open(test_device().c_str(), device.out()));
    ASSERT_OK(mish4j_program_create(program.out()));
    ASSERT_OK(mish4j_program_add_input(program, "x", MISH4J_TYPE_U8, 4, dims.data(), &x));
    ASSERT_OK(mish4j_program_add_convert_image(program, "image", x, scales.data(), shifts.data(), &image));
    ASSERT_OK(mish4j_program_add_output(program, image, MISH4J_TYPE_F32, "y"));
    const mish4j_int64 options[] = {MISH4J_OPTION_PRECISION, GetParam().option};
    ASSERT_OK(mish4j_compile(device, program, 1, options, model.out()));
    ASSERT_OK(mish4j_request_create(model, request.out()));
    std::vector<std::uint8_t> in(pixels * 3);
    for (std::size_t i = 0; i < in.size(); ++i) in[i] = static_cast<std::uint8_t>(37 * i);
    std::vector<float> out(in.size());
    ASSERT_OK(mish4j_request_bind_input(request, 0, in.data(), pixels * 3));
    ASSERT_OK(mish4j_request_bind_output(request, 0, out.data(), pixels * 3 * mish4j_int64{sizeof(float)}));
    ASSERT_OK(mish4j_request_run(request));
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::size_t channel = i / pixels;
        const double expected = double{scales[channel]} * in[i % pixels * 3 + channel] + double{shifts[channel]};
        EXPECT_NEAR(out[i], expected, GetParam().tolerance * 255) << i;
    }
}

std::string name_of(const ::testing::TestParamInfo<Precision>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Precisions, RefusalTest, ::testing::ValuesIn(precisions), name_of);
INSTANTIATE_TEST_SUITE_P(Precisions, PrecisionTest, ::testing::ValuesIn(precisions), name_of);

}  // namespace
}  // namespace mish4j::test
