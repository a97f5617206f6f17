// SPDX-License-Identifier: Apache-2.0
//
// Conversion between element types at the boundary of a program, for dense tensors of one layout.
#pragma once

#include <cstdint>

#include "kernel.hpp"
#include "program/program.hpp"

namespace mish4j::onednn {

// Reads each element as a float and writes it as another type; copies bytes where both types are the same.
class ConversionKernel : public Kernel {
 public:
    static constexpr const char* name = "mish4j:convert";

    // The elements of src and dst follow one another in the same order; to oneDNN, they may be bytes.
    ConversionKernel(ElementType from, const Desc& src, ElementType to, const Desc& dst, std::int64_t count)
        : Kernel({src}, dst), from_(from), to_(to), count_(count) {}

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    ElementType from_;
    ElementType to_;
    std::int64_t count_;
};

}  // namespace mish4j::onednn
