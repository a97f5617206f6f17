// SPDX-License-Identifier: Apache-2.0
//
// Images of channels last as they come from cameras and decoders, scaled and shifted, in one pass.
#pragma once

#include <cstdint>
#include <string>

#include "kernel.hpp"
#include "program/program.hpp"

namespace mish4j::onednn {

class ImageKernel : public Kernel {
 public:
    static constexpr const char* name = "mish4j:convert_image";

    // src: [N, H, W, C] of f32, plain, or the bytes of one of u8, of these dimensions; dst: [N, C, H, W] of f32, bf16
    // or f16, plain or channels last.
    ImageKernel(const ConvertImage& image, const Dims& dims, ElementType from, const Desc& src, ElementType to,
                const Desc& dst, bool plain);

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    template <typename Source, typename Target>
    void convert_rows(const Source* src, Target* dst) const;

    ElementType from_;
    ElementType to_;
    bool plain_;
    std::int64_t images_;
    std::int64_t height_;
    std::int64_t width_;
    std::int64_t channels_;
    std::vector<float> scales_;
    std::vector<float> shifts_;
};

}  // namespace mish4j::onednn
