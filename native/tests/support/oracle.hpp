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
Tensor deconvolution(const Tensor& src, const Tensor& weights, const Tensor* bias, mish4j_int64 groups,
                     const Windows& windows, const Dims& output_pads);
Tensor matmul(const Tensor& src, const Tensor& weights, const Tensor* bias);
Tensor pooling(std::int32_t kind, const Tensor& src, const Dims& kernel, const Windows& windows);
Tensor eltwise(std::int32_t kind, float alpha, float beta, const Tensor& src);
Tensor binary(std::int32_t kind, const Tensor& src0, const Tensor& src1);
Tensor select(const Tensor& condition, const Tensor& src0, const Tensor& src1);
Tensor concat(std::size_t axis, const std::vector<Tensor>& srcs);
Tensor slice(const Tensor& src, const Dims& starts, const Dims& sizes, const Dims& steps);
Tensor gather(std::size_t axis, const Dims& indices, const Tensor& src);
Tensor interpolate(std::size_t axis, mish4j_int64 taps, const Dims& indices, const std::vector<float>& weights,
                   const Tensor& src);
Tensor resize_nearest(const Tensor& src, const Dims& scales);
Tensor softmax(std::size_t axis, bool logarithmic, const Tensor& src);
Tensor normalize(std::size_t first_axis, double epsilon, const Tensor& src);
Tensor reshape(const Tensor& src, const Dims& dims);
Tensor transpose(const Tensor& src, const Dims& permutation);
Tensor reduce(std::int32_t kind, const Tensor& src, const Dims& axes, bool keep_dims);
Tensor arg_reduce(std::int32_t kind, const Tensor& src, std::size_t axis, bool keep_dims, bool last);

// The place of an element in the result is the number of those that come before it.
Tensor top_k(std::int32_t kind, const Tensor& src, std::size_t axis, std::int64_t count, bool places);

}  // namespace mish4j::test::oracle
