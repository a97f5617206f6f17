// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <omp.h>

#include <algorithm>
#include <cstdint>

namespace mish4j::onednn {

inline constexpr std::int64_t floats_of_a_cache_line = 16;

// Divides 0 to count - 1 between the OpenMP threads that the caller may use, in pieces of whole multiples of `grain`
// but for the last, and calls body(begin, end) in each thread that has a piece.
template <typename Body>
void for_each_range(std::int64_t count, std::int64_t grain, const Body& body) {
    const std::int64_t grains = (count + grain - 1) / grain;
    if (omp_get_max_threads() == 1 || grains <= 1) {
        if (count > 0) body(std::int64_t{0}, count);
        return;
    }
#pragma omp parallel
    {
        const std::int64_t thread = omp_get_thread_num();
        const std::int64_t threads = omp_get_num_threads();
        const std::int64_t begin = std::min(count, grains * thread / threads * grain);
        const std::int64_t end = std::min(count, grains * (thread + 1) / threads * grain);
        if (begin < end) body(begin, end);
    }
}

}  // namespace mish4j::onednn
