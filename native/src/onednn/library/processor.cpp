// SPDX-License-Identifier: Apache-2.0
#include "processor.hpp"

#include <omp.h>
#include <sched.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <limits>
#include <thread>

#include "base/text.hpp"

namespace mish4j::onednn {

namespace {

// The values of dnnl::cpu_isa are sets of bits: a better instruction set contains the lesser ones.
bool has(dnnl::cpu_isa wanted) {
    const auto bits = static_cast<unsigned>(wanted);
    return (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & bits) == bits;
}

// By Marsaglia's xorshift, each of whose six operations waits a cycle for the one before.
double measured_clock_frequency() {
    using Clock = std::chrono::steady_clock;
    constexpr int rounds = 8;
    constexpr int repetitions = 10000;
    constexpr double cycles = 6.0 * repetitions;
    double least = std::numeric_limits<double>::max();
    std::uint64_t state = 1;
    for (int round = 0; round < rounds; ++round) {
        const Clock::time_point begin = Clock::now();
        for (int i = 0; i < repetitions; ++i) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
        }
        least = std::min(least, std::chrono::duration<double>(Clock::now() - begin).count());
    }
    volatile std::uint64_t result = state;  // so that it is computed
    (void)result;
    return cycles / std::max(least, 1e-9);
}

}  // namespace

std::string processor_name() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("model name")) continue;
        const std::size_t start = line.find_first_not_of(" \t", line.find(':') + 1);
        if (start != std::string::npos) return line.substr(start);
    }
    return "unknown processor";
}

std::string instruction_set_name() {
    using dnnl::cpu_isa;
    switch (dnnl::get_effective_cpu_isa()) {
        case cpu_isa::sse41:
            return "sse41";
        case cpu_isa::avx:
            return "avx";
        case cpu_isa::avx2:
            return "avx2";
        case cpu_isa::avx2_vnni:
            return "avx2_vnni";
        case cpu_isa::avx2_vnni_2:
            return "avx2_vnni_2";
        case cpu_isa::avx512_core:
            return "avx512_core";
        case cpu_isa::avx512_core_vnni:
            return "avx512_core_vnni";
        case cpu_isa::avx512_core_bf16:
            return "avx512_core_bf16";
        case cpu_isa::avx512_core_fp16:
            return "avx512_core_fp16";
        case cpu_isa::avx512_core_amx:
            return "avx512_core_amx";
        case cpu_isa::avx512_core_amx_fp16:
            return "avx512_core_amx_fp16";
        case cpu_isa::avx10_2:
            return "avx10_2";
        case cpu_isa::avx10_2_amx_2:
            return "avx10_2_amx_2";
        default:
            return text("isa_", static_cast<unsigned>(dnnl::get_effective_cpu_isa()));
    }
}

bool has_512_bit_vectors() { return has(dnnl::cpu_isa::avx512_core); }

kernels::InstructionSetLimit instruction_set_limit() {
    using enum kernels::InstructionSetLimit;
    if (has(dnnl::cpu_isa::avx512_core_bf16)) return none;
    if (has_512_bit_vectors()) return avx512;
    return has(dnnl::cpu_isa::avx2) ? avx2 : sse4;
}

double clock_frequency() {
    static const double frequency = measured_clock_frequency();
    return frequency;
}

std::vector<Precision> supported_precisions() {
    std::vector<Precision> precisions{Precision::f32};
    if (has(dnnl::cpu_isa::avx512_core_bf16) || has(dnnl::cpu_isa::avx2_vnni_2)) precisions.push_back(Precision::bf16);
    if (has(dnnl::cpu_isa::avx512_core_fp16) || has(dnnl::cpu_isa::avx2_vnni_2)) precisions.push_back(Precision::f16);
    return precisions;
}

int available_processors() {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

int thread_count(int wanted) { return std::min(wanted > 0 ? wanted : available_processors(), omp_get_thread_limit()); }

}  // namespace mish4j::onednn
