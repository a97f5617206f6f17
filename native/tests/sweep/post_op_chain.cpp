// SPDX-License-Identifier: Apache-2.0
#include "post_op_chain.hpp"

#include <cmath>

namespace mish4j::sweep {

namespace {

using dnnl::algorithm;
using Kind = dnnl::primitive::kind;

double eltwise(algorithm function, double alpha, double x) {
    switch (function) {
        case algorithm::eltwise_relu:
            return x > 0 ? x : alpha * x;
        case algorithm::eltwise_mish:
            return x * std::tanh(x > 30 ? x : std::log1p(std::exp(x)));
        case algorithm::eltwise_swish:
            return x / (1 + std::exp(-alpha * x));
        case algorithm::eltwise_tanh:
            return std::tanh(x);
        case algorithm::eltwise_clip:
            return std::clamp(x, alpha, 2.0);
        default:
            return alpha * x + 0.5;
    }
}

const char* name_of(algorithm function) {
    switch (function) {
        case algorithm::eltwise_relu:
            return "relu";
        case algorithm::eltwise_mish:
            return "mish";
        case algorithm::eltwise_swish:
            return "swish";
        case algorithm::eltwise_tanh:
            return "tanh";
        case algorithm::eltwise_clip:
            return "clip";
        default:
            return "linear";
    }
}

}  // namespace

PostOpChain::PostOpChain(Case& c, const Dims& dst, DataType dst_type) {
    Random& random = c.random();
    for (std::int64_t count = random.number(0, 2); count > 0; --count) {
        PostOp post_op{random.one_of({Kind::eltwise, Kind::eltwise, Kind::binary, Kind::sum}),
                       algorithm::binary_add,
                       random.one_of({0.0F, 0.25F, 1.0F}),
                       {},
                       {}};
        if (post_op.kind == Kind::sum && before_) post_op.kind = Kind::eltwise;
        switch (post_op.kind) {
            case Kind::eltwise:
                post_op.algorithm =
                    random.one_of({algorithm::eltwise_relu, algorithm::eltwise_mish, algorithm::eltwise_swish,
                                   algorithm::eltwise_tanh, algorithm::eltwise_clip, algorithm::eltwise_linear});
                break;
            case Kind::binary: {
                const bool floating = dst_type != DataType::u8 && dst_type != DataType::s8 && dst_type != DataType::s32;
                const DataType type = floating ? dst_type : DataType::f32;
                post_op.layout = c.random_layout(dst, type, true);
                post_op.other = random_values(random, dst, type);
                break;
            }
            default:
                before_ = random_values(random, dst, dst_type);
        }
        post_ops_.push_back(std::move(post_op));
    }
}

void PostOpChain::append_to(dnnl::primitive_attr& attributes) const {
    dnnl::post_ops result;
    for (const PostOp& post_op : post_ops_) {
        if (post_op.kind == Kind::eltwise) {
            const float beta = post_op.algorithm == algorithm::eltwise_clip ? 2.0F : 0.5F;
            result.append_eltwise(post_op.algorithm, post_op.alpha, beta);
        } else if (post_op.kind == Kind::binary) {
            result.append_binary(post_op.algorithm, post_op.layout);
        } else {
            result.append_sum();
        }
    }
    attributes.set_post_ops(result);
}

void PostOpChain::add_inputs(const dnnl::primitive_desc_base& primitive_desc, std::vector<Input>& inputs) const {
    for (std::size_t i = 0; i < post_ops_.size(); ++i) {
        if (post_ops_[i].kind != Kind::binary) continue;
        const int key = DNNL_ARG_ATTR_MULTIPLE_POST_OP(static_cast<int>(i)) | DNNL_ARG_SRC_1;
        inputs.push_back({key, primitive_desc.query_md(dnnl::query::exec_arg_md, key), post_ops_[i].other});
    }
}

// No function's slope is above 1.1. oneDNN computes them within 1e-5; some are compared with more by
// docs/onednn-defects.
void PostOpChain::apply(Expected& expected) const {
    for (const PostOp& post_op : post_ops_) {
        for (std::size_t i = 0; i < expected.values.data.size(); ++i) {
            double& x = expected.values.data[i];
            double& tolerance = expected.tolerances[i];
            if (post_op.kind == Kind::eltwise) {
                x = eltwise(post_op.algorithm, static_cast<double>(post_op.alpha), x);
                tolerance = 1.1 * tolerance + 1e-5 * (1 + std::abs(x));
            } else {
                const double other = post_op.kind == Kind::binary ? post_op.other.data[i] : before_->data[i];
                x += other;
                tolerance += 1e-6 * (std::abs(other) + std::abs(x));
            }
        }
    }
}

std::string PostOpChain::text() const {
    std::string text;
    for (const PostOp& post_op : post_ops_) {
        if (post_op.kind == Kind::eltwise) {
            text += std::string(" +") + name_of(post_op.algorithm);
        } else {
            text += post_op.kind == Kind::binary ? " +add" + describe("of", post_op.layout) : " +sum";
        }
    }
    return text;
}

}  // namespace mish4j::sweep
