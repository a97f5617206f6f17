// SPDX-License-Identifier: Apache-2.0
//
// Random chains of the post-ops that mish4j fuses: activations, additions of tensors, the sum with what the result's
// memory holds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "case.hpp"

namespace mish4j::sweep {

class PostOpChain {
 public:
    // Of at most two, for a result of these dimensions.
    PostOpChain(Case& c, const Dims& dst, DataType dst_type);

    void append_to(dnnl::primitive_attr& attributes) const;

    // Their arguments, as the primitive wants them.
    void add_inputs(const dnnl::primitive_desc_base& primitive_desc, std::vector<Input>& inputs) const;

    // What the result's memory must hold before; null where that does not matter.
    const Values* before() const { return before_ ? &*before_ : nullptr; }

    // Applies them to what is expected without.
    void apply(Expected& expected) const;

    std::string text() const;

 private:
    struct PostOp {
        dnnl::primitive::kind kind;
        dnnl::algorithm algorithm;
        float alpha;
        Values other;
        Desc layout;
    };

    std::vector<PostOp> post_ops_;
    std::optional<Values> before_;
};

}  // namespace mish4j::sweep
