// SPDX-License-Identifier: Apache-2.0
#include "conversion_kernel.hpp"

#include <cstring>

#include "onednn/library/element_types.hpp"
#include "program/element_type.hpp"

namespace mish4j::onednn {

void ConversionKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    if (from_ == to_) {
        std::memcpy(dst, srcs[0], static_cast<std::size_t>(count_ * element_size(from_)));
        return;
    }
    with_element_type(from_, [&](auto source) {
        with_element_type(to_, [&](auto target) {
            const auto* from = static_cast<const decltype(source)*>(srcs[0]);
            auto* to = static_cast<decltype(target)*>(dst);
#pragma omp parallel for simd
            for (std::int64_t i = 0; i < count_; ++i) to[i] = from_float<decltype(target)>(to_float(from[i]));
        });
    });
}

}  // namespace mish4j::onednn
