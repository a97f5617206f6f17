// SPDX-License-Identifier: Apache-2.0
//
// Shape inference of the operators that slide a window over an image: convolution, deconvolution and pooling.
#include "shape_inference.hpp"

namespace mish4j {

namespace {

void check_numbers(const OperatorLabel& label, std::string_view argument, const Dims& numbers, std::int64_t least) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (numbers[i] < least || numbers[i] > max_dim) {
            label.fail(argument, "[", i, "] is ", numbers[i], ", expected ", least, " to ", max_dim);
        }
    }
}

void check_window(const OperatorLabel& label, const Window& window) {
    check_numbers(label, "strides", window.strides, 1);
    check_numbers(label, "dilations", window.dilations, 1);
    check_numbers(label, "pads_begin", window.pads_begin, 0);
    check_numbers(label, "pads_end", window.pads_end, 0);
}

// Kernel and dilation are at most 2^31 - 1, so that nothing here leaves 64 bits.
std::int64_t dilated(std::int64_t kernel, std::int64_t dilation) { return dilation * (kernel - 1) + 1; }

// One spatial dimension of the result.
std::int64_t infer_spatial(const OperatorLabel& label, const Dims& src, std::size_t axis, std::int64_t kernel,
                           const Window& window) {
    const std::int64_t padded = src[axis + 2] + window.pads_begin[axis] + window.pads_end[axis];
    const std::int64_t extent = dilated(kernel, window.dilations[axis]);
    if (extent > padded) {
        label.fail("the kernel spans ", extent, " elements of spatial dimension ", axis, ", src ", src,
                   " has, with its padding, ", padded);
    }
    return (padded - extent) / window.strides[axis] + 1;
}

}  // namespace

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Convolution& convolution) {
    const Dims& src = shapes.of(convolution.src, "src");
    const Dims& weights = shapes.of(convolution.weights, "weights");
    const Dims* bias = shapes.of(convolution.bias, "bias");
    const std::int64_t groups = convolution.groups;
    const Window& window = convolution.window;
    check_window(label, window);
    if (weights.size() != src.size()) {
        label.fail("expected weights of src's rank, [K, C / groups, kernel...], found src ", src, ", weights ",
                   weights);
    }
    if (groups < 1 || src[1] % groups != 0) {
        label.fail("groups is ", groups, ", expected a divisor of the ", src[1], " channels of src ", src);
    }
    if (weights[0] % groups != 0) {
        label.fail("groups is ", groups, ", expected a divisor of the ", weights[0], " output channels of weights ",
                   weights);
    }
    if (weights[1] != src[1] / groups) {
        label.fail("weights ", weights, " expect ", weights[1], " input channels per group, src ", src, " has ",
                   src[1] / groups);
    }
    if (bias != nullptr && *bias != Dims{weights[0]}) label.fail("expected bias [", weights[0], "], found ", *bias);

    Dims dst = {src[0], weights[0]};
    for (std::size_t axis = 0; axis + 2 < src.size(); ++axis) {
        dst.push_back(infer_spatial(label, src, axis, weights[axis + 2], window));
    }
    return dst;
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Deconvolution& deconvolution) {
    const Dims& src = shapes.of(deconvolution.src, "src");
    const Dims& weights = shapes.of(deconvolution.weights, "weights");
    const Dims* bias = shapes.of(deconvolution.bias, "bias");
    const std::int64_t groups = deconvolution.groups;
    const Window& window = deconvolution.window;
    const Dims& output_pads = deconvolution.output_pads;
    check_window(label, window);
    check_numbers(label, "output_pads", output_pads, 0);
    if (weights.size() != src.size()) {
        label.fail("expected weights of src's rank, [C, K / groups, kernel...], found src ", src, ", weights ",
                   weights);
    }
    if (groups < 1 || src[1] % groups != 0) {
        label.fail("groups is ", groups, ", expected a divisor of the ", src[1], " channels of src ", src);
    }
    if (weights[0] != src[1]) {
        label.fail("weights ", weights, " expect ", weights[0], " input channels, src ", src, " has ", src[1]);
    }
    const std::int64_t channels = weights[1] * groups;
    if (bias != nullptr && *bias != Dims{channels}) label.fail("expected bias [", channels, "], found ", *bias);

    Dims dst = {src[0], channels};
    for (std::size_t axis = 0; axis + 2 < src.size(); ++axis) {
        // All numbers are at most 2^31 - 1, so that nothing here leaves 64 bits.
        const std::int64_t size = window.strides[axis] * (src[axis + 2] - 1) +
                                  dilated(weights[axis + 2], window.dilations[axis]) + output_pads[axis] -
                                  window.pads_begin[axis] - window.pads_end[axis];
        if (size < 1) {
            label.fail("the pads ", window.pads_begin[axis], " and ", window.pads_end[axis],
                       " leave nothing of spatial dimension ", axis, " of the result");
        }
        dst.push_back(size);
    }
    return dst;
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Pooling& pooling) {
    const Dims& src = shapes.of(pooling.src, "src");
    const Dims& kernel = pooling.kernel;
    const Window& window = pooling.window;
    check_numbers(label, "kernel", kernel, 1);
    check_window(label, window);
    Dims dst = {src[0], src[1]};
    for (std::size_t axis = 0; axis < kernel.size(); ++axis) {
        const std::int64_t extent = dilated(kernel[axis], window.dilations[axis]);
        if (window.pads_begin[axis] >= extent || window.pads_end[axis] >= extent) {
            label.fail("the pads ", window.pads_begin[axis], " and ", window.pads_end[axis], " of spatial dimension ",
                       axis, " are not less than the ", extent, " elements that the kernel spans");
        }
        dst.push_back(infer_spatial(label, src, axis, kernel[axis], window));
    }
    return dst;
}

}  // namespace mish4j
