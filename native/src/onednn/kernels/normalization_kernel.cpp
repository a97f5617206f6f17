// SPDX-License-Identifier: Apache-2.0
#include "normalization_kernel.hpp"

#include <cmath>

#include "onednn/loops/instruction_sets.hpp"
#include "onednn/loops/parallel_ranges.hpp"

namespace mish4j::onednn {

namespace {

[[gnu::always_inline]] inline void normalize_row(const float* src, float* dst, std::int64_t count, double epsilon) {
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < count; ++i) sum += double{src[i]};
    const double mean = sum / static_cast<double>(count);
    double squares = 0;
#pragma omp simd reduction(+ : squares)
    for (std::int64_t i = 0; i < count; ++i) {
        const double distance = double{src[i]} - mean;
        squares += distance * distance;
    }
    const double factor = 1 / std::sqrt(squares / static_cast<double>(count) + epsilon);
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) dst[i] = static_cast<float>((double{src[i]} - mean) * factor);
}

}  // namespace

NormalizationKernel::NormalizationKernel(const Dims& dims, std::size_t first_axis, float epsilon)
    : Kernel({plain_layout(dims, DataType::f32)}, plain_layout(dims, DataType::f32)), epsilon_(epsilon) {
    for (std::size_t axis = 0; axis < dims.size(); ++axis) (axis < first_axis ? rows_ : columns_) *= dims[axis];
}

std::string NormalizationKernel::name() {
    return std::string("mish4j:normalize_") + instruction_set_name(best_instruction_set());
}

void NormalizationKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto* from = static_cast<const float*>(srcs[0]);
    auto* to = static_cast<float*>(dst);
    for_each_range(rows_, 1, [&](std::int64_t begin, std::int64_t end) {
        run_vectorized([&]() __attribute__((always_inline)) {
            for (std::int64_t row = begin; row < end; ++row) {
                normalize_row(from + row * columns_, to + row * columns_, columns_, double{epsilon_});
            }
        });
    });
}

}  // namespace mish4j::onednn
