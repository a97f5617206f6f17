// SPDX-License-Identifier: Apache-2.0
#include "dilated_pooling_kernel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mish4j::onednn {

DilatedPoolingKernel::DilatedPoolingKernel(const Pooling& pooling, const Dims& src_dims, const Dims& dst_dims)
    : Kernel({plain_layout(src_dims, DataType::f32)}, plain_layout(dst_dims, DataType::f32)),
      kind_(pooling.kind),
      images_(src_dims[0] * src_dims[1]) {
    const std::size_t rank = pooling.kernel.size();
    for (std::size_t i = 0; i < rank; ++i) {
        axes_[axes_.size() - rank + i] = {.in = src_dims[i + 2],
                                          .out = dst_dims[i + 2],
                                          .kernel = pooling.kernel[i],
                                          .stride = pooling.window.strides[i],
                                          .dilation = pooling.window.dilations[i],
                                          .pad = pooling.window.pads_begin[i]};
    }
}

std::int64_t DilatedPoolingKernel::Axis::first_inside(std::int64_t window) const {
    const std::int64_t start = position(window, 0);
    return start >= 0 ? 0 : (-start + dilation - 1) / dilation;
}

std::int64_t DilatedPoolingKernel::Axis::end_inside(std::int64_t window) const {
    const std::int64_t start = position(window, 0);
    return start >= in ? 0 : std::min(kernel, (in - 1 - start) / dilation + 1);
}

std::int64_t DilatedPoolingKernel::Axis::count(std::int64_t window) const {
    return std::max<std::int64_t>(0, end_inside(window) - first_inside(window));
}

void DilatedPoolingKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto* from = static_cast<const float*>(srcs[0]);
    auto* to = static_cast<float*>(dst);
    const std::int64_t src_size = axes_[0].in * axes_[1].in * axes_[2].in;
    const std::int64_t dst_size = axes_[0].out * axes_[1].out * axes_[2].out;
#pragma omp parallel for if (images_ > 1)
    for (std::int64_t image = 0; image < images_; ++image) pool_image(from + image * src_size, to + image * dst_size);
}

void DilatedPoolingKernel::pool_image(const float* src, float* dst) const {
    for (std::int64_t depth = 0; depth < axes_[0].out; ++depth) {
        for (std::int64_t height = 0; height < axes_[1].out; ++height) {
            pool_row(src, dst + (depth * axes_[1].out + height) * axes_[2].out, depth, height);
        }
    }
}

void DilatedPoolingKernel::pool_row(const float* src, float* dst, std::int64_t depth, std::int64_t height) const {
    const bool max = kind_ == PoolingKind::max;
    std::fill_n(dst, axes_[2].out, max ? -std::numeric_limits<float>::infinity() : 0.0F);
    // Places of the kernel that are inside for some window of the row: the last window reaches inside first, the first
    // one longest.
    const std::int64_t first_column = axes_[2].first_inside(axes_[2].out - 1);
    const std::int64_t end_column = axes_[2].end_inside(0);
    for (std::int64_t kd = axes_[0].first_inside(depth); kd < axes_[0].end_inside(depth); ++kd) {
        const std::int64_t d = axes_[0].position(depth, kd);
        for (std::int64_t kh = axes_[1].first_inside(height); kh < axes_[1].end_inside(height); ++kh) {
            const std::int64_t h = axes_[1].position(height, kh);
            const float* src_row = src + (d * axes_[1].in + h) * axes_[2].in;
            for (std::int64_t kw = first_column; kw < end_column; ++kw) accumulate(src_row, dst, kw);
        }
    }
    if (!max) divide_row(dst, depth, height);
}

// Takes place k of every window of a row into the row's results.
void DilatedPoolingKernel::accumulate(const float* src_row, float* dst_row, std::int64_t k) const {
    const Axis& width = axes_[2];
    const std::int64_t first = width.position(0, k);
    const std::int64_t begin = first >= 0 ? 0 : (-first + width.stride - 1) / width.stride;
    const std::int64_t end = first >= width.in ? 0 : std::min(width.out, (width.in - 1 - first) / width.stride + 1);
    if (kind_ == PoolingKind::max) {
        for (std::int64_t i = begin; i < end; ++i) {
            const float x = src_row[first + i * width.stride];
            dst_row[i] = x > dst_row[i] || std::isnan(x) ? x : dst_row[i];
        }
    } else {
        for (std::int64_t i = begin; i < end; ++i) dst_row[i] += src_row[first + i * width.stride];
    }
}

void DilatedPoolingKernel::divide_row(float* dst_row, std::int64_t depth, std::int64_t height) const {
    const bool all = kind_ == PoolingKind::average_include_padding;
    const double rows = all ? static_cast<double>(axes_[0].kernel) * static_cast<double>(axes_[1].kernel)
                            : static_cast<double>(axes_[0].count(depth) * axes_[1].count(height));
    for (std::int64_t i = 0; i < axes_[2].out; ++i) {
        const std::int64_t columns = all ? axes_[2].kernel : axes_[2].count(i);
        dst_row[i] /= static_cast<float>(rows * static_cast<double>(columns));
    }
}

}  // namespace mish4j::onednn
