// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "cudnn/kernels/arguments.hpp"
#include "cudnn/kernels/kernels.hpp"
#include "cudnn/layouts/tensor_desc.hpp"
#include "launch_shape.hpp"
#include "loop_nest_builder.hpp"
#include "window_axes.hpp"

namespace mish4j::cudnn {

namespace {

constexpr std::int64_t tile_size = 64;

// Of fewer results in a group most of a tile would be empty.
constexpr std::int64_t least_tile_results = 16;

// A convolution or a deconvolution.
struct Problem {
    bool transposed;
    std::int64_t groups;
    const Window& window;
    const TensorDesc& src;
    const TensorDesc& weights;
    const TensorDesc* bias;
    const TensorDesc& dst;

    std::int64_t channels() const { return src.dims[1] / groups; }
    std::int64_t results() const { return dst.dims[1] / groups; }
    Dims kernel() const { return {weights.dims.begin() + 2, weights.dims.end()}; }
    std::size_t src_count() const { return bias != nullptr ? 3 : 2; }
};

// [K, C / groups, kernel...], or transposed [C, K / groups, kernel...].
ConvolutionShape shape_of(const Problem& problem) {
    ConvolutionShape shape{};
    const Dims kernel = problem.kernel();
    const std::array<WindowAxis, window_axes> axes = axes_of(kernel, problem.window, problem.src);
    std::copy(axes.begin(), axes.end(), shape.axes);
    std::copy(problem.weights.strides.begin() + 2, problem.weights.strides.end(),
              shape.weights_tap_strides + (window_axes - kernel.size()));
    shape.transposed = problem.transposed;
    shape.bias = problem.bias != nullptr;
    shape.src_type = static_cast<std::int32_t>(problem.src.type);
    shape.weights_type = static_cast<std::int32_t>(problem.weights.type);
    shape.dst_type = static_cast<std::int32_t>(problem.dst.type);
    shape.channels = problem.channels();
    shape.results = divisor_of(problem.results());
    shape.src_channel_stride = problem.src.strides[1];
    const Dims& strides = problem.weights.strides;
    shape.weights_channel_stride = problem.transposed ? strides[0] : strides[1];
    shape.weights_result_stride = problem.transposed ? strides[1] : strides[0];
    shape.weights_group_stride = strides[0] * (problem.transposed ? problem.channels() : problem.results());
    return shape;
}

Dims channel_strides(std::size_t rank, std::int64_t stride) {
    Dims strides(rank, 0);
    strides[1] = stride;
    return strides;
}

Dims without_channels(Dims numbers, std::int64_t channel) {
    numbers[1] = channel;
    return numbers;
}

KernelCall tiles_call(const Problem& problem) {
    const std::array<Dims, window_axes> places = place_strides(problem.dst.dims.size());
    const LoopNestBuilder pixels(
        without_channels(problem.dst.dims, 1),
        {problem.dst.strides, without_spatial(problem.src.strides), places[0], places[1], places[2]});
    const Dims kernel = problem.kernel();
    ConvolutionTilesArgument argument{};
    argument.nest = pixels.build<5>(1);
    argument.shape = shape_of(problem);
    argument.channels = divisor_of(problem.channels());
    argument.kernel_rows = divisor_of(argument.shape.axes[1].kernel);
    argument.kernel_columns = divisor_of(argument.shape.axes[2].kernel);
    argument.terms = element_count(kernel) * problem.channels();
    argument.dst_channel_stride = problem.dst.strides[1];
    argument.groups = problem.groups;
    const std::int64_t tiles = (argument.nest.iterations + tile_size - 1) / tile_size *
                               ((problem.results() + tile_size - 1) / tile_size) * problem.groups;
    return make_call("convolution_tiles", argument, tiles, problem.src_count());
}

KernelCall direct_call(const Problem& problem) {
    const std::size_t rank = problem.dst.dims.size();
    const std::array<Dims, window_axes> places = place_strides(rank);
    const Dims src_strides = without_channels(without_spatial(problem.src.strides), 0);
    const LoopNestBuilder loops(problem.dst.dims, {problem.dst.strides, src_strides, places[0], places[1], places[2],
                                                   channel_strides(rank, 1)});
    ConvolutionArgument argument{};
    argument.nest = loops.build<6>(1);
    argument.shape = shape_of(problem);
    return make_loop_call("convolution_x1", argument, problem.src_count());
}

KernelCall depthwise_call(const Problem& problem) {
    const std::size_t rank = problem.dst.dims.size();
    const std::array<Dims, window_axes> places = place_strides(rank);
    const LoopNestBuilder loops(
        problem.dst.dims, {problem.dst.strides, without_spatial(problem.src.strides), places[0], places[1], places[2],
                           channel_strides(rank, problem.weights.strides[0]), channel_strides(rank, 1)});
    const bool along_channels = loops.strides()[6].back() == 1 && loops.strides()[2].back() == 0 &&
                                loops.strides()[3].back() == 0 && loops.strides()[4].back() == 0;
    const std::int64_t width = along_channels ? loops.vector_width(element_size(problem.dst.type), true) : 1;

    DepthwiseArgument argument{};
    argument.nest = loops.build<7>(width);
    argument.accesses[0] = loops.access(0, problem.dst.type, width);
    argument.accesses[1] = loops.access(1, problem.src.type, width);
    argument.accesses[2] = loops.access(5, problem.weights.type, width);
    argument.bias_access = loops.access(6, ElementType::f32, width);
    argument.shape = shape_of(problem);
    for (std::size_t i = 0; i < window_axes; ++i) {
        argument.accesses[1].together &= argument.shape.axes[i].src_stride % width == 0;
        argument.accesses[2].together &= argument.shape.weights_tap_strides[i] % width == 0;
    }
    return make_loop_call(text("depthwise_x", width), argument, problem.src_count());
}

KernelCall call_of(const Problem& problem) {
    if (problem.groups > 1 && problem.channels() == 1 && problem.results() == 1) return depthwise_call(problem);
    return problem.results() < least_tile_results ? direct_call(problem) : tiles_call(problem);
}

}  // namespace

KernelCall convolution_call(std::int64_t groups, const Window& window, const TensorDesc& src, const TensorDesc& weights,
                            const TensorDesc* bias, const TensorDesc& dst) {
    return call_of({false, groups, window, src, weights, bias, dst});
}

KernelCall deconvolution_call(std::int64_t groups, const Window& window, const TensorDesc& src,
                              const TensorDesc& weights, const TensorDesc* bias, const TensorDesc& dst) {
    return call_of({true, groups, window, src, weights, bias, dst});
}

}  // namespace mish4j::cudnn
