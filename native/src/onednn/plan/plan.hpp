// SPDX-License-Identifier: Apache-2.0
//
// What a program becomes when it is compiled: a list of steps, and the buffers that they read and write.
#pragma once

#include <cstdint>
#include <memory>
#include <oneapi/dnnl/dnnl.hpp>
#include <variant>
#include <vector>

#include "backend.hpp"
#include "common/aligned_memory.hpp"
#include "onednn/kernels/kernel.hpp"
#include "onednn/layouts/layouts.hpp"
#include "onednn/layouts/view.hpp"

namespace mish4j::onednn {

// Written by one step, unless a later one works in place.
struct Buffer : PlanBuffer {
    const void* constant = nullptr;  // of a constant: its elements, in `owned` or in memory of the program's
    AlignedMemory owned;
};

// An argument of a primitive; key: one of DNNL_ARG_*. A step writes DNNL_ARG_DST and reads all others.
struct Argument {
    int key;
    View view;
};

// Runs a primitive with its arguments, or a kernel that reads all arguments, in their order, but DNNL_ARG_DST.
struct Step {
    StepDescription description;
    std::variant<dnnl::primitive, std::shared_ptr<const Kernel>> work;
    std::vector<Argument> arguments;
    Desc scratchpad;  // of size 0 when none is needed
    int threads = 1;
};

// Immutable once made; shared by a model and its requests.
struct Plan {
    dnnl::engine engine;
    std::vector<Buffer> buffers;
    std::vector<Step> steps;
    std::size_t input_count = 0;
    std::size_t output_count = 0;
    ModelNumbers numbers;
};

}  // namespace mish4j::onednn
