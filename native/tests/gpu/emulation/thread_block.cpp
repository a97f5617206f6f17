// SPDX-License-Identifier: Apache-2.0
#include "thread_block.hpp"

#include <ucontext.h>

#include <array>
#include <cstddef>
#include <deque>
#include <memory>
#include <stdexcept>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

namespace mish4j::test {

constinit thread_local CurrentThread current_thread;

namespace {

constexpr unsigned warp_size = 32;
constexpr std::size_t stack_bytes = 256 * 1024;

// One stack of the processor's, on which emulated threads run: one after the other, until one of them waits.
struct Fiber {
    ucontext_t context{};
    std::unique_ptr<std::byte[]> stack;
    void* sanitizer_stack = nullptr;
    unsigned thread = 0;
    bool idle = true;
};

// The fibers that wait for each other.
struct Barrier {
    std::vector<Fiber*> waiting;
    unsigned live = 0;  // threads that have not ended
};

class Scheduler {
 public:
    void run_block(void (*kernel)(const void*), const void* argument);
    void wait(Barrier& barrier);
    Barrier& block_barrier() { return block_; }
    Barrier& warp_barrier() { return warps_[running_->thread / warp_size]; }
    std::uint64_t& slot(unsigned lane_mask) { return slots_[running_->thread ^ lane_mask]; }

 private:
    static void enter();
    void run_threads();
    void place(unsigned thread);
    void end_thread();
    void release_if_complete(Barrier& barrier);
    Fiber& idle_fiber();
    void resume(Fiber& fiber);
    void suspend();

    std::deque<Fiber> fibers_;
    std::deque<Fiber*> ready_;
    Fiber* running_ = nullptr;
    ucontext_t own_{};
    void (*kernel_)(const void*) = nullptr;
    const void* argument_ = nullptr;
    unsigned threads_ = 0;
    unsigned next_ = 0;
    Barrier block_;
    std::vector<Barrier> warps_;
    std::vector<std::uint64_t> slots_;
#if defined(__SANITIZE_ADDRESS__)
    const void* own_stack_ = nullptr;
    std::size_t own_stack_bytes_ = 0;
#endif
};

Scheduler& scheduler() {
    thread_local Scheduler scheduler;
    return scheduler;
}

void Scheduler::run_block(void (*kernel)(const void*), const void* argument) {
    kernel_ = kernel;
    argument_ = argument;
    threads_ = current_thread.block_size.x * current_thread.block_size.y * current_thread.block_size.z;
    next_ = 0;
    block_ = {{}, threads_};
    warps_.assign((threads_ + warp_size - 1) / warp_size, {});
    for (unsigned thread = 0; thread < threads_; ++thread) ++warps_[thread / warp_size].live;
    slots_.assign(warps_.size() * warp_size, 0);
    while (block_.live > 0) {
        if (next_ < threads_) {
            resume(idle_fiber());
        } else if (!ready_.empty()) {
            Fiber& fiber = *ready_.front();
            ready_.pop_front();
            resume(fiber);
        } else {
            throw std::logic_error("threads of a block wait for each other at different barriers");
        }
    }
}

void Scheduler::enter() {
    // A fiber lives on, for further blocks.
    while (true) {
        scheduler().run_threads();
        scheduler().running_->idle = true;
        scheduler().suspend();
    }
}

void Scheduler::run_threads() {
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_finish_switch_fiber(nullptr, &own_stack_, &own_stack_bytes_);
#endif
    while (next_ < threads_) {
        place(next_++);
        kernel_(argument_);
        end_thread();
    }
}

void Scheduler::place(unsigned thread) {
    running_->thread = thread;
    current_thread.thread.x = thread % current_thread.block_size.x;
    current_thread.thread.y = thread / current_thread.block_size.x % current_thread.block_size.y;
    current_thread.thread.z = thread / current_thread.block_size.x / current_thread.block_size.y;
}

void Scheduler::end_thread() {
    Barrier& warp = warp_barrier();
    --block_.live;
    --warp.live;
    release_if_complete(block_);
    release_if_complete(warp);
}

void Scheduler::wait(Barrier& barrier) {
    barrier.waiting.push_back(running_);
    release_if_complete(barrier);
    suspend();
}

void Scheduler::release_if_complete(Barrier& barrier) {
    if (barrier.waiting.empty() || barrier.waiting.size() < barrier.live) return;
    ready_.insert(ready_.end(), barrier.waiting.begin(), barrier.waiting.end());
    barrier.waiting.clear();
}

Fiber& Scheduler::idle_fiber() {
    for (Fiber& fiber : fibers_) {
        if (fiber.idle) return fiber;
    }
    Fiber& fiber = fibers_.emplace_back();
    fiber.stack = std::make_unique_for_overwrite<std::byte[]>(stack_bytes);
    getcontext(&fiber.context);
    fiber.context.uc_stack.ss_sp = fiber.stack.get();
    fiber.context.uc_stack.ss_size = stack_bytes;
    makecontext(&fiber.context, enter, 0);
    return fiber;
}

void Scheduler::resume(Fiber& fiber) {
    running_ = &fiber;
    if (fiber.idle) {
        fiber.idle = false;
    } else {
        place(fiber.thread);
    }
#if defined(__SANITIZE_ADDRESS__)
    void* sanitizer_stack = nullptr;
    __sanitizer_start_switch_fiber(&sanitizer_stack, fiber.stack.get(), stack_bytes);
    swapcontext(&own_, &fiber.context);
    __sanitizer_finish_switch_fiber(sanitizer_stack, nullptr, nullptr);
#else
    swapcontext(&own_, &fiber.context);
#endif
}

void Scheduler::suspend() {
    Fiber& fiber = *running_;
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_start_switch_fiber(&fiber.sanitizer_stack, own_stack_, own_stack_bytes_);
    swapcontext(&fiber.context, &own_);
    __sanitizer_finish_switch_fiber(fiber.sanitizer_stack, &own_stack_, &own_stack_bytes_);
#else
    swapcontext(&fiber.context, &own_);
#endif
}

}  // namespace

void run_blocks(Dim3 grid_size, Dim3 block_size, void (*kernel)(const void*), const void* argument) {
    current_thread.grid_size = grid_size;
    current_thread.block_size = block_size;
    Dim3& block = current_thread.block;
    for (block.z = 0; block.z < grid_size.z; ++block.z) {
        for (block.y = 0; block.y < grid_size.y; ++block.y) {
            for (block.x = 0; block.x < grid_size.x; ++block.x) {
                scheduler().run_block(kernel, argument);
            }
        }
    }
}

void wait_for_block() { scheduler().wait(scheduler().block_barrier()); }

std::uint64_t exchange_in_warp(std::uint64_t value, int lane_mask) {
    scheduler().slot(0) = value;
    scheduler().wait(scheduler().warp_barrier());
    const std::uint64_t result = scheduler().slot(static_cast<unsigned>(lane_mask));
    scheduler().wait(scheduler().warp_barrier());
    return result;
}

}  // namespace mish4j::test
