// SPDX-License-Identifier: Apache-2.0
#include "instruction_set.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/instruction_set.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mish4j::kernels {

HWY_EXPORT(target_name);

namespace {

// Of Highway's targets for one kind of processor, better ones have lower bits.
std::int64_t better_targets(InstructionSetLimit limit) {
    switch (limit) {
        case InstructionSetLimit::sse4:
            return HWY_SSE4 - 1;
        case InstructionSetLimit::avx2:
            return HWY_AVX2 - 1;
        case InstructionSetLimit::avx512:
            return HWY_AVX3 - 1;
        default:
            return 0;
    }
}

}  // namespace

void limit_instruction_set(InstructionSetLimit limit) { hwy::DisableTargets(better_targets(limit)); }

std::string instruction_set() {
    std::string name = HWY_DYNAMIC_DISPATCH(target_name)();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return name;
}

std::string kernel_name() { return "mish4j:" + instruction_set(); }

}  // namespace mish4j::kernels
#endif
