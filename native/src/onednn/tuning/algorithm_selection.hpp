// SPDX-License-Identifier: Apache-2.0
//
// The algorithm of every convolution of a program: as the options say, as is estimated to be fastest, or as was
// measured to be.
#pragma once

#include "backend.hpp"
#include "common/disk_cache.hpp"
#include "onednn/algorithms/convolution_algorithm.hpp"

namespace mish4j::onednn {

struct AlgorithmSelection {
    AlgorithmChoices choices;
    int measured = 0;  // how many layers were measured for it, each of which was a part in the options' progress
};

// threads: that the program is compiled for. times: what was measured before; what is measured now is kept there.
AlgorithmSelection select_algorithms(const Program& program, const CompileOptions& options, int threads,
                                     const DiskCache& times);

// A folder of the cache directory, for what this library measures on this processor; none where nothing is to be kept.
DiskCache layer_time_cache(const std::string& cache_directory);

}  // namespace mish4j::onednn
