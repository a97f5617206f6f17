// SPDX-License-Identifier: Apache-2.0
#include "arg_reduction_kernel.hpp"

#include <algorithm>

#include "onednn/loops/parallel_ranges.hpp"

namespace mish4j::onednn {

namespace {

// So many neighbours are searched side by side.
constexpr std::int64_t lanes = 64;

template <ArgKind kind>
bool wins(float x, float best) {
    const bool beyond = kind == ArgKind::max ? x > best : x < best;
    return beyond || (x != x && best == best);
}

bool ties(float x, float best) { return x == best || (x != x && best != best); }

template <ArgKind kind>
void search(const AxisLoops& src, const float* from, float* to, bool last) {
    const std::int64_t tiles = (src.inner + lanes - 1) / lanes;
    for_each_range(src.outer * tiles, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t block = i / tiles;
            const std::int64_t column = i % tiles * lanes;
            const std::int64_t columns = std::min(lanes, src.inner - column);
            const float* source = from + block * src.size * src.inner + column;
            float* target = to + block * src.inner + column;
            float best[lanes];
            std::copy_n(source, columns, best);
            std::fill_n(target, columns, 0.0F);
            for (std::int64_t place = 1; place < src.size; ++place) {
                const float* row = source + place * src.inner;
                for (std::int64_t lane = 0; lane < columns; ++lane) {
                    if (!wins<kind>(row[lane], best[lane]) && !(last && ties(row[lane], best[lane]))) continue;
                    best[lane] = row[lane];
                    target[lane] = static_cast<float>(place);
                }
            }
        }
    });
}

}  // namespace

void ArgReductionKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto* from = static_cast<const float*>(srcs[0]);
    auto* to = static_cast<float*>(dst);
    if (kind_ == ArgKind::max) {
        search<ArgKind::max>(src_, from, to, last_);
    } else {
        search<ArgKind::min>(src_, from, to, last_);
    }
}

}  // namespace mish4j::onednn
