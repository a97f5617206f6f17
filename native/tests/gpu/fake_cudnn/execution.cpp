// SPDX-License-Identifier: Apache-2.0
#include "execution.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

#include "fake_cuda.h"

namespace fake_cudnn {

namespace {

__extension__ typedef _Float16 Half;

constexpr std::uintptr_t alignment = 16;

float from_bfloat(std::uint16_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16); }

std::uint16_t to_bfloat(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if (std::isnan(value)) return static_cast<std::uint16_t>(bits >> 16 | 0x40u);
    return static_cast<std::uint16_t>((bits + 0x7fffu + (bits >> 16 & 1u)) >> 16);
}

float unary(cudnnPointwiseMode_t mode, float x) {
    switch (mode) {
        case CUDNN_POINTWISE_SQRT:
            return std::sqrt(x);
        case CUDNN_POINTWISE_ABS:
            return std::fabs(x);
        case CUDNN_POINTWISE_CEIL:
            return std::ceil(x);
        case CUDNN_POINTWISE_FLOOR:
            return std::floor(x);
        case CUDNN_POINTWISE_EXP:
            return std::exp(x);
        case CUDNN_POINTWISE_LOG:
            return std::log(x);
        case CUDNN_POINTWISE_ERF:
            return std::erf(x);
        case CUDNN_POINTWISE_RECIPROCAL:
            return 1.0f / x;
        case CUDNN_POINTWISE_IDENTITY:
            return x;
        default:
            return std::numeric_limits<float>::quiet_NaN();
    }
}

float binary(cudnnPointwiseMode_t mode, float x, float b) {
    switch (mode) {
        case CUDNN_POINTWISE_ADD:
            return x + b;
        case CUDNN_POINTWISE_SUB:
            return x - b;
        case CUDNN_POINTWISE_MUL:
            return x * b;
        case CUDNN_POINTWISE_DIV:
            return x / b;
        case CUDNN_POINTWISE_MIN:
            return std::fmin(x, b);
        case CUDNN_POINTWISE_MAX:
            return std::fmax(x, b);
        default:
            return std::numeric_limits<float>::quiet_NaN();
    }
}

// The channels of one pixel, by tensor.
using Rows = std::map<std::int64_t, std::vector<float>>;

// Where a pixel is: the batch's index, then the spatial ones.
using Pixel = std::vector<std::int64_t>;

std::int64_t offset_of(const Tensor& tensor, const Pixel& pixel) {
    std::int64_t offset = tensor.dims[0] == 1 ? 0 : pixel[0] * tensor.strides[0];
    for (std::size_t i = 2; i < tensor.dims.size(); ++i)
        offset += tensor.dims[i] == 1 ? 0 : pixel[i - 1] * tensor.strides[i];
    return offset;
}

class PointwiseRun {
 public:
    PointwiseRun(const Execution& execution, const std::vector<float>& sums)
        : execution_(execution), graph_(*execution.plan->graph), sums_(sums), channels_(graph_.dst().dims[1]) {
        for (const auto& [id, value] : execution.scalars) rows_[id].assign(static_cast<std::size_t>(channels_), value);
    }

    void run() {
        Pixel pixel(graph_.dst().dims.size() - 1, 0);
        for (std::size_t at = 0; at < sums_.size(); at += static_cast<std::size_t>(channels_)) {
            const auto first = sums_.begin() + static_cast<std::ptrdiff_t>(at);
            rows_[graph_.convolution.dst].assign(first, first + channels_);
            for (const Pointwise& node : graph_.pointwise) compute(node, pixel);
            write(graph_.dst(), pixel);
            advance(pixel);
        }
    }

 private:
    const std::vector<float>& operand(std::int64_t id, const Pixel& pixel) {
        const Tensor& tensor = graph_.tensor(id);
        std::vector<float>& row = rows_[id];
        if (tensor.is_virtual || tensor.by_value) return row;
        row.resize(static_cast<std::size_t>(channels_));
        const void* address = execution_.addresses.at(id);
        const std::int64_t offset = offset_of(tensor, pixel);
        const std::int64_t stride = tensor.dims[1] == 1 ? 0 : tensor.strides[1];
        for (std::int64_t c = 0; c < channels_; ++c)
            row[static_cast<std::size_t>(c)] = load(address, tensor.type, offset + c * stride);
        return row;
    }

    void compute(const Pointwise& node, const Pixel& pixel) {
        const std::vector<float>& x = operand(node.x, pixel);
        std::vector<float> y(x.size());
        if (node.b) {
            const std::vector<float>& b = operand(*node.b, pixel);
            for (std::size_t i = 0; i < y.size(); ++i) y[i] = binary(node.mode, x[i], b[i]);
        } else {
            for (std::size_t i = 0; i < y.size(); ++i) y[i] = unary(node.mode, x[i]);
        }
        rows_[node.y] = std::move(y);
    }

