// SPDX-License-Identifier: Apache-2.0
//
// Kernels called as the backend calls them, but run by the emulation, on tensors that lie anyhow.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cudnn/kernels/kernels.hpp"
#include "cudnn/layouts/tensor_desc.hpp"
#include "oracle.hpp"

namespace mish4j::test {

using cudnn::KernelCall;
using cudnn::TensorDesc;

// A tensor in memory of its own. What is around its elements, and between them, is watched.
class PlacedTensor {
 public:
    // shift: elements by which the tensor's address is off a multiple of 256 bytes.
    explicit PlacedTensor(TensorDesc desc, std::int64_t shift = 0);

    // With elements, which are rounded to the tensor's type.
    PlacedTensor(TensorDesc desc, const Tensor& values, std::int64_t shift = 0);

    const TensorDesc& desc() const { return desc_; }
    std::byte* data();
    const std::byte* data() const;

    // The elements as they are in memory, row-major.
    Tensor values() const;

    // Expects that nothing but elements was written since the tensor was made.
    void expect_untouched_gaps() const;

 private:
    TensorDesc desc_;
    std::vector<std::byte> memory_;
    std::size_t begin_ = 0;
};

// Runs a call on the emulated GPU and checks what is around dst.
void run(KernelCall call, const std::vector<const PlacedTensor*>& srcs, PlacedTensor& dst);

// Expects that `found` is `expected` but for a relative error of `relative` or an absolute one of `absolute`; that
// where NaN is expected NaN is found, and nowhere else.
void expect_close(const Tensor& found, const Tensor& expected, double relative, double absolute = 0);

// What rounding to a type adds to an error: half the distance of neighbours, relative to the number.
double rounding_error(ElementType type);

// Numbers of both signs without a pattern, the same ones for the same seed, from -range to range.
Tensor random_tensor(const Dims& dims, unsigned seed, double range = 2);

// The same, rounded to a type, as the kernel reads them.
Tensor rounded(const Tensor& tensor, ElementType type);
float rounded(float x, ElementType type);

// Layouts of a tensor: plain, channels last, with gaps, in some other order.
std::vector<TensorDesc> layouts_of(ElementType type, const Dims& dims);

inline const ElementType computed_types[] = {ElementType::f32, ElementType::f16, ElementType::bf16};

}  // namespace mish4j::test
