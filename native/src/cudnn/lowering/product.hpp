// SPDX-License-Identifier: Apache-2.0
//
// Convolutions, transposed convolutions and matrix products: by one kernel of cuDNN with all that follows them, by one
// with a part of it, or by kernels of mish4j's own.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "post_ops.hpp"

namespace mish4j::cudnn {

// A product with its tensors as cuDNN takes them: channels last, and of the plan's type.
struct Product {
    std::string operation;  // "convolution+bias"
    bool transposed = false;
    bool engine = true;  // whether cuDNN knows such a product at all
    View src;
    View weights;
    std::optional<View> bias;
    std::int64_t groups = 1;
    Window window;
    PostOpChain chain;  // addends in any layout
    View dst;

    // The product with its bias, without its chain, as a kernel of mish4j's own.
    std::function<KernelCall(const TensorDesc& dst)> own_kernel;
    std::vector<View> own_srcs;
};

// Adds the steps of a product.
void add_product(PlanBuilder& builder, const Product& product);

// `view` as cuDNN reads it: of the plan's type, channels last, with so many channels (those it lacks are zeros), in
// pieces of 16 bytes where the channels are such pieces. A copy is made where it isn't so.
View engine_operand(PlanBuilder& builder, const View& view, std::int64_t channels);

// A dense tensor where cuDNN reads it: itself, or a copy where it begins at no multiple of 16 bytes.
View aligned_operand(PlanBuilder& builder, const View& view);

// The bias as a plain f32 tensor.
std::optional<View> bias_operand(PlanBuilder& builder, const std::optional<ValueId>& bias);

}  // namespace mish4j::cudnn
