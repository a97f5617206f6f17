// SPDX-License-Identifier: Apache-2.0
//
// The layouts that mish4j hands to oneDNN's computing primitives. A memory descriptor can describe others, such as
// those of transposed tensors; some kernels of oneDNN 3.13 take them for one of these and give wrong results.
#pragma once

#include <vector>

#include "layouts.hpp"

namespace mish4j::onednn {

// Whether a tensor is plain; of rank 3 to 5 also, whether it is channels last or lies in blocks of channels.
bool is_known_layout(const Desc& desc);

// Known layouts in which to try an operator, the best first: as the tensor lies, channels last, plain.
std::vector<Desc> layouts_to_try(const Desc& desc);

// A tensor whose dimensions are taken in another order: dimension i of the result is dimension
// order[i]. In its memory_order(), a dense tensor without inner blocks is plain.
Desc reordered(const Desc& desc, const std::vector<int>& order);

// The order that takes reordered dimensions back.
std::vector<int> inverse_order(const std::vector<int>& order);

}  // namespace mish4j::onednn
