// SPDX-License-Identifier: Apache-2.0
//
// Pooling over dilated windows, on plain f32 images of one to three dimensions. NaN within a window gives NaN.
#pragma once

#include <array>
#include <cstdint>

#include "kernel.hpp"
#include "program/program.hpp"

namespace mish4j::onednn {

class DilatedPoolingKernel : public Kernel {
 public:
    static constexpr const char* name = "mish4j:dilated_pooling";

    // src_dims: [N, C, in...]; dst_dims: [N, C, out...]
    DilatedPoolingKernel(const Pooling& pooling, const Dims& src_dims, const Dims& dst_dims);

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    // One spatial dimension.
    struct Axis {
        std::int64_t in = 1;
        std::int64_t out = 1;
        std::int64_t kernel = 1;
        std::int64_t stride = 1;
        std::int64_t dilation = 1;
        std::int64_t pad = 0;

        // Where the kernel's place k of window `window` lies; outside of 0 to in - 1 when that is padding.
        std::int64_t position(std::int64_t window, std::int64_t k) const {
            return window * stride + k * dilation - pad;
        }

        // The places k of the window that are no padding: from the first to before the end; none where that is not
        // more.
        std::int64_t first_inside(std::int64_t window) const;
        std::int64_t end_inside(std::int64_t window) const;

        // The number of the window's places that are no padding.
        std::int64_t count(std::int64_t window) const;
    };

    void pool_image(const float* src, float* dst) const;
    void pool_row(const float* src, float* dst, std::int64_t depth, std::int64_t height) const;
    void accumulate(const float* src_row, float* dst_row, std::int64_t k) const;
    void divide_row(float* dst_row, std::int64_t depth, std::int64_t height) const;

    PoolingKind kind_;
    std::int64_t images_;
    std::array<Axis, 3> axes_;  // depth, height, width
};

}  // namespace mish4j::onednn
