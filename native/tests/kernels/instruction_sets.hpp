// SPDX-License-Identifier: Apache-2.0
//
// The instruction sets that kernels are compiled for and this processor has: tests run for each.
#pragma once

#include <hwy/highway.h>

#include <cstdint>
#include <vector>

namespace mish4j::kernels::test {

inline std::vector<std::int64_t> instruction_sets() { return hwy::SupportedAndGeneratedTargets(); }

// While it lives, kernels use this instruction set.
class WithInstructionSet {
 public:
    explicit WithInstructionSet(std::int64_t target) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
    ~WithInstructionSet() {
        hwy::SetSupportedTargetsForTest(0);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
    WithInstructionSet(const WithInstructionSet&) = delete;
    WithInstructionSet& operator=(const WithInstructionSet&) = delete;
};

}  // namespace mish4j::kernels::test
