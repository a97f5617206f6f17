// SPDX-License-Identifier: Apache-2.0
//
// Fused convolutions as they are described to cuDNN, computed by the fake one and by the oracle in double.
#include <string>
#include <tuple>

#include "engines_fixture.hpp"

namespace mish4j::test {

namespace {

using cudnn::ChainAdd;
using cudnn::ChainLink;
using cudnn::channels_last_desc;

const Eltwise mish{EltwiseKind::mish, 0, 0};
const Eltwise leaky{EltwiseKind::relu, 0.1f, 0};

struct Chain {
    const char* name;
    bool bias;
    std::vector<ChainLink> links;
};

const Chain chains[] = {
    {"Nothing", false, {}},
    {"Bias", true, {}},
    {"BiasMish", true, {mish}},
    {"MishAlone", false, {mish}},
    {"BiasMishAdd", true, {mish, ChainAdd{}}},
    {"BiasAddMish", true, {ChainAdd{}, mish}},
    {"BiasLeaky", true, {leaky}},
    {"AddsAndFunctions", true, {ChainAdd{}, leaky, ChainAdd{}, mish, Eltwise{EltwiseKind::linear, 0.5f, -0.25f}}},
};

struct Shape {
    const char* name;
    bool transposed;
    mish4j::Dims src;
    std::int64_t dst_channels;
    mish4j::Dims kernel;
    std::int64_t groups;
    Window window;
    std::int64_t gap;  // elements between pixels, of all tensors but the weights
};

const Shape shapes[] = {
    {"Square", false, {1, 16, 7, 5}, 24, {3, 3}, 1, {{1, 1}, {1, 1}, {1, 1}, {1, 1}}, 0},
    {"Strided", false, {2, 8, 9, 8}, 12, {3, 2}, 1, {{2, 3}, {1, 1}, {1, 0}, {0, 1}}, 0},
    {"Dilated", false, {1, 8, 11, 9}, 7, {3, 3}, 1, {{1, 1}, {2, 3}, {2, 3}, {2, 3}}, 0},
    {"Pointwise", false, {3, 24, 5, 3}, 255, {1, 1}, 1, {{1, 1}, {1, 1}, {0, 0}, {0, 0}}, 0},
    {"Groups", false, {1, 12, 6, 6}, 8, {3, 3}, 4, {{1, 1}, {1, 1}, {1, 1}, {1, 1}}, 0},
    {"Depthwise", false, {1, 10, 6, 6}, 10, {3, 3}, 10, {{1, 1}, {1, 1}, {1, 1}, {1, 1}}, 0},
    {"Slices", false, {2, 16, 6, 5}, 16, {3, 3}, 1, {{1, 1}, {1, 1}, {1, 1}, {1, 1}}, 8},
    {"ThreeChannels", false, {1, 3, 8, 8}, 8, {3, 3}, 1, {{2, 2}, {1, 1}, {0, 0}, {1, 1}}, 0},
    {"Volume", false, {1, 8, 5, 4, 6}, 8, {3, 2, 3}, 1, {{1, 2, 1}, {1, 1, 2}, {1, 0, 2}, {1, 1, 2}}, 0},
    {"Transposed", true, {1, 16, 5, 4}, 8, {4, 3}, 1, {{2, 2}, {1, 1}, {1, 1}, {1, 0}}, 0},
    {"TransposedGroups", true, {2, 8, 4, 3}, 6, {3, 3}, 2, {{2, 1}, {1, 2}, {1, 0}, {0, 1}}, 0},
};

std::int64_t result_size(const Shape& shape, std::size_t i) {
    const Window& window = shape.window;
    const std::int64_t kernel = window.dilations[i] * (shape.kernel[i] - 1) + 1;
    const std::int64_t pads = window.pads_begin[i] + window.pads_end[i];
    if (shape.transposed) return (shape.src[i + 2] - 1) * window.strides[i] + kernel - pads;
    return (shape.src[i + 2] + pads - kernel) / window.strides[i] + 1;
}

ConvolutionProblem problem_of(const Shape& shape, const Chain& chain, ElementType type) {
    ConvolutionProblem problem;
    problem.transposed = shape.transposed;
    problem.groups = shape.groups;
    problem.window = shape.window;
    problem.src = channels_last_desc(type, shape.src, shape.src[1] + shape.gap);
    mish4j::Dims weights = shape.transposed ? mish4j::Dims{shape.src[1], shape.dst_channels / shape.groups}
                                            : mish4j::Dims{shape.dst_channels, shape.src[1] / shape.groups};
    weights.insert(weights.end(), shape.kernel.begin(), shape.kernel.end());
    problem.weights = channels_last_desc(type, weights);
    mish4j::Dims dst{shape.src[0], shape.dst_channels};
    for (std::size_t i = 0; i < shape.kernel.size(); ++i) dst.push_back(result_size(shape, i));
    problem.dst = channels_last_desc(type, dst, dst[1] + shape.gap);
    problem.bias = chain.bias;
    problem.chain = chain.links;
    for (const ChainLink& link : chain.links) {
        if (std::holds_alternative<ChainAdd>(link)) problem.addends.push_back(problem.dst);
    }
    return problem;
}

// What a problem is computed with, rounded to its types.
struct Operands {
    explicit Operands(const ConvolutionProblem& problem)
        : src(rounded(random_tensor(numbers(problem.src.dims), 1), problem.src.type)),
          weights(rounded(random_tensor(numbers(problem.weights.dims), 2, 0.5), problem.weights.type)),
          bias(rounded(random_tensor({problem.dst.dims[1]}, 3), ElementType::f32)) {
        for (std::size_t i = 0; i < problem.addends.size(); ++i) {
            addends.push_back(
                rounded(random_tensor(numbers(problem.dst.dims), static_cast<unsigned>(4 + i)), problem.dst.type));
        }
    }

