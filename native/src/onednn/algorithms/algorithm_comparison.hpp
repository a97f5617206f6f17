// SPDX-License-Identifier: Apache-2.0
//
// The choice among the algorithms of a program's convolutions, once it is known how long each takes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "convolution_algorithm.hpp"

namespace mish4j::onednn {

struct Candidate {
    ConvolutionAlgorithm algorithm;
    double seconds;
    std::int64_t weight_bytes = 0;  // of weights packed for one of Winograd's algorithms
};

// Where the times come from.
enum class TimeSource { estimate, measurement };

// A convolution and the algorithms that it may take, direct first.
struct Comparison {
    std::vector<Candidate> candidates;
    TimeSource source = TimeSource::estimate;
    std::string restriction = {};  // what else the reason is to say; may be empty
};

// The fastest of each comparison. Another algorithm than direct must be faster by more than what estimates, or
// measurements, may be wrong by. winograd_memory: the most bytes that the weights of all of them may have once they
// are packed for Winograd's algorithms, or -1; those that gain most for their bytes come first. The same arguments give
// the same choice.
std::vector<AlgorithmChoice> choose_fastest(const std::vector<Comparison>& comparisons, std::int64_t winograd_memory);

// All by one algorithm, as far as they can and the memory lasts, in their order; the others directly. Times do not
// count.
std::vector<AlgorithmChoice> choose_forced(const std::vector<Comparison>& comparisons, ConvolutionAlgorithm algorithm,
                                           std::int64_t winograd_memory);

// "1.9 ms"
std::string time_text(double seconds);

// "37.7 MB"
std::string megabytes_text(std::int64_t bytes);

}  // namespace mish4j::onednn
