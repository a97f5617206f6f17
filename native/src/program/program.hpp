// SPDX-License-Identifier: Apache-2.0
//
// A network as a list of operators, as the C ABI builds it and as backends compile it. Everything in a Program is
// valid: its values exist, its shapes are inferred and checked, its enumerators are known.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mish4j/mish4j.h"

namespace mish4j {

using Dims = std::vector<std::int64_t>;

enum class ElementType : std::int32_t {
    f32 = MISH4J_TYPE_F32,
    f64 = MISH4J_TYPE_F64,
    f16 = MISH4J_TYPE_F16,
    bf16 = MISH4J_TYPE_BF16,
    i8 = MISH4J_TYPE_I8,
    u8 = MISH4J_TYPE_U8,
    i32 = MISH4J_TYPE_I32,
    i64 = MISH4J_TYPE_I64,
    boolean = MISH4J_TYPE_BOOL,
};

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
    log = MISH4J_ELTWISE_LOG,
    abs = MISH4J_ELTWISE_ABS,
    pow = MISH4J_ELTWISE_POW,
    round = MISH4J_ELTWISE_ROUND,
    floor = MISH4J_ELTWISE_FLOOR,
    ceil = MISH4J_ELTWISE_CEIL,
    sign = MISH4J_ELTWISE_SIGN,
    erf = MISH4J_ELTWISE_ERF,
    gelu = MISH4J_ELTWISE_GELU,
    gelu_tanh = MISH4J_ELTWISE_GELU_TANH,
    hard_sigmoid = MISH4J_ELTWISE_HARD_SIGMOID,
    hard_swish = MISH4J_ELTWISE_HARD_SWISH,
    softsign = MISH4J_ELTWISE_SOFTSIGN,
};

enum class BinaryKind : std::int32_t {
    add = MISH4J_BINARY_ADD,
    sub = MISH4J_BINARY_SUB,
    mul = MISH4J_BINARY_MUL,
    div = MISH4J_BINARY_DIV,
    min = MISH4J_BINARY_MIN,
    max = MISH4J_BINARY_MAX,
    pow = MISH4J_BINARY_POW,
    equal = MISH4J_BINARY_EQUAL,
    less = MISH4J_BINARY_LESS,
    less_or_equal = MISH4J_BINARY_LESS_OR_EQUAL,
    greater = MISH4J_BINARY_GREATER,
    greater_or_equal = MISH4J_BINARY_GREATER_OR_EQUAL,
};

enum class PoolingKind : std::int32_t {
    max = MISH4J_POOLING_MAX,
    average_exclude_padding = MISH4J_POOLING_AVERAGE_EXCLUDE_PADDING,
    average_include_padding = MISH4J_POOLING_AVERAGE_INCLUDE_PADDING,
};

enum class ReductionKind : std::int32_t {
    mean = MISH4J_REDUCE_MEAN,
    sum = MISH4J_REDUCE_SUM,
    max = MISH4J_REDUCE_MAX,
    min = MISH4J_REDUCE_MIN,
    product = MISH4J_REDUCE_PRODUCT,
};

enum class ArgKind : std::int32_t { max = MISH4J_ARG_MAX, min = MISH4J_ARG_MIN };

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

// Where a convolution's, a deconvolution's or a pooling's windows lie; each list has one number for each spatial
// dimension.
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

struct Deconvolution {
    ValueId src;
    ValueId weights;
    std::optional<ValueId> bias;
    std::int64_t groups;
    Window window;
    Dims output_pads;
    std::vector<PostOp> post_ops;
};

struct Matmul {
    ValueId src;
    ValueId weights;
    std::optional<ValueId> bias;
    std::vector<PostOp> post_ops;
};

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

struct Select {
    static constexpr std::string_view name = "select";
    ValueId condition;
    ValueId src0;
    ValueId src1;
};

struct Concat {
    static constexpr std::string_view name = "concat";
    std::int32_t axis;
    std::vector<ValueId> srcs;
};

struct Slice {
    ValueId src;
    Dims starts;
    Dims steps;
};

struct Gather {
    static constexpr std::string_view name = "gather";
    std::int32_t axis;
    ValueId src;
    Dims indices;
};

struct Interpolate {
    static constexpr std::string_view name = "interpolate";
    std::int32_t axis;
    ValueId src;
    std::int64_t taps;
    Dims indices;  // taps for each place of the result
    std::vector<float> weights;
};

struct ResizeNearest {
    static constexpr std::string_view name = "resize_nearest";
    ValueId src;
    Dims scales;  // one for each spatial dimension
};

struct ConvertImage {
    static constexpr std::string_view name = "convert_image";
    ValueId src;
    std::vector<float> scales;  // one for each channel
    std::vector<float> shifts;
};

struct Softmax {
    std::int32_t axis;
    bool logarithmic;
    ValueId src;
};

struct MeanVarianceNormalization {
    static constexpr std::string_view name = "mean_variance_normalization";
    std::int32_t first_axis;
    float epsilon;
    ValueId src;
};

struct Reshape {
    ValueId src;
};

struct Transpose {
    ValueId src;
    std::vector<std::int32_t> permutation;
};

struct Reduce {
    ReductionKind kind;
    ValueId src;
    std::vector<std::int32_t> axes;  // ascending
};

struct ArgReduce {
    ArgKind kind;
    ValueId src;
    std::int32_t axis;
    bool last;
};

struct TopK {
    ArgKind kind;
    ValueId src;
    std::int32_t axis;
    bool places;  // the result's elements, and not src's
};

using Operation = std::variant<Convolution, Deconvolution, Matmul, Pooling, EltwiseOp, Binary, Select, Concat, Slice,
                               Gather, Interpolate, ResizeNearest, ConvertImage, Softmax, MeanVarianceNormalization,
                               Reshape, Transpose, Reduce, ArgReduce, TopK>;

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
    ElementType type;
};

struct Program {
    std::vector<Value> values;
    std::vector<Operator> operators;  // in the order of execution
    std::vector<Port> inputs;
    std::vector<Port> outputs;
};

}  // namespace mish4j
