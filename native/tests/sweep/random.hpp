// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>

namespace mish4j::sweep {

// The random choices of one case: the same for the same seed and number of the case.
class Random {
 public:
    Random(std::uint64_t seed, std::uint64_t number) {
        std::seed_seq sequence{seed >> 32, seed & 0xFFFFFFFFU, number >> 32, number & 0xFFFFFFFFU};
        generator_.seed(sequence);
    }

    // From least to most, both included.
    std::int64_t number(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(generator_() % static_cast<std::uint64_t>(most - least + 1));
    }

    bool once_in(std::int64_t times) { return number(1, times) == 1; }

    template <typename Value>
    Value one_of(std::initializer_list<Value> values) {
        return values.begin()[number(0, static_cast<std::int64_t>(values.size()) - 1)];
    }

    // From -1 to 1, a multiple of 2^-20.
    double fraction() { return static_cast<double>(number(-(1 << 20), 1 << 20)) * 0x1p-20; }

 private:
    std::mt19937_64 generator_;
};

}  // namespace mish4j::sweep
