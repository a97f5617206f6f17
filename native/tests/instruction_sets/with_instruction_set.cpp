// SPDX-License-Identifier: Apache-2.0
//
// Runs a program with no better instruction set than one:
//
//     mish4j_with_instruction_set avx2 PROGRAM [ARGUMENT...]
//
// Prints "skipped: " with the reason instead where the processor has no such instruction set, or no better one, so that
// the program runs with it anyway.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>

namespace {

struct InstructionSet {
    const char* name;
    dnnl::cpu_isa isa;
};

constexpr std::array instruction_sets = {
    InstructionSet{"sse41", dnnl::cpu_isa::sse41},
    InstructionSet{"avx2", dnnl::cpu_isa::avx2},
    InstructionSet{"avx512_core", dnnl::cpu_isa::avx512_core},
    InstructionSet{"avx512_core_bf16", dnnl::cpu_isa::avx512_core_bf16},
    InstructionSet{"avx512_core_fp16", dnnl::cpu_isa::avx512_core_fp16},
    InstructionSet{"avx512_core_amx", dnnl::cpu_isa::avx512_core_amx},
};

std::string upper_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
    return text;
}

}  // namespace

int main(int count, char** arguments) {
    const std::string name = count > 1 ? arguments[1] : "";
    const auto* set = std::find_if(instruction_sets.begin(), instruction_sets.end(),
                                   [&](const InstructionSet& candidate) { return candidate.name == name; });
    if (set == instruction_sets.end() || count < 3) {
        std::fprintf(stderr, "usage: %s INSTRUCTION_SET PROGRAM [ARGUMENT...]\n", arguments[0]);
        return 2;
    }
    // A set of bits: a better instruction set contains the lesser ones
    const auto bits = static_cast<unsigned>(set->isa);
    const auto here = static_cast<unsigned>(dnnl::get_effective_cpu_isa());
    if (here == bits) {
        std::printf("skipped: the other tests run with %s\n", set->name);
        return 0;
    }
    if ((here & bits) != bits) {
        std::printf("skipped: this processor has no %s\n", set->name);
        return 0;
    }
    setenv("ONEDNN_MAX_CPU_ISA", upper_case(set->name).c_str(), 1);
    setenv("MISH4J_TEST_INSTRUCTION_SET", set->name, 1);
    execv(arguments[2], arguments + 2);
    std::perror(arguments[2]);
    return 1;
}
