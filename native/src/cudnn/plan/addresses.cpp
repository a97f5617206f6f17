// SPDX-License-Identifier: Apache-2.0
#include "addresses.hpp"

namespace mish4j::cudnn {

KernelPointers kernel_pointers(const std::vector<View>& srcs, const View& dst, const AddressOf& address_of) {
    KernelPointers pointers{};
    for (std::size_t i = 0; i < srcs.size(); ++i) pointers.srcs[i] = address_of(srcs[i]);
    pointers.dst = address_of(dst);
    return pointers;
}

ConvolutionPointers convolution_pointers(bool bias, const std::vector<View>& srcs, const View& dst,
                                         const AddressOf& address_of, std::byte* workspace) {
    ConvolutionPointers pointers{};
    pointers.src = address_of(srcs[0]);
    pointers.weights = address_of(srcs[1]);
    std::size_t next = 2;
    if (bias) pointers.bias = address_of(srcs[next++]);
    while (next < srcs.size()) pointers.addends.push_back(address_of(srcs[next++]));
    pointers.dst = address_of(dst);
    pointers.workspace = workspace;
    return pointers;
}

}  // namespace mish4j::cudnn
