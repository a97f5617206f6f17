// SPDX-License-Identifier: Apache-2.0
//
// Convolutions as products of the weights with windows that are gathered for a few pixels at a time.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "execution.hpp"

namespace fake_cudnn {

namespace {

constexpr std::size_t spatial_rank = 3;
constexpr std::int64_t pixels_at_once = 8;

using Position = std::array<std::int64_t, spatial_rank>;

// Of 2 or 3 spatial dimensions, as 3.
Position position(const Numbers& numbers, std::size_t skipped, std::int64_t otherwise) {
    Position result;
    result.fill(otherwise);
    const std::size_t rank = numbers.size() - skipped;
    std::copy(numbers.begin() + static_cast<std::ptrdiff_t>(skipped), numbers.end(),
              result.begin() + static_cast<std::ptrdiff_t>(spatial_rank - rank));
    return result;
}

std::int64_t count(const Position& position) { return position[0] * position[1] * position[2]; }

Position unravel(std::int64_t index, const Position& dims) {
    return {index / (dims[1] * dims[2]), index / dims[2] % dims[1], index % dims[2]};
}

// 10 bits of fraction, to nearest.
float as_tensor_float(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if ((bits & 0x7f800000u) == 0x7f800000u) return value;
    return std::bit_cast<float>((bits + 0x1000u) & 0xffffe000u);
}

// [first, spatial..., second] without gaps, in f32.
std::vector<float> dense(const Tensor& tensor, const void* address, bool tensor_float) {
    const Position dims = position(tensor.dims, 2, 1);
    const Position strides = position(tensor.strides, 2, 0);
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(tensor.dims[0] * count(dims) * tensor.dims[1]));
    for (std::int64_t n = 0; n < tensor.dims[0]; ++n) {
        for (std::int64_t i = 0; i < count(dims); ++i) {
            const Position at = unravel(i, dims);
            const std::int64_t offset =
                n * tensor.strides[0] + at[0] * strides[0] + at[1] * strides[1] + at[2] * strides[2];
            for (std::int64_t c = 0; c < tensor.dims[1]; ++c) {
                const float value = load(address, tensor.type, offset + c * tensor.strides[1]);
                values.push_back(tensor_float ? as_tensor_float(value) : value);
            }
        }
    }
    return values;
}

struct Geometry {
    explicit Geometry(const Graph& graph)
        : convolution(graph.convolution),
          src_dims(position(graph.src().dims, 2, 1)),
          kernel(position(graph.weights().dims, 2, 1)),
          dst_dims(position(graph.tensor(graph.convolution.dst).dims, 2, 1)),
          strides(position(convolution.strides, 0, 1)),
          dilations(position(convolution.dilations, 0, 1)),
          pads(position(convolution.pads_begin, 0, 0)),
          batch(graph.src().dims[0]),
          src_channels(graph.src().dims[1]),
          dst_channels(graph.tensor(graph.convolution.dst).dims[1]),
          groups(convolution.transposed ? dst_channels / graph.weights().dims[1]
                                        : src_channels / graph.weights().dims[1]) {}

    // The source's pixel that the tap of the window reads for the pixel of the result; -1 where it is outside.
    std::int64_t source(const Position& at, const Position& tap) const {
        std::int64_t index = 0;
        for (std::size_t i = 0; i < spatial_rank; ++i) {
            std::int64_t place = at[i] * strides[i] - pads[i] + tap[i] * dilations[i];
            if (convolution.transposed) {
                place = at[i] + pads[i] - tap[i] * dilations[i];
                if (place < 0 || place % strides[i] != 0) return -1;
                place /= strides[i];
            }
            if (place < 0 || place >= src_dims[i]) return -1;
            index = index * src_dims[i] + place;
        }
        return index;
    }

