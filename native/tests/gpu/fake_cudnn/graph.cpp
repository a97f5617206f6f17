// SPDX-License-Identifier: Apache-2.0
#include "graph.hpp"

#include <set>
#include <utility>

namespace fake_cudnn {

namespace {

constexpr auto bad = CUDNN_STATUS_BAD_PARAM;

class GraphReader {
 public:
    std::shared_ptr<const Graph> read(const State& descriptor) {
        const std::vector<const State*> operations = descriptor.descriptors(CUDNN_ATTR_OPERATIONGRAPH_OPS);
        require(!operations.empty(), bad, "there is no operation");
        read_convolution(*operations.front());
        for (std::size_t i = 1; i < operations.size(); ++i) read_pointwise(*operations[i]);
        require(!graph_.dst().is_virtual, CUDNN_STATUS_NOT_SUPPORTED_GRAPH_PATTERN, "the result is virtual");
        return std::make_shared<const Graph>(std::move(graph_));
    }

 private:
    std::int64_t read_tensor(const State* state) {
        require(state != nullptr && state->type == CUDNN_BACKEND_TENSOR_DESCRIPTOR, bad, "it is no tensor");
        Tensor tensor;
        tensor.id = state->value<std::int64_t>(CUDNN_ATTR_TENSOR_UNIQUE_ID, 0);
        tensor.type = state->value(CUDNN_ATTR_TENSOR_DATA_TYPE, CUDNN_DATA_FLOAT);
        tensor.dims = state->values<std::int64_t>(CUDNN_ATTR_TENSOR_DIMENSIONS);
        tensor.strides = state->values<std::int64_t>(CUDNN_ATTR_TENSOR_STRIDES);
        tensor.is_virtual = state->is_true(CUDNN_ATTR_TENSOR_IS_VIRTUAL);
        tensor.by_value = state->is_true(CUDNN_ATTR_TENSOR_IS_BY_VALUE);
        const auto [place, is_new] = graph_.tensors.try_emplace(tensor.id, tensor);
        require(is_new || place->second == tensor, bad, "two tensors have one id");
        return tensor.id;
    }

    std::int64_t read_source(const State* state) {
        const std::int64_t id = read_tensor(state);
        const Tensor& tensor = graph_.tensor(id);
        require(!tensor.is_virtual || written_.contains(id), bad, "a virtual tensor is read before it is written");
        return id;
    }

    std::int64_t read_result(const State* state) {
        const std::int64_t id = read_tensor(state);
        require(written_.insert(id).second, bad, "a tensor is written twice");
        return id;
    }

    void read_convolution(const State& operation) {
        Convolution& convolution = graph_.convolution;
        const bool transposed = operation.type == CUDNN_BACKEND_OPERATION_CONVOLUTION_BACKWARD_DATA_DESCRIPTOR;
        require(transposed || operation.type == CUDNN_BACKEND_OPERATION_CONVOLUTION_FORWARD_DESCRIPTOR,
                CUDNN_STATUS_NOT_SUPPORTED_GRAPH_PATTERN, "the first operation is no convolution");
        convolution.transposed = transposed;
        const State& parameters =
            *operation.descriptor(transposed ? CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_CONV_DESC
                                             : CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_CONV_DESC);
        convolution.strides = parameters.values<std::int64_t>(CUDNN_ATTR_CONVOLUTION_FILTER_STRIDES);
        convolution.dilations = parameters.values<std::int64_t>(CUDNN_ATTR_CONVOLUTION_DILATIONS);
        convolution.pads_begin = parameters.values<std::int64_t>(CUDNN_ATTR_CONVOLUTION_PRE_PADDINGS);
        convolution.pads_end = parameters.values<std::int64_t>(CUDNN_ATTR_CONVOLUTION_POST_PADDINGS);
        convolution.src = read_source(operation.descriptor(transposed ? CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DY
                                                                      : CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_X));
        convolution.weights = read_source(operation.descriptor(
            transposed ? CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_W : CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_W));
        convolution.dst = read_result(operation.descriptor(transposed ? CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DX
                                                                      : CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_Y));
        check_shapes(convolution, graph_.tensor(convolution.src), graph_.tensor(convolution.weights),
                     graph_.tensor(convolution.dst));
    }

