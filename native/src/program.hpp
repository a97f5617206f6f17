// SPDX-License-Identifier: Apache-2.0
//
// A network as a list of operators, as the C ABI builds it and as backends compile it. Everything in a Program is
// valid: its values exist, its shapes are inferred and checked, its enumerators are known.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "mish4j/mish4j.h"

namespace mish4j {

using Dims = std::vector<std::int64_t>;

enum class ElementType : std::int32_t { f32 = MISH4J_TYPE_F32 };

enum class EltwiseKind : std::int32_t {
    mish = MISH4J_ELTWISE_MISH,
    relu = MISH4J_ELTWISE_RELU,
    sigmoid = MISH4J_ELTWISE_SIGMOID,
    tanh = MISH4J_ELTWISE_TANH,
    softplus = MISH4J_ELTWISE_SOFTPLUS,
    swish = MISH4J_ELTWISE_SWISH,
    linear = MISH4J_ELTWISE_LINEAR,
    clip = MISH4J_ELTWISE_CLIP,
    elu = MISH4J_ELTWISE_ELU,
    exp = MISH4J_ELTWISE_EXP,
    sqrt = MISH4J_ELTWISE_SQRT,
};

enum class BinaryKind : std::int32_t {
    add = MISH4J_BINARY_ADD,
    sub = MISH4J_BINARY_SUB,
    mul = MISH4J_BINARY_MUL,
    div = MISH4J_BINARY_DIV,
    min = MISH4J_BINARY_MIN,
    max = MISH4J_BINARY_MAX,
};

enum class PoolingKind : std::int32_t {
    max = MISH4J_POOLING_MAX,
    average_exclude_padding = MISH4J_POOLING_AVERAGE_EXCLUDE_PADDING,
    average_include_padding = MISH4J_POOLING_AVERAGE_INCLUDE_PADDING,
};

using ValueId = std::int32_t;

// An element-wise function with its parameters.
struct Eltwise {
    EltwiseKind kind;
    float alpha;
    float beta;
};

// The addition of a value of the result's shape.
struct AddValue {
    ValueId other;
};

using PostOp = std::variant<Eltwise, AddValue>;

// Where a convolution's or a pooling's windows lie; each list has one number for each spatial dimension.
struct Window {
    Dims strides;
    Dims dilations;  // 1: dense
    Dims pads_begin;
    Dims pads_end;
};

struct Convolution {
    ValueId src;
    ValueId weights;
    std::optional<ValueId> bias;
    std::int64_t groups;
    Window window;
    std::vector<PostOp> post_ops;
};

struct Matmul {
    ValueId src;
    ValueId weights;
    std::optional<ValueId> bias;
    std::vector<PostOp> post_ops;
};

// Global pooling is pooling whose kernel is the whole image.
struct Pooling {
    PoolingKind kind;
    ValueId src;
    Dims kernel;
    Window window;
};

struct EltwiseOp {
    Eltwise eltwise;
    ValueId src;
};

struct Binary {
    BinaryKind kind;
    ValueId src0;
    ValueId src1;
};

struct Concat {
    std::int32_t axis;
    std::vector<ValueId> srcs;
};

struct Slice {
    ValueId src;
    Dims starts;
    Dims steps;
};

struct ResizeNearest {
    ValueId src;
    Dims scales;  // one for each spatial dimension
};

struct Softmax {
    std::int32_t axis;
    ValueId src;
};

struct Reshape {
    ValueId src;
};

struct Transpose {
    ValueId src;
    std::vector<std::int32_t> permutation;
};

struct ReduceMean {
    ValueId src;
    std::vector<std::int32_t> axes;  // ascending
    bool keep_dims;
};

using Operation = std::variant<Convolution, Matmul, Pooling, EltwiseOp, Binary, Concat, Slice, ResizeNearest, Softmax,
                               Reshape, Transpose, ReduceMean>;

struct Value {
    ElementType type;
    Dims dims;
    const void* data = nullptr;  // a constant's elements, borrowed; null for any other value

    std::int64_t element_count() const {
        std::int64_t count = 1;
        for (std::int64_t dim : dims) count *= dim;
        return count;
    }
};

struct Operator {
    std::string name;
    Operation operation;
    ValueId dst;
};

struct Port {
    std::string name;
    ValueId value;
};

struct Program {
    std::vector<Value> values;
    std::vector<Operator> operators;  // in the order of execution
    std::vector<Port> inputs;
    std::vector<Port> outputs;
};

}  // namespace mish4j
