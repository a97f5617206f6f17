// SPDX-License-Identifier: Apache-2.0
//
// The element-wise functions that oneDNN lacks, or computes less exactly than it should, on f32. NaN gives NaN.
#pragma once

#include <cstdint>
#include <string>

#include "../program.hpp"
#include "kernel.hpp"

namespace mish4j::onednn {

class ElementwiseKernel : public Kernel {
 public:
    // Whether there is a kernel for functions of this kind.
    static bool computes(EltwiseKind kind);

    // count: of floats, one after the other. The function is one that this kernel computes.
    ElementwiseKernel(const Eltwise& eltwise, std::int64_t count) : eltwise_(eltwise), count_(count) {}

    // "mish4j:avx2": with the instruction set that is used here.
    static std::string name();

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    Eltwise eltwise_;
    std::int64_t count_;
};

}  // namespace mish4j::onednn