    const Convolution& convolution;
    Position src_dims, kernel, dst_dims, strides, dilations, pads;
    std::int64_t batch, src_channels, dst_channels, groups;
};

// [K][taps][channels of the group] of weights [K, taps, C / groups], or [C, taps, K / groups] where it is transposed.
std::vector<float> pack(const Geometry& geometry, const std::vector<float>& weights) {
    if (!geometry.convolution.transposed) return weights;
    const std::int64_t taps = count(geometry.kernel);
    const std::int64_t src_group = geometry.src_channels / geometry.groups;
    const std::int64_t dst_group = geometry.dst_channels / geometry.groups;
    std::vector<float> packed;
    packed.reserve(weights.size());
    for (std::int64_t k = 0; k < geometry.dst_channels; ++k) {
        for (std::int64_t tap = 0; tap < taps; ++tap) {
            for (std::int64_t c = 0; c < src_group; ++c) {
                const std::int64_t channel = k / dst_group * src_group + c;
                packed.push_back(weights[static_cast<std::size_t>((channel * taps + tap) * dst_group + k % dst_group)]);
            }
        }
    }
    return packed;
}

// The products of one row of weights with the windows of a few pixels, which lie one after the other.
__attribute__((target_clones("avx512f", "avx2", "default"))) void multiply(const float* weights, const float* windows,
                                                                           std::int64_t length, float* sums) {
    float sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0, sum4 = 0, sum5 = 0, sum6 = 0, sum7 = 0;
#pragma omp simd reduction(+ : sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7)
    for (std::int64_t i = 0; i < length; ++i) {
        sum0 += weights[i] * windows[i];
        sum1 += weights[i] * windows[i + length];
        sum2 += weights[i] * windows[i + 2 * length];
        sum3 += weights[i] * windows[i + 3 * length];
        sum4 += weights[i] * windows[i + 4 * length];
        sum5 += weights[i] * windows[i + 5 * length];
        sum6 += weights[i] * windows[i + 6 * length];
        sum7 += weights[i] * windows[i + 7 * length];
    }
    const float all[pixels_at_once] = {sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7};
    std::memcpy(sums, all, sizeof all);
}

}  // namespace

std::vector<float> convolve(const Plan& plan, const void* src_address, const void* weights_address) {
    const Graph& graph = *plan.graph;
    const Geometry geometry(graph);
    const std::vector<float> src = dense(graph.src(), src_address, plan.tensor_float());
    const std::vector<float> weights = pack(geometry, dense(graph.weights(), weights_address, plan.tensor_float()));
    const std::int64_t taps = count(geometry.kernel);
    const std::int64_t src_group = geometry.src_channels / geometry.groups;
    const std::int64_t dst_group = geometry.dst_channels / geometry.groups;
    const std::int64_t length = taps * src_group;
    const std::int64_t pixels = geometry.batch * count(geometry.dst_dims);
    std::vector<float> sums(static_cast<std::size_t>(pixels * geometry.dst_channels));
    std::vector<float> windows(static_cast<std::size_t>(pixels_at_once * length));
    for (std::int64_t first = 0; first < pixels; first += pixels_at_once) {
        const std::int64_t few = std::min(pixels_at_once, pixels - first);
        for (std::int64_t group = 0; group < geometry.groups; ++group) {
            std::fill(windows.begin(), windows.end(), 0.0f);
            for (std::int64_t i = 0; i < few; ++i) {
                const std::int64_t n = (first + i) / count(geometry.dst_dims);
                const Position at = unravel((first + i) % count(geometry.dst_dims), geometry.dst_dims);
                for (std::int64_t tap = 0; tap < taps; ++tap) {
                    const std::int64_t pixel = geometry.source(at, unravel(tap, geometry.kernel));
                    if (pixel < 0) continue;
                    const float* row =
                        src.data() + (n * count(geometry.src_dims) + pixel) * geometry.src_channels + group * src_group;
                    std::copy_n(row, src_group, windows.data() + i * length + tap * src_group);
                }
            }
            for (std::int64_t k = group * dst_group; k < (group + 1) * dst_group; ++k) {
                float products[pixels_at_once];
                multiply(weights.data() + k * length, windows.data(), length, products);
                for (std::int64_t i = 0; i < few; ++i)
                    sums[static_cast<std::size_t>((first + i) * geometry.dst_channels + k)] = products[i];
            }
        }
    }
    return sums;
}

}  // namespace fake_cudnn
