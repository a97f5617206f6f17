// SPDX-License-Identifier: Apache-2.0
#include "child.hpp"

#include <omp.h>
#include <unistd.h>

#include <iostream>

#include "case.hpp"

namespace mish4j::sweep {

namespace {

constexpr unsigned most_seconds = 60;  // of a case; then SIGALRM ends the process

DataType type_of(const std::string& name) {
    if (name == "bf16") return DataType::bf16;
    if (name == "f16") return DataType::f16;
    if (name == "u8") return DataType::u8;
    if (name == "s8") return DataType::s8;
    return DataType::f32;
}

const char* word_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::right:
            return "right";
        case Verdict::wrong:
            return "wrong";
        case Verdict::wrote_outside:
            return "wrote outside";
        case Verdict::padding_not_zero:
            return "padding not zero";
        case Verdict::guarded:
            return "guarded";
        case Verdict::reference:
            return "reference";
        default:
            return "no kernel";
    }
}

}  // namespace

int run_child(const Options& options) {
    const RandomCase random_case = find_primitive(options.primitives.front());
    dnnl::set_primitive_cache_capacity(0);  // kernels are not met twice
    for (std::int64_t number = options.first; number < options.first + options.count; ++number) {
        Random random(options.seed, static_cast<std::uint64_t>(number));
        omp_set_num_threads(static_cast<int>(random.one_of<std::int64_t>({1, 1, 2, 4})));
        Case c(random, type_of(options.types.front()), options.known_defects,
               [&](const std::string& kernel, const std::string& description) {
                   std::cout << case_word << '\t' << number << '\t' << kernel << '\t' << description << ", "
                             << omp_get_max_threads() << " threads" << std::endl;
               });
        alarm(most_seconds);
        const char* word = "error";
        try {
            word = word_of(random_case(c));
        } catch (const dnnl::error& error) {
            std::cerr << error.what() << '\n';
        }
        std::cout << verdict_word << '\t' << number << '\t' << word << std::endl;
    }
    return 0;
}

}  // namespace mish4j::sweep
