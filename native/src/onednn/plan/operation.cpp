// SPDX-License-Identifier: Apache-2.0
#include "operation.hpp"

#include <algorithm>

#include "program/sources.hpp"

namespace mish4j::onednn {

namespace {

constexpr double operations_to_move = 16;
constexpr double operations_of_exponential = 64;

// With fewer, a step takes less than about 70 microseconds of one core; waking sleeping threads takes up to as long.
constexpr double parallel_operations = 4e6;

double product(const Dims& dims) {
    double result = 1;
    for (std::int64_t dim : dims) result *= static_cast<double>(dim);
    return result;
}

}  // namespace

double moving_count(const Value& value) { return operations_to_move * product(value.dims); }

int threads_for(double operations, int threads) { return operations < parallel_operations ? 1 : threads; }

double operation_count(const Program& program, const Operator& op) {
    const Value& dst = program.values[op.dst];
    if (const auto* convolution = std::get_if<Convolution>(&op.operation)) {
        const Dims& weights = program.values[convolution->weights].dims;
        return 2 * product(dst.dims) * product(weights) / static_cast<double>(weights[0]);
    }
    if (const auto* deconvolution = std::get_if<Deconvolution>(&op.operation)) {
        const Dims& weights = program.values[deconvolution->weights].dims;
        return 2 * product(program.values[deconvolution->src].dims) * product(weights) /
               static_cast<double>(weights[0]);
    }
    if (const auto* matmul = std::get_if<Matmul>(&op.operation)) {
        return 2 * product(dst.dims) * static_cast<double>(program.values[matmul->src].dims.back());
    }
    if (const auto* pooling = std::get_if<Pooling>(&op.operation))
        return 4 * product(dst.dims) * product(pooling->kernel);
    if (std::holds_alternative<EltwiseOp>(op.operation) || std::holds_alternative<Softmax>(op.operation)) {
        return operations_of_exponential * product(dst.dims);
    }
    if (const auto* interpolate = std::get_if<Interpolate>(&op.operation)) {
        return (operations_to_move + 2 * static_cast<double>(interpolate->taps)) * product(dst.dims);
    }
    double count = moving_count(dst);
    for (ValueId source : sources_of(op.operation)) count = std::max(count, moving_count(program.values[source]));
    return count;
}

}  // namespace mish4j::onednn