    void write(const Tensor& dst, const Pixel& pixel) const {
        const std::vector<float>& row = rows_.at(dst.id);
        const std::int64_t offset = offset_of(dst, pixel);
        for (std::int64_t c = 0; c < channels_; ++c)
            store(execution_.addresses.at(dst.id), dst.type, offset + c * dst.strides[1],
                  row[static_cast<std::size_t>(c)]);
    }

    void advance(Pixel& pixel) const {
        for (std::size_t i = pixel.size(); i-- > 0;) {
            if (++pixel[i] < graph_.dst().dims[i == 0 ? 0 : i + 1]) return;
            pixel[i] = 0;
        }
    }

    const Execution& execution_;
    const Graph& graph_;
    const std::vector<float>& sums_;
    const std::int64_t channels_;
    Rows rows_;
};

bool overlap(const void* left, std::size_t left_bytes, const void* right, std::size_t right_bytes) {
    const auto a = reinterpret_cast<std::uintptr_t>(left);
    const auto b = reinterpret_cast<std::uintptr_t>(right);
    return a < b + right_bytes && b < a + left_bytes;
}

void check_memory(const void* address, std::size_t bytes) {
    require(address != nullptr, CUDNN_STATUS_BAD_PARAM_NULL_POINTER, "an address is null");
    require(reinterpret_cast<std::uintptr_t>(address) % alignment == 0, CUDNN_STATUS_BAD_PARAM_MISALIGNED_POINTER,
            "an address is not aligned to 16 bytes");
    require(fake_cuda_is_accessible(address, bytes) != 0, CUDNN_STATUS_EXECUTION_FAILED,
            "an address is not of memory that the GPU can reach");
}

// A tensor whose channels are a slice of others' may share their span, but not its elements.
void check_apart(const Execution& execution, const Graph& graph) {
    const Tensor& dst = graph.dst();
    const void* address = execution.addresses.at(dst.id);
    for (const auto& [id, other] : execution.addresses) {
        if (id == dst.id) continue;
        const Tensor& tensor = graph.tensor(id);
        const auto row = static_cast<std::size_t>(dst.dims[1]) * bytes_of(dst.type);
        require(address != other && (tensor.strides != dst.strides || !overlap(address, row, other, row)),
                CUDNN_STATUS_BAD_PARAM, "the result lies on a source");
    }
}

}  // namespace

float load(const void* address, cudnnDataType_t type, std::int64_t index) {
    if (type == CUDNN_DATA_FLOAT) return static_cast<const float*>(address)[index];
    if (type == CUDNN_DATA_HALF) return static_cast<float>(static_cast<const Half*>(address)[index]);
    return from_bfloat(static_cast<const std::uint16_t*>(address)[index]);
}

void store(void* address, cudnnDataType_t type, std::int64_t index, float value) {
    if (type == CUDNN_DATA_FLOAT) {
        static_cast<float*>(address)[index] = value;
    } else if (type == CUDNN_DATA_HALF) {
        static_cast<Half*>(address)[index] = static_cast<Half>(value);
    } else {
        static_cast<std::uint16_t*>(address)[index] = to_bfloat(value);
    }
}

void Execution::run() const {
    const Graph& graph = *plan->graph;
    // What the workspace held before is lost
    if (workspace != nullptr) std::memset(workspace, 0xff, static_cast<std::size_t>(plan->workspace_bytes()));
    const std::vector<float> sums =
        convolve(*plan, addresses.at(graph.convolution.src), addresses.at(graph.convolution.weights));
    PointwiseRun(*this, sums).run();
}

Execution make_execution(std::shared_ptr<const Plan> plan, const State& pack) {
    const auto ids = pack.values<std::int64_t>(CUDNN_ATTR_VARIANT_PACK_UNIQUE_IDS);
    const auto pointers = pack.values<void*>(CUDNN_ATTR_VARIANT_PACK_DATA_POINTERS);
    require(ids.size() == pointers.size(), CUDNN_STATUS_BAD_PARAM, "the number of addresses");
    Execution execution;
    const Graph& graph = *plan->graph;
    for (const auto& [id, tensor] : graph.tensors) {
        if (tensor.is_virtual) continue;
        const auto found = std::find(ids.begin(), ids.end(), id);
        require(found != ids.end(), CUDNN_STATUS_BAD_PARAM, "tensor " + std::to_string(id) + " has no address");
        void* address = pointers[static_cast<std::size_t>(found - ids.begin())];
        if (tensor.by_value) {
            require(address != nullptr, CUDNN_STATUS_BAD_PARAM_NULL_POINTER, "a scalar's address is null");
            execution.scalars[id] = load(address, tensor.type, 0);
        } else {
            check_memory(address, byte_span(tensor));
            execution.addresses[id] = address;
        }
    }
    check_apart(execution, graph);
    if (plan->workspace_bytes() > 0) {
        execution.workspace = pack.value<void*>(CUDNN_ATTR_VARIANT_PACK_WORKSPACE, nullptr);
        check_memory(execution.workspace, static_cast<std::size_t>(plan->workspace_bytes()));
    }
    execution.plan = std::move(plan);
    return execution;
}

}  // namespace fake_cudnn
