// SPDX-License-Identifier: Apache-2.0
//
// Convolutions, deconvolutions and matrix products.
#include <cmath>
#include <random>

#include "kernels_fixture.hpp"

namespace mish4j::test {
namespace {

mish4j::Dims own(const Dims& dims) { return {dims.begin(), dims.end()}; }

Window window_of(const Windows& windows) {
    return {own(windows.strides), own(windows.dilations), own(windows.pads_begin), own(windows.pads_end)};
}

// One of several, by chance: in place of all combinations.
template <typename T>
T next_of(const std::vector<T>& several) {
    static std::minstd_rand numbers;
    return several[numbers() % several.size()];
}

struct ConvolutionCase {
    Dims src;
    Dims weights;
    mish4j_int64 groups;
    Windows windows;
    Dims output_pads;  // of a deconvolution
};

// Of every kernel: tiles, single results, single channels.
const ConvolutionCase convolutions[] = {
    {{2, 3, 9}, {20, 3, 3}, 1, {{2}, {1}, {1}, {0}}, {}},
    {{1, 5, 7, 6}, {70, 5, 3, 2}, 1, {{1, 2}, {1, 1}, {1, 0}, {2, 1}}, {}},
    {{2, 8, 5, 5}, {16, 8, 1, 1}, 1, {{1, 1}, {1, 1}, {0, 0}, {0, 0}}, {}},
    {{1, 34, 4, 5}, {32, 17, 3, 3}, 2, {{1, 1}, {2, 1}, {2, 1}, {2, 1}}, {}},
    {{1, 4, 6, 6}, {3, 4, 3, 3}, 1, {{1, 1}, {1, 1}, {1, 1}, {1, 1}}, {}},
    {{2, 6, 5, 4}, {9, 2, 2, 3}, 3, {{1, 2}, {2, 1}, {0, 3}, {1, 2}}, {}},
    {{1, 16, 6, 7}, {16, 1, 3, 3}, 16, {{2, 1}, {1, 2}, {1, 2}, {1, 2}}, {}},
    {{2, 5, 4, 4}, {5, 1, 3, 3}, 5, {{1, 1}, {1, 1}, {1, 1}, {1, 1}}, {}},
    {{1, 8, 3, 3}, {16, 1, 2, 2}, 8, {{1, 1}, {1, 1}, {5, 0}, {1, 0}}, {}},
    {{1, 3, 3, 4, 5}, {17, 3, 2, 3, 2}, 1, {{1, 2, 1}, {1, 1, 2}, {1, 0, 1}, {0, 2, 1}}, {}},
    {{1, 8, 2, 3, 3}, {8, 1, 2, 2, 2}, 8, {{1, 1, 2}, {1, 1, 1}, {0, 1, 0}, {1, 0, 1}}, {}},
};

const ConvolutionCase deconvolutions[] = {
    {{2, 3, 5}, {3, 20, 3}, 1, {{2}, {1}, {1}, {0}}, {1}},
    {{1, 5, 4, 3}, {5, 17, 3, 2}, 1, {{1, 3}, {1, 1}, {1, 0}, {2, 1}}, {0, 2}},
    {{1, 6, 4, 4}, {6, 3, 4, 4}, 2, {{2, 2}, {1, 1}, {1, 1}, {1, 1}}, {0, 0}},
    {{1, 34, 3, 3}, {34, 16, 2, 2}, 2, {{2, 2}, {2, 1}, {0, 1}, {1, 0}}, {0, 1}},
    {{2, 16, 3, 4}, {16, 1, 3, 3}, 16, {{2, 1}, {1, 2}, {1, 0}, {1, 1}}, {1, 0}},
    {{1, 2, 2, 3, 3}, {2, 5, 2, 3, 2}, 1, {{2, 1, 3}, {1, 2, 1}, {0, 1, 0}, {1, 0, 1}}, {1, 0, 0}},
};

void check(bool transposed, const ConvolutionCase& problem, ElementType type, ElementType dst_type, bool with_bias) {
    const mish4j_int64 results = transposed ? problem.weights[1] * problem.groups : problem.weights[0];
    const Tensor bias_values = random_tensor({results}, 3);
    const PlacedTensor bias(cudnn::plain_desc(ElementType::f32, {results}), bias_values);
    const Tensor bias_read = bias.values();
    const Tensor* bias_or_null = with_bias ? &bias_read : nullptr;
    for (const TensorDesc& src_desc : layouts_of(type, problem.src)) {
        const PlacedTensor src(src_desc, random_tensor(problem.src, 1));
        for (const TensorDesc& weights_desc : layouts_of(type, problem.weights)) {
            const PlacedTensor weights(weights_desc, random_tensor(problem.weights, 2));
            const Tensor expected = transposed
                                        ? oracle::deconvolution(src.values(), weights.values(), bias_or_null,
                                                                problem.groups, problem.windows, problem.output_pads)
                                        : oracle::convolution(src.values(), weights.values(), bias_or_null,
                                                              problem.groups, problem.windows);
            const TensorDesc dst_desc = next_of(layouts_of(dst_type, expected.dims));
            SCOPED_TRACE(cudnn::describe(src_desc) + " * " + cudnn::describe(weights_desc) + " -> " +
                         cudnn::describe(dst_desc));
            PlacedTensor dst(dst_desc);
            std::vector<const PlacedTensor*> srcs = {&src, &weights};
            if (with_bias) srcs.push_back(&bias);
            const TensorDesc* bias_desc = with_bias ? &bias.desc() : nullptr;
            const auto call = transposed ? cudnn::deconvolution_call : cudnn::convolution_call;
            run(call(problem.groups, window_of(problem.windows), src_desc, weights_desc, bias_desc, dst_desc), srcs,
                dst);
            expect_close(dst.values(), expected, rounding_error(dst_type), 2e-5);
        }
    }
}

TEST(KernelsConvolutionTest, OfEveryLayout) {
    for (const ConvolutionCase& problem : convolutions) check(false, problem, ElementType::f32, ElementType::f32, true);
}

TEST(KernelsConvolutionTest, OfEveryType) {
    for (const ConvolutionCase& problem : convolutions) {
        check(false, problem, ElementType::f16, ElementType::f16, false);
        check(false, problem, ElementType::bf16, ElementType::f32, true);
    }
}

TEST(KernelsDeconvolutionTest, OfEveryLayout) {
    for (const ConvolutionCase& problem : deconvolutions)
        check(true, problem, ElementType::f32, ElementType::f32, true);
}

TEST(KernelsDeconvolutionTest, OfEveryType) {
    for (const ConvolutionCase& problem : deconvolutions) {
        check(true, problem, ElementType::bf16, ElementType::bf16, false);
        check(true, problem, ElementType::f16, ElementType::f32, true);
    }
}

TEST(KernelsMatmulTest, OfEveryLayoutAndType) {
    const std::vector<std::pair<Dims, Dims>> cases = {
        {{1, 1}, {1, 1}},
        {{3, 5}, {5, 2}},
        {{65, 17}, {17, 70}},
        {{1, 100}, {100, 9}},
        {{2, 3, 4}, {2, 4, 5}},
        {{2, 3, 4}, {1, 4, 5}},
        {{1, 1, 3, 4}, {2, 3, 4, 2}},
        {{2, 1, 2, 2, 2, 3}, {1, 2, 2, 1, 3, 2}},
    };
    for (const auto& [src_dims, weights_dims] : cases) {
        for (ElementType type : computed_types) {
            for (const TensorDesc& src_desc : layouts_of(type, src_dims)) {
                for (const TensorDesc& weights_desc : layouts_of(type, weights_dims)) {
                    const bool with_bias = next_of<bool>({false, true});
                    const PlacedTensor src(src_desc, random_tensor(src_dims, 1));
                    const PlacedTensor weights(weights_desc, random_tensor(weights_dims, 2));
                    const mish4j_int64 columns = weights_dims.back();
                    const PlacedTensor bias(cudnn::plain_desc(ElementType::f32, {columns}),
                                            random_tensor({columns}, 3));
                    const Tensor bias_read = bias.values();
                    const Tensor expected =
                        oracle::matmul(src.values(), weights.values(), with_bias ? &bias_read : nullptr);
                    // Repeated by strides of 0.
                    TensorDesc src_view = src_desc;
                    TensorDesc weights_view = weights_desc;
                    for (std::size_t i = 0; i + 2 < src_dims.size(); ++i) {
                        for (TensorDesc* view : {&src_view, &weights_view}) {
                            if (view->dims[i] == 1) view->strides[i] = 0;
                            view->dims[i] = expected.dims[i];
                        }
                    }
                    const TensorDesc dst_desc = next_of(layouts_of(type, expected.dims));
                    SCOPED_TRACE(cudnn::describe(src_desc) + " * " + cudnn::describe(weights_desc) + " -> " +
                                 cudnn::describe(dst_desc));
                    PlacedTensor dst(dst_desc);
                    std::vector<const PlacedTensor*> srcs = {&src, &weights};
                    if (with_bias) srcs.push_back(&bias);
                    run(cudnn::matmul_call(src_view, weights_view, with_bias ? &bias.desc() : nullptr, dst_desc), srcs,
                        dst);
                    expect_close(dst.values(), expected, rounding_error(type), 2e-5);
                }
            }
        }
    }
}

}  // namespace
}  // namespace mish4j::test
