// SPDX-License-Identifier: Apache-2.0
//
// oneDNN asks OpenMP how many threads there are, both when a primitive is created and when it runs: the number is a
// setting of the calling thread.
#pragma once

#include <omp.h>

namespace mish4j::onednn {

// Restores the calling thread's settings when it ends. Meanwhile OpenMP may not give a parallel region fewer threads
// than were set, as it may by default where the environment has OMP_DYNAMIC=true: the parts of a primitive that the
// missing threads were to compute would be left undone.
class ThreadScope {
 public:
    ThreadScope() : previous_(omp_get_max_threads()), was_dynamic_(omp_get_dynamic()) { omp_set_dynamic(0); }
    ~ThreadScope() {
        omp_set_dynamic(was_dynamic_);
        omp_set_num_threads(previous_);
    }
    ThreadScope(const ThreadScope&) = delete;
    ThreadScope& operator=(const ThreadScope&) = delete;

    void set(int threads) { omp_set_num_threads(threads); }

 private:
    int previous_;
    int was_dynamic_;
};

}  // namespace mish4j::onednn
