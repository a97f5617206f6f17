// SPDX-License-Identifier: Apache-2.0
#include "broadcast_kernels.hpp"

#include <cmath>

#include "kernels/extremum.hpp"
#include "onednn/loops/parallel_ranges.hpp"

namespace mish4j::onednn {

namespace {

// Calls body(sources, row) for each row, with the begin of the row in each source and in the result.
template <typename Body>
void for_each_row(const BroadcastLoops& loops, std::span<const void* const> srcs, void* dst, const Body& body) {
    auto* to = static_cast<float*>(dst);
    // A single long row is divided, too: each piece of it goes on where the one before ended.
    constexpr std::int64_t piece = 4096;
    const std::int64_t pieces = (loops.row_size() + piece - 1) / piece;
    for_each_range(loops.row_count() * pieces, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t first = i % pieces * piece;
            const BroadcastLoops::Offsets offsets = loops.offsets(i / pieces);
            std::array<const float*, Kernel::max_sources> sources{};
            for (std::size_t src = 0; src < srcs.size(); ++src) {
                sources[src] = static_cast<const float*>(srcs[src]) + offsets[src] + first * loops.step(src);
            }
            body(sources, to + i / pieces * loops.row_size() + first, std::min(piece, loops.row_size() - first));
        }
    });
}

}  // namespace

std::vector<Desc> plain_layouts(const std::vector<Dims>& dims) {
    std::vector<Desc> layouts;
    for (const Dims& one : dims) layouts.push_back(plain_layout(one, DataType::f32));
    return layouts;
}

void PowerKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    for_each_row(loops_, srcs, dst, [this](const auto& sources, float* row, std::int64_t count) {
        for (std::int64_t i = 0; i < count; ++i) {
            row[i] = std::pow(sources[0][i * loops_.step(0)], sources[1][i * loops_.step(1)]);
        }
    });
}

void ExtremumKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    for_each_row(loops_, srcs, dst, [this](const auto& sources, float* row, std::int64_t count) {
        kernels::extremum(largest_, sources[0], loops_.step(0), sources[1], loops_.step(1), row, count);
    });
}

void SelectKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    for_each_row(loops_, srcs, dst, [this](const auto& sources, float* row, std::int64_t count) {
        for (std::int64_t i = 0; i < count; ++i) {
            const bool condition = sources[0][i * loops_.step(0)] != 0;
            row[i] = condition ? sources[1][i * loops_.step(1)] : sources[2][i * loops_.step(2)];
        }
    });
}

}  // namespace mish4j::onednn
