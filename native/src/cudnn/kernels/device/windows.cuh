// SPDX-License-Identifier: Apache-2.0
//
// Where the taps of windows lie in the image.
#pragma once

#include <cstdint>

#include "cudnn/kernels/arguments.hpp"

namespace mish4j::cudnn {

// From first to before end; none where end is not above first. place: of tap 0, may lie in the padding.
struct Taps {
    std::int64_t place;
    int first;
    int end;
};

__device__ inline int divide_up(std::int64_t n, std::int32_t divisor) {
    if (divisor == 1) return static_cast<int>(n);
    return static_cast<int>((static_cast<std::uint32_t>(n) + static_cast<std::uint32_t>(divisor) - 1) /
                            static_cast<std::uint32_t>(divisor));
}

// Of the window of a place in dst.
__device__ inline Taps taps_of(const WindowAxis& axis, std::int64_t dst_place) {
    const std::int64_t place = dst_place * axis.stride - axis.pad;
    const std::int64_t rest = axis.src_size - place;  // the places from tap 0 to the image's end
    const std::int64_t span = std::int64_t{axis.kernel - 1} * axis.dilation;
    return {place, place >= 0 ? 0 : divide_up(-place, axis.dilation),
            rest > span ? axis.kernel
            : rest > 0  ? divide_up(rest, axis.dilation)
                        : 0};
}

__device__ inline float count_of(const Taps& taps) {
    return taps.end > taps.first ? static_cast<float>(taps.end - taps.first) : 0.0F;
}

// The offset in src of a tap.
__device__ inline std::int64_t offset_of(const WindowAxis& axis, const Taps& taps, int tap) {
    return (taps.place + std::int64_t{tap} * axis.dilation) * axis.src_stride;
}

// The place in src that a tap of a convolution reads for a place in dst; -1 where there is none. Transposed: the place
// from which the tap is written there.
__device__ inline std::int64_t place_of_tap(const WindowAxis& axis, bool transposed, std::int64_t dst_place, int tap) {
    std::int64_t place = std::int64_t{tap} * axis.dilation;
    if (transposed) {
        place = dst_place + axis.pad - place;
        if (place < 0) return -1;
        if (axis.stride != 1) {
            const std::int64_t multiple = place / axis.stride;
            if (multiple * axis.stride != place) return -1;
            place = multiple;
        }
    } else {
        place += dst_place * axis.stride - axis.pad;
    }
    return place >= 0 && place < axis.src_size ? place : -1;
}

}  // namespace mish4j::cudnn
