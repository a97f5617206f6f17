// SPDX-License-Identifier: Apache-2.0
//
// The activations that mish4j has kernels of its own for, one thread, beside oneDNN's element-wise primitives.
//
//     mish4j_activations --benchmark_filter=mish --benchmark_enable_random_interleaving=true
//         --benchmark_repetitions=9 --benchmark_min_time=0.05 --benchmark_out=activations.json
//
// 32768 elements stay in the second cache, 4194304 in none. Counters: ns, nanoseconds for each element. oneDNN's
// kernels compute some of the functions less exactly.
#include <benchmark/benchmark.h>
#include <omp.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <oneapi/dnnl/dnnl.hpp>
#include <random>
#include <string>
#include <vector>

#include "common/aligned_memory.hpp"
#include "kernels/activation.hpp"
#include "kernels/instruction_set.hpp"
#include "program/program.hpp"

namespace {

using namespace mish4j;

struct Function {
    const char* name;
    Eltwise eltwise;
    dnnl::algorithm algorithm;
};

struct Type {
    const char* name;
    ElementType type;
    dnnl::memory::data_type data_type;
    std::int64_t size;
};

constexpr std::array functions = {
    Function{"mish", {EltwiseKind::mish, 0, 0}, dnnl::algorithm::eltwise_mish},
    Function{"swish", {EltwiseKind::swish, 1, 0}, dnnl::algorithm::eltwise_swish},
    Function{"sigmoid", {EltwiseKind::sigmoid, 0, 0}, dnnl::algorithm::eltwise_logistic},
    Function{"tanh", {EltwiseKind::tanh, 0, 0}, dnnl::algorithm::eltwise_tanh},
    Function{"softplus", {EltwiseKind::softplus, 0, 0}, dnnl::algorithm::eltwise_soft_relu},
    Function{"gelu", {EltwiseKind::gelu, 0, 0}, dnnl::algorithm::eltwise_gelu_erf},
    Function{"gelu_tanh", {EltwiseKind::gelu_tanh, 0, 0}, dnnl::algorithm::eltwise_gelu_tanh},
    Function{"elu", {EltwiseKind::elu, 1, 0}, dnnl::algorithm::eltwise_elu},
    Function{"exp", {EltwiseKind::exp, 0, 0}, dnnl::algorithm::eltwise_exp},
    Function{"relu", {EltwiseKind::relu, 0.1F, 0}, dnnl::algorithm::eltwise_relu},
};

constexpr std::array types = {
    Type{"f32", ElementType::f32, dnnl::memory::data_type::f32, 4},
    Type{"bf16", ElementType::bf16, dnnl::memory::data_type::bf16, 2},
    Type{"f16", ElementType::f16, dnnl::memory::data_type::f16, 2},
};

constexpr std::array<std::int64_t, 2> counts = {32768, 4194304};

// Normally distributed, as what follows a batch normalisation is; in the type's own bits.
void fill(const Type& type, std::int64_t count, const AlignedMemory& memory) {
    std::minstd_rand generator(1);
    std::normal_distribution<float> distribution;
    const AlignedMemory floats(count * 4, "random numbers");
    auto* const numbers = reinterpret_cast<float*>(floats.data());
    for (std::int64_t i = 0; i < count; ++i) numbers[i] = distribution(generator);
    const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
    dnnl::stream stream(engine);
    dnnl::memory src({{count}, dnnl::memory::data_type::f32, dnnl::memory::format_tag::a}, engine, floats.data());
    dnnl::memory dst({{count}, type.data_type, dnnl::memory::format_tag::a}, engine, memory.data());
    dnnl::reorder(src, dst).execute(stream, src, dst);
    stream.wait();
}

struct Elements {
    Elements(const Type& type, std::int64_t count)
        : src(count * type.size, "elements"), dst(count * type.size, "results") {
        fill(type, count, src);
    }

    AlignedMemory src;
    AlignedMemory dst;
};

void count_elements(benchmark::State& state, std::int64_t count) {
    state.counters["ns"] = benchmark::Counter(
        static_cast<double>(count) * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void measure_own(benchmark::State& state, const Function& function, const Type& type, std::int64_t count) {
    const Elements elements(type, count);
    for ([[maybe_unused]] auto _ : state) {
        kernels::activate(function.eltwise, type.type, elements.src.data(), elements.dst.data(),
                          static_cast<std::size_t>(count));
        benchmark::ClobberMemory();
    }
    count_elements(state, count);
    state.SetLabel(kernels::kernel_name());
}

void measure_onednn(benchmark::State& state, const Function& function, const Type& type, std::int64_t count) {
    omp_set_num_threads(1);
    try {
        const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
        const dnnl::memory::desc desc({count}, type.data_type, dnnl::memory::format_tag::a);
        const dnnl::eltwise_forward::primitive_desc primitive_desc(engine, dnnl::prop_kind::forward_inference,
                                                                   function.algorithm, desc, desc,
                                                                   function.eltwise.alpha, function.eltwise.beta);
        const dnnl::eltwise_forward primitive(primitive_desc);
        const Elements elements(type, count);
        dnnl::stream stream(engine);
        const dnnl::memory src(desc, engine, elements.src.data());
        const dnnl::memory dst(desc, engine, elements.dst.data());
        for ([[maybe_unused]] auto _ : state) {
            primitive.execute(stream, {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, dst}});
            stream.wait();
        }
        count_elements(state, count);
        state.SetLabel(primitive_desc.impl_info_str());
    } catch (const dnnl::error& error) {
        state.SkipWithError(error.what());
    }
}

void register_all() {
    for (const Function& function : functions) {
        for (const Type& type : types) {
            for (const std::int64_t count : counts) {
                const std::string title =
                    std::string(function.name) + "/" + type.name + "/" + std::to_string(count) + "/";
                benchmark::RegisterBenchmark((title + "mish4j").c_str(), [&, count](benchmark::State& state) {
                    measure_own(state, function, type, count);
                });
                benchmark::RegisterBenchmark((title + "onednn").c_str(), [&, count](benchmark::State& state) {
                    measure_onednn(state, function, type, count);
                });
            }
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    register_all();
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
