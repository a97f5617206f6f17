// SPDX-License-Identifier: Apache-2.0
//
// Compiles a loop for several instruction sets, and runs the best of them that oneDNN uses too.
#pragma once

#include "onednn/library/processor.hpp"

namespace mish4j::onednn {

enum class InstructionSet { baseline, avx2, avx512 };

inline InstructionSet best_instruction_set() {
#if defined(__x86_64__)
    if (has_512_bit_vectors()) return InstructionSet::avx512;
    if (has_256_bit_vectors() && __builtin_cpu_supports("fma")) return InstructionSet::avx2;
#endif
    return InstructionSet::baseline;
}

// As kernels name it, "avx2".
inline const char* instruction_set_name(InstructionSet set) {
    switch (set) {
        case InstructionSet::avx512:
            return "avx512";
        case InstructionSet::avx2:
            return "avx2";
        default:
            return "baseline";
    }
}

#if defined(__x86_64__)
template <typename Loop>
[[gnu::target("avx2,fma")]] void run_with_avx2(const Loop& loop) {
    loop();
}

template <typename Loop>
[[gnu::target("avx512f,fma,prefer-vector-width=512")]] void run_with_avx512(const Loop& loop) {
    loop();
}
#endif

// loop: a function object whose call operator, with all that it calls, is always inlined: only then is it compiled for
// the instruction set.
template <typename Loop>
void run_vectorized(const Loop& loop) {
    static const InstructionSet set = best_instruction_set();
    switch (set) {
#if defined(__x86_64__)
        case InstructionSet::avx512:
            return run_with_avx512(loop);
        case InstructionSet::avx2:
            return run_with_avx2(loop);
#endif
        default:
            loop();
    }
}

}  // namespace mish4j::onednn
