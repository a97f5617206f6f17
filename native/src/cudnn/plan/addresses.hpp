// SPDX-License-Identifier: Apache-2.0
//
// From the views of a step to the addresses of its tensors.
#pragma once

#include <functional>

#include "plan.hpp"

namespace mish4j::cudnn {

using AddressOf = std::function<std::byte*(const View&)>;

KernelPointers kernel_pointers(const std::vector<View>& srcs, const View& dst, const AddressOf& address_of);

ConvolutionPointers convolution_pointers(bool bias, const std::vector<View>& srcs, const View& dst,
                                         const AddressOf& address_of, std::byte* workspace);

}  // namespace mish4j::cudnn
