// SPDX-License-Identifier: Apache-2.0
//
// Every operator once more, in double, written to be read and for nothing else: the oracle that tests compare with.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "windows.hpp"

namespace mish4j::test {

struct Tensor {
    Dims dims;
    std::vector<double> data;  // row-major
};

}  // namespace mish4j::test

namespace mish4j::test::oracle {

mish4j_int64 element_count(const Dims& dims);

// A tensor whose element at each index is f(index).
Tensor generate(const Dims& dims, const std::function<double(const Dims&)>& f);

double at(const Tensor& tensor, const Dims& index);

double eltwise(std::int32_t kind, double alpha, double beta, double x);
double binary(std::int32_t kind, double a, double b);

// Operators. Where mish4j.h has a value that may be missing, this has a null pointer.
Tensor convolution(const Tensor& src, const Tensor& weights, const Tensor* bias, mish4j_int64 groups,
                   const Windows& windows);
Tensor matmul(const Tensor& src, const Tensor& weights, const Tensor* bias);
Tensor pooling(std::int32_t kind, const Tensor& src, const Dims& kernel, const Windows& windows);
Tensor global_pooling(std::int32_t kind, const Tensor& src);
Tensor eltwise(std::int32_t kind, float alpha, float beta, const Tensor& src);
Tensor binary(std::int32_t kind, const Tensor& src0, const Tensor& src1);
Tensor concat(std::size_t axis, const std::vector<Tensor>& srcs);
Tensor slice(const Tensor& src, const Dims& starts, const Dims& sizes, const Dims& steps);
Tensor resize_nearest(const Tensor& src, const Dims& scales);
Tensor softmax(std::size_t axis, const Tensor& src);
Tensor reshape(const Tensor& src, const Dims& dims);
Tensor transpose(const Tensor& src, const Dims& permutation);
Tensor reduce_mean(const Tensor& src, const Dims& axes, bool keep_dims);

}  // namespace mish4j::test::oracle
