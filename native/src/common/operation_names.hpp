// SPDX-License-Identifier: Apache-2.0
//
// What operations are called in descriptions of steps.
#pragma once

#include <string>
#include <variant>

#include "program/program.hpp"

namespace mish4j {

// "mish"
std::string name_of(const Eltwise& eltwise);

// "add"
std::string name_of(BinaryKind kind);

// "convolution+bias", "deconvolution", "matmul": without post-ops.
std::string name_of(const Convolution& convolution);
std::string name_of(const Deconvolution& deconvolution);
std::string name_of(const Matmul& matmul);

// "pooling_max"
std::string name_of(const Pooling& pooling);

// "reduce_mean"
std::string name_of(const Reduce& reduce);

// "arg_max"
std::string name_of(const ArgReduce& reduce);

// "top_k_max"; with the places as its result "top_k_max_places"
std::string name_of(const TopK& top_k);

// "softmax", "log_softmax"
std::string name_of(const Softmax& softmax);

// The one name of an operation that has no kinds.
template <class Operation>
requires requires { Operation::name; }
std::string name_of(const Operation&) { return std::string(Operation::name); }

// "convolution+bias+mish+add". post_ops: variants of an Eltwise and of an addition.
template <typename PostOps>
std::string with_post_ops(std::string operation, const PostOps& post_ops) {
    for (const auto& post_op : post_ops) {
        const auto* eltwise = std::get_if<Eltwise>(&post_op);
        operation += '+';
        operation += eltwise != nullptr ? name_of(*eltwise) : name_of(BinaryKind::add);
    }
    return operation;
}

}  // namespace mish4j
