// SPDX-License-Identifier: Apache-2.0
#include "image_kernel.hpp"

#include "onednn/library/element_types.hpp"

namespace mish4j::onednn {

ImageKernel::ImageKernel(const ConvertImage& image, const Dims& dims, ElementType from, const Desc& src, ElementType to,
                         const Desc& dst, bool plain)
    : Kernel({src}, dst),
      from_(from),
      to_(to),
      plain_(plain),
      images_(dims[0]),
      height_(dims[1]),
      width_(dims[2]),
      channels_(dims[3]),
      scales_(image.scales),
      shifts_(image.shifts) {}

template <typename Source, typename Target>
void ImageKernel::convert_rows(const Source* src, Target* dst) const {
    const std::int64_t step = plain_ ? 1 : channels_;
#pragma omp parallel for
    for (std::int64_t row = 0; row < images_ * height_; ++row) {
        const std::int64_t image = row / height_;
        for (std::int64_t channel = 0; channel < channels_; ++channel) {
            const float scale = scales_[static_cast<std::size_t>(channel)];
            const float shift = shifts_[static_cast<std::size_t>(channel)];
            const Source* from = src + row * width_ * channels_ + channel;
            const std::int64_t plane = image * channels_ + channel;
            Target* to =
                dst + (plain_ ? (plane * height_ + row % height_) * width_ : row * width_ * channels_ + channel);
            for (std::int64_t x = 0; x < width_; ++x) {
                to[x * step] = from_float<Target>(to_float(from[x * channels_]) * scale + shift);
            }
        }
    }
}

void ImageKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto run_to = [&](auto target) {
        using Target = decltype(target);
        if (from_ == ElementType::u8) {
            convert_rows(static_cast<const std::uint8_t*>(srcs[0]), static_cast<Target*>(dst));
        } else {
            convert_rows(static_cast<const float*>(srcs[0]), static_cast<Target*>(dst));
        }
    };
    if (to_ == ElementType::bf16) return run_to(Bfloat16{});
    if (to_ == ElementType::f16) return run_to(Float16{});
    run_to(float{});
}

}  // namespace mish4j::onednn
