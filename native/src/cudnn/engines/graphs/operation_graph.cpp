// SPDX-License-Identifier: Apache-2.0
#include "operation_graph.hpp"

#include <algorithm>
#include <utility>

#include "base/status.hpp"
#include "base/text.hpp"

namespace mish4j::cudnn {

namespace {

constexpr std::int64_t alignment_bytes = 16;

cudnnDataType_t data_type(ElementType type) {
    switch (type) {
        case ElementType::f32:
            return CUDNN_DATA_FLOAT;
        case ElementType::f16:
            return CUDNN_DATA_HALF;
        case ElementType::bf16:
            return CUDNN_DATA_BFLOAT16;
        default:
            throw Error(MISH4J_INTERNAL_ERROR,
                        text("a convolution of element type ", static_cast<int>(type), " was given to cuDNN"));
    }
}

// cuDNN takes strides of any size for dimensions of 1, but reads the layout from them.
TensorDesc bias_desc(const TensorDesc& dst) {
    TensorDesc bias{ElementType::f32, Dims(dst.dims.size(), 1), Dims(dst.dims.size(), dst.dims[1])};
    bias.dims[1] = dst.dims[1];
    bias.strides[1] = 1;
    return bias;
}

}  // namespace

OperationGraph::OperationGraph(const CudnnLibrary& library, cudnnHandle_t handle, const ConvolutionProblem& problem)
    : library_(library),
      problem_(problem),
      formula_(pointwise_formula(problem.bias, problem.chain)),
      graph_(library, CUDNN_BACKEND_OPERATIONGRAPH_DESCRIPTOR, "the graph of operations") {
    // References to elements are given out
    tensors_.reserve(5 + problem.addends.size() + formula_.nodes.size() + formula_.scalars.size());
    add_convolution();
    for (std::size_t i = 0; i < formula_.nodes.size(); ++i)
        add_pointwise(formula_.nodes[i], i + 1 == formula_.nodes.size());
    std::vector<cudnnBackendDescriptor_t> operations;
    for (const BackendDescriptor& operation : operations_) operations.push_back(operation.get());
    if (handle != nullptr) graph_.set(CUDNN_ATTR_OPERATIONGRAPH_HANDLE, handle);
    graph_.set(CUDNN_ATTR_OPERATIONGRAPH_OPS, operations);
    graph_.finalize();
}

const BackendDescriptor& OperationGraph::add_tensor(std::int64_t id, cudnnDataType_t type, const Dims& dims,
                                                    const Dims& strides, bool is_virtual, bool by_value) {
    const auto known =
        std::find_if(tensors_.begin(), tensors_.end(), [&](const auto& entry) { return entry.first == id; });
    if (known != tensors_.end()) return known->second;
    BackendDescriptor tensor(library_, CUDNN_BACKEND_TENSOR_DESCRIPTOR, text("tensor ", id));
    tensor.set(CUDNN_ATTR_TENSOR_UNIQUE_ID, id);
    tensor.set(CUDNN_ATTR_TENSOR_DATA_TYPE, type);
    tensor.set(CUDNN_ATTR_TENSOR_DIMENSIONS, dims);
    tensor.set(CUDNN_ATTR_TENSOR_STRIDES, strides);
    tensor.set(CUDNN_ATTR_TENSOR_BYTE_ALIGNMENT, by_value ? std::int64_t{sizeof(float)} : alignment_bytes);
    if (is_virtual) tensor.set(CUDNN_ATTR_TENSOR_IS_VIRTUAL, true);
    if (by_value) tensor.set(CUDNN_ATTR_TENSOR_IS_BY_VALUE, true);
    tensor.finalize();
    return tensors_.emplace_back(id, std::move(tensor)).second;
}

const BackendDescriptor& OperationGraph::tensor(std::int64_t id, const TensorDesc& desc) {
    return add_tensor(id, data_type(desc.type), desc.dims, desc.strides, false, false);
}

const BackendDescriptor& OperationGraph::scalar(std::int64_t id) {
    const Dims ones(problem_.dst.dims.size(), 1);
    return add_tensor(id, CUDNN_DATA_FLOAT, ones, ones, false, true);
}

const BackendDescriptor& OperationGraph::result(std::int64_t id, bool last) {
    if (last) return tensor(TensorIds::dst, problem_.dst);
    return add_tensor(id, CUDNN_DATA_FLOAT, problem_.dst.dims, problem_.dst.strides, true, false);
}

const BackendDescriptor& OperationGraph::operand(const PointwiseOperand& operand) {
    const auto index = static_cast<std::int64_t>(operand.index);
    switch (operand.kind) {
        case PointwiseOperand::Kind::sum:
            return result(TensorIds::first_virtual, false);
        case PointwiseOperand::Kind::result:
            return result(TensorIds::first_virtual + 1 + index, false);
        case PointwiseOperand::Kind::bias:
            return tensor(TensorIds::bias, bias_desc(problem_.dst));
        case PointwiseOperand::Kind::addend:
            return tensor(TensorIds::first_addend + index, problem_.addends[operand.index]);
        case PointwiseOperand::Kind::scalar:
            return scalar(TensorIds::first_scalar + index);
    }
    throw Error(MISH4J_INTERNAL_ERROR, "a pointwise operand is of no kind");
}

void OperationGraph::add_convolution() {
    const Window& window = problem_.window;
    BackendDescriptor& convolution =
        parameters_.emplace_back(library_, CUDNN_BACKEND_CONVOLUTION_DESCRIPTOR, "the convolution's windows");
    convolution.set(CUDNN_ATTR_CONVOLUTION_COMP_TYPE, CUDNN_DATA_FLOAT);
    convolution.set(CUDNN_ATTR_CONVOLUTION_CONV_MODE, CUDNN_CROSS_CORRELATION);
    convolution.set(CUDNN_ATTR_CONVOLUTION_SPATIAL_DIMS, static_cast<std::int64_t>(window.strides.size()));
    convolution.set(CUDNN_ATTR_CONVOLUTION_PRE_PADDINGS, window.pads_begin);
    convolution.set(CUDNN_ATTR_CONVOLUTION_POST_PADDINGS, window.pads_end);
    convolution.set(CUDNN_ATTR_CONVOLUTION_FILTER_STRIDES, window.strides);
    convolution.set(CUDNN_ATTR_CONVOLUTION_DILATIONS, window.dilations);
    convolution.finalize();

    const BackendDescriptor& src = tensor(TensorIds::src, problem_.src);
    const BackendDescriptor& weights = tensor(TensorIds::weights, problem_.weights);
    const BackendDescriptor& sums = result(TensorIds::first_virtual, formula_.nodes.empty());
    const bool transposed = problem_.transposed;
    BackendDescriptor operation(library_,
                                transposed ? CUDNN_BACKEND_OPERATION_CONVOLUTION_BACKWARD_DATA_DESCRIPTOR
                                           : CUDNN_BACKEND_OPERATION_CONVOLUTION_FORWARD_DESCRIPTOR,
                                "the convolution");
    if (transposed) {
        operation.set(CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_CONV_DESC, convolution);
        operation.set(CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DY, src);
        operation.set(CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_W, weights);
        operation.set(CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DX, sums);
        operation.set(CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_ALPHA, 1.0f);
        operation.set(CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_BETA, 0.0f);
    } else {
        operation.set(CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_CONV_DESC, convolution);
        operation.set(CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_X, src);
        operation.set(CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_W, weights);
        operation.set(CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_Y, sums);
        operation.set(CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_ALPHA, 1.0f);
        operation.set(CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_BETA, 0.0f);
    }
    operation.finalize();
    operations_.push_back(std::move(operation));
}

void OperationGraph::add_pointwise(const PointwiseNode& node, bool last) {
    BackendDescriptor& mode =
        parameters_.emplace_back(library_, CUDNN_BACKEND_POINTWISE_DESCRIPTOR, "a pointwise mode");
    mode.set(CUDNN_ATTR_POINTWISE_MODE, node.mode);
    mode.set(CUDNN_ATTR_POINTWISE_MATH_PREC, CUDNN_DATA_FLOAT);
    mode.finalize();

    const std::int64_t id = TensorIds::first_virtual + std::ssize(operations_);
    BackendDescriptor operation(library_, CUDNN_BACKEND_OPERATION_POINTWISE_DESCRIPTOR, "a pointwise operation");
    operation.set(CUDNN_ATTR_OPERATION_POINTWISE_PW_DESCRIPTOR, mode);
    operation.set(CUDNN_ATTR_OPERATION_POINTWISE_XDESC, operand(node.x));
    if (node.b) operation.set(CUDNN_ATTR_OPERATION_POINTWISE_BDESC, operand(*node.b));
    operation.set(CUDNN_ATTR_OPERATION_POINTWISE_YDESC, result(id, last));
    operation.finalize();
    operations_.push_back(std::move(operation));
}

}  // namespace mish4j::cudnn