    // image: x, or dx where it is transposed; response: y, or dy.
    static void check_shapes(const Convolution& convolution, const Tensor& src, const Tensor& weights,
                             const Tensor& dst) {
        const Tensor& image = convolution.transposed ? dst : src;
        const Tensor& response = convolution.transposed ? src : dst;
        const std::size_t rank = convolution.strides.size() + 2;
        require(image.dims.size() == rank && response.dims.size() == rank && weights.dims.size() == rank,
                CUDNN_STATUS_BAD_PARAM_SHAPE_MISMATCH, "the ranks of the convolution's tensors");
        require(image.dims[0] == response.dims[0] && weights.dims[0] == response.dims[1] &&
                    image.dims[1] % weights.dims[1] == 0 && response.dims[1] % (image.dims[1] / weights.dims[1]) == 0,
                CUDNN_STATUS_BAD_PARAM_SHAPE_MISMATCH, "the channels of the convolution's tensors");
        for (std::size_t i = 0; i + 2 < rank; ++i) {
            const std::int64_t kernel = convolution.dilations[i] * (weights.dims[i + 2] - 1) + 1;
            const std::int64_t padded = image.dims[i + 2] + convolution.pads_begin[i] + convolution.pads_end[i];
            require(response.dims[i + 2] == (padded - kernel) / convolution.strides[i] + 1,
                    CUDNN_STATUS_BAD_PARAM_SHAPE_MISMATCH, "the sizes of the convolution's tensors");
        }
    }

    void read_pointwise(const State& operation) {
        require(operation.type == CUDNN_BACKEND_OPERATION_POINTWISE_DESCRIPTOR,
                CUDNN_STATUS_NOT_SUPPORTED_GRAPH_PATTERN, "an operation after the first is not pointwise");
        Pointwise node;
        node.mode = operation.descriptor(CUDNN_ATTR_OPERATION_POINTWISE_PW_DESCRIPTOR)
                        ->value(CUDNN_ATTR_POINTWISE_MODE, CUDNN_POINTWISE_IDENTITY);
        node.x = read_source(operation.descriptor(CUDNN_ATTR_OPERATION_POINTWISE_XDESC));
        if (const State* b = operation.descriptor(CUDNN_ATTR_OPERATION_POINTWISE_BDESC)) node.b = read_source(b);
        node.y = read_result(operation.descriptor(CUDNN_ATTR_OPERATION_POINTWISE_YDESC));
        const bool binary = node.mode <= CUDNN_POINTWISE_SUB && node.mode != CUDNN_POINTWISE_SQRT;
        require(binary == node.b.has_value(), bad, "the number of the mode's operands");
        const Tensor& y = graph_.tensor(node.y);
        for (const std::int64_t id : {node.x, node.b.value_or(node.x)}) {
            const Tensor& operand = graph_.tensor(id);
            require(operand.dims.size() == y.dims.size(), CUDNN_STATUS_BAD_PARAM_SHAPE_MISMATCH, "a rank");
            for (std::size_t i = 0; i < y.dims.size(); ++i) {
                require(operand.dims[i] == y.dims[i] || operand.dims[i] == 1, CUDNN_STATUS_BAD_PARAM_SHAPE_MISMATCH,
                        "a dimension of an operand");
            }
        }
        graph_.pointwise.push_back(node);
    }

    Graph graph_;
    std::set<std::int64_t> written_;
};

}  // namespace

std::size_t bytes_of(cudnnDataType_t type) { return type == CUDNN_DATA_FLOAT ? 4 : 2; }

std::size_t byte_span(const Tensor& tensor) {
    std::int64_t last = 0;
    for (std::size_t i = 0; i < tensor.dims.size(); ++i) last += (tensor.dims[i] - 1) * tensor.strides[i];
    return static_cast<std::size_t>(last + 1) * bytes_of(tensor.type);
}

std::shared_ptr<const Graph> read_graph(const State& descriptor) { return GraphReader().read(descriptor); }

}  // namespace fake_cudnn
