// SPDX-License-Identifier: Apache-2.0
//
// A graph of operations, as descriptors describe it: one convolution, then pointwise nodes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "descriptor.hpp"

namespace fake_cudnn {

using Numbers = std::vector<std::int64_t>;

struct Tensor {
    std::int64_t id = 0;
    cudnnDataType_t type = CUDNN_DATA_FLOAT;
    Numbers dims;
    Numbers strides;
    bool is_virtual = false;
    bool by_value = false;

    bool operator==(const Tensor&) const = default;
};

// src and dst as they are read and written: dy and dx where it is transposed.
struct Convolution {
    bool transposed = false;
    Numbers strides, dilations, pads_begin, pads_end;
    std::int64_t src = 0, weights = 0, dst = 0;
};

struct Pointwise {
    cudnnPointwiseMode_t mode = CUDNN_POINTWISE_IDENTITY;
    std::int64_t x = 0;
    std::optional<std::int64_t> b;
    std::int64_t y = 0;
};

struct Graph {
    std::map<std::int64_t, Tensor> tensors;
    Convolution convolution;
    std::vector<Pointwise> pointwise;
    std::string device;  // for which GPU; empty where nothing says it

    const Tensor& tensor(std::int64_t id) const { return tensors.at(id); }
    const Tensor& src() const { return tensor(convolution.src); }
    const Tensor& weights() const { return tensor(convolution.weights); }
    const Tensor& dst() const { return tensor(pointwise.empty() ? convolution.dst : pointwise.back().y); }
};

// descriptor: an operation graph before it is finalised. Throws Failure.
std::shared_ptr<const Graph> read_graph(const State& descriptor);

std::size_t bytes_of(cudnnDataType_t type);

// From the first to past the last element.
std::size_t byte_span(const Tensor& tensor);

}  // namespace fake_cudnn
