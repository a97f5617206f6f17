// SPDX-License-Identifier: Apache-2.0
//
// A convolution problem as cuDNN's graph of operations: the convolution, then the nodes of its formula. Tensors between
// them are virtual: f32 values that are never in memory.
#pragma once

#include <cstdint>
#include <vector>

#include "convolution_problem.hpp"
#include "cudnn/engines/library/backend_descriptor.hpp"
#include "pointwise_formula.hpp"

namespace mish4j::cudnn {

// How a graph's tensors are told apart, and given their addresses.
struct TensorIds {
    static constexpr std::int64_t src = 1;
    static constexpr std::int64_t weights = 2;
    static constexpr std::int64_t bias = 3;
    static constexpr std::int64_t dst = 4;
    static constexpr std::int64_t first_addend = 100;
    static constexpr std::int64_t first_scalar = 200;  // numbers given by value
    static constexpr std::int64_t first_virtual = 1000;
};

// Owns the descriptors that the graph refers to.
class OperationGraph {
 public:
    // handle: null for a graph that is not for a GPU of this machine. Every link of the problem's chain can be fused.
    OperationGraph(const CudnnLibrary& library, cudnnHandle_t handle, const ConvolutionProblem& problem);

    const BackendDescriptor& descriptor() const { return graph_; }

 private:
    const BackendDescriptor& tensor(std::int64_t id, const TensorDesc& desc);
    const BackendDescriptor& scalar(std::int64_t id);
    const BackendDescriptor& result(std::int64_t id, bool last);
    const BackendDescriptor& operand(const PointwiseOperand& operand);
    const BackendDescriptor& add_tensor(std::int64_t id, cudnnDataType_t type, const Dims& dims, const Dims& strides,
                                        bool is_virtual, bool by_value);
    void add_convolution();
    void add_pointwise(const PointwiseNode& node, bool last);

    const CudnnLibrary& library_;
    const ConvolutionProblem& problem_;
    PointwiseFormula formula_;
    std::vector<std::pair<std::int64_t, BackendDescriptor>> tensors_;
    std::vector<BackendDescriptor> parameters_;
    std::vector<BackendDescriptor> operations_;
    BackendDescriptor graph_;
};

}  // namespace mish4j::cudnn
