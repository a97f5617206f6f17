// SPDX-License-Identifier: Apache-2.0
//
// Computations of mish4j's own, for what oneDNN lacks or does less exactly.
#pragma once

namespace mish4j::onednn {

// Immutable; run by many threads. Uses as many OpenMP threads as its caller may.
class Kernel {
 public:
    virtual ~Kernel() = default;
    virtual void run(const void* src, void* dst) const = 0;
};

}  // namespace mish4j::onednn
