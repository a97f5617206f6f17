// SPDX-License-Identifier: Apache-2.0
//
// What a plan does when it is executed.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <vector>

#include "plan.hpp"

namespace fake_cudnn {

// One execution: all that its work needs.
struct Execution {
    std::shared_ptr<const Plan> plan;
    std::map<std::int64_t, void*> addresses;  // of tensors in memory
    std::map<std::int64_t, float> scalars;    // as they were when the execution was asked for
    void* workspace = nullptr;

    void run() const;
};

// pack: finalised. Throws Failure where an address is missing, or not of memory that the GPU can reach.
Execution make_execution(std::shared_ptr<const Plan> plan, const State& pack);

// The sums of a convolution, [N, spatial..., K] without gaps. address: of a tensor.
std::vector<float> convolve(const Plan& plan, const void* src, const void* weights);

float load(const void* address, cudnnDataType_t type, std::int64_t index);
void store(void* address, cudnnDataType_t type, std::int64_t index, float value);

}  // namespace fake_cudnn
