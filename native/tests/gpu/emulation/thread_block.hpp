// SPDX-License-Identifier: Apache-2.0
//
// The threads of a GPU's blocks, as fibers of one thread of the processor.
#pragma once

#include <cstdint>

namespace mish4j::test {

struct Dim3 {
    unsigned x = 1;
    unsigned y = 1;
    unsigned z = 1;
};

struct CurrentThread {
    Dim3 thread;
    Dim3 block;
    Dim3 block_size;
    Dim3 grid_size;
};

// The emulated thread that the calling one runs.
extern constinit thread_local CurrentThread current_thread;

// Runs all blocks, one after the other. Throws std::logic_error where threads of a block wait for others that have come
// to another barrier.
void run_blocks(Dim3 grid_size, Dim3 block_size, void (*kernel)(const void* argument), const void* argument);

// For emulated threads: until all threads of the block are here.
void wait_for_block();

// The value of the thread of the same warp whose lane is the caller's, with the bits of lane_mask changed. Waits for
// the whole warp.
std::uint64_t exchange_in_warp(std::uint64_t value, int lane_mask);

}  // namespace mish4j::test
