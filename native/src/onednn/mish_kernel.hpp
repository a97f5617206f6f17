// SPDX-License-Identifier: Apache-2.0
//
// Mish, x tanh(ln(1 + e^x)), exact to a relative 1e-6 wherever the result is a normal number.
//
// oneDNN computes it as x ((1 + e^x)^2 - 1) / ((1 + e^x)^2 + 1), whose numerator cancels for negative x: a relative
// error of 1e-3 at -10, zero from -17 on, and NaN for -inf. Here it is x n / (n + 2) with n = e^x (e^x + 2), and x
// itself from where n / (n + 2) rounds to 1. NaN gives NaN, +inf gives +inf, -inf gives -0.
#pragma once

#include <cstdint>
#include <string>

#include "kernel.hpp"

namespace mish4j::onednn {

class MishKernel : public Kernel {
 public:
    // count: of floats, one after the other.
    explicit MishKernel(std::int64_t count) : count_(count) {}

    // "mish4j:avx2": with the instruction set that is used here.
    static std::string name();

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    std::int64_t count_;
};

}  // namespace mish4j::onednn
