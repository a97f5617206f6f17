// SPDX-License-Identifier: Apache-2.0
//
// oneDNN asks OpenMP how many threads there are, both when a primitive is created and when it runs: the number is a
// setting of the calling thread.
#pragma once

#include <omp.h>

namespace mish4j::onednn {

// Restores the calling thread's number of OpenMP threads when it ends.
class ThreadScope {
 public:
    ThreadScope() : previous_(omp_get_max_threads()) {}
    ~ThreadScope() { omp_set_num_threads(previous_); }
    ThreadScope(const ThreadScope&) = delete;
    ThreadScope& operator=(const ThreadScope&) = delete;

    void set(int threads) { omp_set_num_threads(threads); }

 private:
    int previous_;
};

}  // namespace mish4j::onednn
