// SPDX-License-Identifier: Apache-2.0
#include "oracle.hpp"

#include "oracle_indices.hpp"

namespace mish4j::test::oracle {

mish4j_int64 element_count(const Dims& dims) {
    mish4j_int64 count = 1;
    for (mish4j_int64 dim : dims) count *= dim;
    return count;
}

Tensor generate(const Dims& dims, const std::function<double(const Dims&)>& f) {
    Tensor result{dims, {}};
    for_each_index(dims, [&](const Dims& index) { result.data.push_back(f(index)); });
    return result;
}

double at(const Tensor& tensor, const Dims& index) { return tensor.data.at(offset_of(tensor.dims, index)); }

}  // namespace mish4j::test::oracle
