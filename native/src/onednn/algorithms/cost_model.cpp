// SPDX-License-Identifier: Apache-2.0
#include "cost_model.hpp"

#include <algorithm>

namespace mish4j::onednn {

namespace {

// Of a core's peak of two fused multiplications and additions of vectors a cycle.
constexpr double direct_efficiency = 0.8;
constexpr double product_efficiency = 0.75;

// Cycles for a vector of floats.
constexpr double src_transform_cycles[] = {12, 18};  // of a transformed tile: F(2x2, 3x3), F(4x4, 3x3)
constexpr double dst_transform_cycles[] = {6, 8};
constexpr double copy_cycles = 4;  // through memory, by one core

// For a step of its own: about 2 microseconds, in which threads wait for each other.
constexpr double step_cycles = 6000;

// Bytes of weights that come from memory in a cycle, whatever the number of threads.
constexpr double weight_bytes_per_cycle = 7;

double product(Dims::const_iterator begin, Dims::const_iterator end) {
    double result = 1;
    for (auto dim = begin; dim != end; ++dim) result *= static_cast<double>(*dim);
    return result;
}

double product(const Dims& dims) { return product(dims.begin(), dims.end()); }

double divided_up(std::int64_t value, std::int64_t unit) { return static_cast<double>((value + unit - 1) / unit); }

// Cycles for a vector of floats, by mish4j's own kernels and as a post-op of oneDNN's.
struct ActivationCycles {
    double own;
    double fused;
};

ActivationCycles activation_cycles(const Eltwise& function) {
    switch (function.kind) {
        case EltwiseKind::mish:
            return {13, 20};
        case EltwiseKind::swish:
        case EltwiseKind::sigmoid:
        case EltwiseKind::tanh:
        case EltwiseKind::softplus:
        case EltwiseKind::gelu:
        case EltwiseKind::gelu_tanh:
            return {13, 20};
        default:
            return {2, 2};
    }
}

// What a layer takes, in cycles: of one core, if there were but one; and what threads do not share, weights from memory
// and further steps.
struct Cycles {
    double shared;
    double alone;
};

Cycles direct_cycles(const ConvolutionLayer& layer, bool own_activation, const Machine& machine) {
    const double pixels = product(layer.dst) / static_cast<double>(layer.dst[1]);
    const double dst_vectors = pixels * divided_up(layer.dst[1], machine.lanes);
    const double taps = product(layer.weights.begin() + 1, layer.weights.end());
    double cycles = dst_vectors * taps / 2 / direct_efficiency;
    for (const PostOp& post_op : layer.post_ops) {
        if (const auto* function = std::get_if<Eltwise>(&post_op)) {
            const ActivationCycles activation = activation_cycles(*function);
            cycles += dst_vectors * (own_activation ? activation.own + copy_cycles : activation.fused);
        } else {
            cycles += dst_vectors * (own_activation ? 2 * copy_cycles : copy_cycles);
        }
    }
    const double weights = product(layer.weights) * sizeof(float) / weight_bytes_per_cycle;
    return {cycles, own_activation ? weights + step_cycles : weights};
}

Cycles winograd_cycles(const ConvolutionLayer& layer, std::int64_t tile, const Machine& machine) {
    const double positions = static_cast<double>((tile + 2) * (tile + 2));
    const double tiles =
        static_cast<double>(layer.dst[0]) * divided_up(layer.dst[2], tile) * divided_up(layer.dst[3], tile);
    const double src_vectors = divided_up(layer.weights[1], machine.lanes);
    const double dst_vectors = 2 * divided_up(layer.weights[0], 2 * machine.lanes);
    const double src_channels = src_vectors * static_cast<double>(machine.lanes);
    const std::size_t kind = tile == 2 ? 0 : 1;

    double cycles = positions * tiles * src_channels * dst_vectors / 2 / product_efficiency;
    cycles += positions * tiles * src_vectors * src_transform_cycles[kind];
    cycles += positions * tiles * dst_vectors * dst_transform_cycles[kind];
    const double results = tiles * static_cast<double>(tile * tile) * dst_vectors;
    for (const PostOp& post_op : layer.post_ops) {
        const auto* function = std::get_if<Eltwise>(&post_op);
        cycles += results * (function != nullptr ? activation_cycles(*function).own : copy_cycles);
    }
    const double weights = positions * src_channels * dst_vectors * static_cast<double>(machine.lanes);
    return {cycles, weights * sizeof(float) / weight_bytes_per_cycle};
}

}  // namespace

double estimated_time(const ConvolutionLayer& layer, ConvolutionAlgorithm algorithm, const Machine& machine) {
    const std::int64_t tile = winograd_tile(algorithm);
    const Cycles cycles = tile != 0
                              ? winograd_cycles(layer, tile, machine)
                              : direct_cycles(layer, algorithm == ConvolutionAlgorithm::direct_own_activation, machine);
    return (cycles.shared / machine.threads + cycles.alone) / machine.clock_frequency;
}

}  // namespace mish4j::onednn