    Tensor src, weights, bias;
    std::vector<Tensor> addends;
};

Tensor expected(const ConvolutionProblem& problem, const Operands& operands) {
    const Window& window = problem.window;
    const Windows windows{numbers(window.strides), numbers(window.dilations), numbers(window.pads_begin),
                          numbers(window.pads_end)};
    const Tensor* bias = problem.bias ? &operands.bias : nullptr;
    Tensor value = problem.transposed
                       ? oracle::deconvolution(operands.src, operands.weights, bias, problem.groups, windows,
                                               Dims(window.strides.size(), 0))
                       : oracle::convolution(operands.src, operands.weights, bias, problem.groups, windows);
    std::size_t addends = 0;
    for (const ChainLink& link : problem.chain) {
        if (const auto* function = std::get_if<Eltwise>(&link)) {
            value = oracle::eltwise(static_cast<std::int32_t>(function->kind), function->alpha, function->beta, value);
        } else {
            value = oracle::binary(MISH4J_BINARY_ADD, value, operands.addends[addends++]);
        }
    }
    return value;
}

// A tensor in the GPU's memory.
class DeviceTensor {
 public:
    DeviceTensor(const std::shared_ptr<const cudnn::Gpu>& gpu, cudnn::GpuStream& stream, const TensorDesc& desc,
                 const Tensor& values)
        : stream_(stream), placed_(desc, values), memory_(gpu, cudnn::byte_span(desc), "a tensor") {
        stream.copy_to_device(memory_.data(), placed_.data(), memory_.bytes());
    }

    std::byte* data() const { return memory_.data(); }

    Tensor values() {
        stream_.copy_to_host(placed_.data(), memory_.data(), memory_.bytes());
        stream_.synchronize();
        placed_.expect_untouched_gaps();
        return placed_.values();
    }

 private:
    cudnn::GpuStream& stream_;
    PlacedTensor placed_;
    cudnn::DeviceMemory memory_;
};

using Case = std::tuple<Shape, Chain, ElementType>;

class FusedConvolutionTest : public EngineTest, public ::testing::WithParamInterface<Case> {
 protected:
    Tensor run(const ConvolutionProblem& problem, const Operands& operands, const cudnn::ExecutionPlan& plan) {
        const DeviceTensor src(gpu(), stream(), problem.src, operands.src);
        const DeviceTensor weights(gpu(), stream(), problem.weights, operands.weights);
        const DeviceTensor bias(gpu(), stream(), cudnn::plain_desc(ElementType::f32, {problem.dst.dims[1]}),
                                operands.bias);
        std::vector<std::unique_ptr<DeviceTensor>> addends;
        cudnn::ConvolutionPointers pointers;
        for (std::size_t i = 0; i < problem.addends.size(); ++i) {
            addends.push_back(std::make_unique<DeviceTensor>(gpu(), stream(), problem.addends[i], operands.addends[i]));
            pointers.addends.push_back(addends.back()->data());
        }
        DeviceTensor dst(gpu(), stream(), problem.dst, random_tensor(numbers(problem.dst.dims), 99));
        const cudnn::DeviceMemory workspace(gpu(), std::max<std::int64_t>(plan.workspace_bytes(), 1), "a workspace");
        pointers.src = src.data();
        pointers.weights = weights.data();
        pointers.bias = problem.bias ? bias.data() : nullptr;
        pointers.dst = dst.data();
        pointers.workspace = workspace.data();
        plan.execute(handle(), pointers);
        return dst.values();
    }
};

TEST_P(FusedConvolutionTest, EveryCandidateComputesIt) {
    const auto& [shape, chain, type] = GetParam();
    const ConvolutionProblem problem = problem_of(shape, chain, type);
    const Operands operands(problem);
    const Tensor wanted = expected(problem, operands);
    const auto found = candidates(problem);
    ASSERT_GT(found->size(), 0u);
    for (std::size_t i = 0; i < found->size(); ++i) {
        SCOPED_TRACE(found->name(i));
        const auto plan = found->finalize(i);
        ASSERT_NE(plan, nullptr);
        expect_close(run(problem, operands, *plan), wanted, 1e-5 + rounding_error(type), 1e-5);
    }
}

INSTANTIATE_TEST_SUITE_P(Shapes, FusedConvolutionTest,
                         ::testing::Combine(::testing::ValuesIn(shapes), ::testing::Values(chains[4]),
                                            ::testing::ValuesIn(computed_types)),
                         [](const auto& info) {
                             return std::string(std::get<0>(info.param).name) +
                                    std::to_string(static_cast<int>(std::get<2>(info.param)));
                         });
INSTANTIATE_TEST_SUITE_P(Chains, FusedConvolutionTest,
                         ::testing::Combine(::testing::Values(shapes[0], shapes[9]), ::testing::ValuesIn(chains),
                                            ::testing::ValuesIn(computed_types)),
                         [](const auto& info) {
                             return std::string(std::get<0>(info.param).name) + std::get<1>(info.param).name +
                                    std::to_string(static_cast<int>(std::get<2>(info.param)));
                         });

}  // namespace

}  // namespace mish4j::test
