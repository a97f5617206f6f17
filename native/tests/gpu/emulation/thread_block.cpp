// SPDX-License-Identifier: Apache-2.0
#include "thread_block.hpp"

#include <deque>
#include <memory>
#include <stdexcept>
#include <vector>

#include "fiber.hpp"

namespace mish4j::test {

constinit thread_local CurrentThread current_thread;

namespace {

constexpr unsigned warp_size = 32;

// A fiber on which emulated threads run: one after the other, until one of them waits.
struct Runner {
    explicit Runner(void (*entry)()) : fiber(entry) {}

    Fiber fiber;
    unsigned thread = 0;
};

// The threads that wait for each other.
struct Barrier {
    std::vector<Runner*> waiting;
    unsigned live = 0;  // threads that have not ended
};

// What the threads of a warp tell each other. Two exchanges in turns: a thread may begin the next one before another
// has read what the last one gave it.
struct Warp {
    Barrier barrier;
    std::uint64_t values[2][warp_size] = {};
    unsigned arrivals = 0;
};

class Scheduler {
 public:
    void run_block(void (*kernel)(const void*), const void* argument);
    void wait_for_block() { wait(block_); }
    std::uint64_t exchange(std::uint64_t value, unsigned lane_mask);

 private:
    static void enter();
    void run_threads();
    void place(unsigned thread);
    void end_thread();
    void wait(Barrier& barrier);
    void release_if_complete(Barrier& barrier);
    Runner* next_runner();
    void leave(Fiber& from, Runner* next);

    std::deque<std::unique_ptr<Runner>> runners_;
    std::vector<Runner*> idle_;
    std::deque<Runner*> ready_;
    Runner* running_ = nullptr;
    Fiber own_;
    void (*kernel_)(const void*) = nullptr;
    const void* argument_ = nullptr;
    unsigned threads_ = 0;
    unsigned next_ = 0;
    Barrier block_;
    std::vector<Warp> warps_;
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
    for (unsigned thread = 0; thread < threads_; ++thread) ++warps_[thread / warp_size].barrier.live;
    leave(own_, next_runner());
    if (block_.live == 0) return;
    // They wait for ever: nothing of them is used again.
    runners_.clear();
    idle_.clear();
    throw std::logic_error("threads of a block wait for each other at different barriers");
}

void Scheduler::enter() {
    Fiber::begin();
    // It lives on, for further blocks.
    while (true) scheduler().run_threads();
}

void Scheduler::run_threads() {
    while (next_ < threads_) {
        place(next_++);
        kernel_(argument_);
        end_thread();
    }
    idle_.push_back(running_);
    leave(running_->fiber, next_runner());
}

void Scheduler::place(unsigned thread) {
    running_->thread = thread;
    const Dim3& size = current_thread.block_size;
    current_thread.thread = {thread % size.x, thread / size.x % size.y, thread / size.x / size.y};
}

void Scheduler::end_thread() {
    Barrier& warp = warps_[running_->thread / warp_size].barrier;
    --block_.live;
    --warp.live;
    release_if_complete(block_);
    release_if_complete(warp);
}

void Scheduler::wait(Barrier& barrier) {
    Runner* self = running_;
    barrier.waiting.push_back(self);
    release_if_complete(barrier);
    leave(self->fiber, next_runner());
    place(self->thread);
}

void Scheduler::release_if_complete(Barrier& barrier) {
    if (barrier.waiting.empty() || barrier.waiting.size() < barrier.live) return;
    ready_.insert(ready_.end(), barrier.waiting.begin(), barrier.waiting.end());
    barrier.waiting.clear();
}

// One for the threads that have not begun, or one that need wait no longer; null where there is none.
Runner* Scheduler::next_runner() {
    if (next_ < threads_) {
        if (idle_.empty()) return runners_.emplace_back(std::make_unique<Runner>(enter)).get();
        Runner* next = idle_.back();
        idle_.pop_back();
        return next;
    }
    if (ready_.empty()) return nullptr;
    Runner* next = ready_.front();
    ready_.pop_front();
    return next;
}

// Returns when `from` goes on.
void Scheduler::leave(Fiber& from, Runner* next) {
    Fiber& to = next == nullptr ? own_ : next->fiber;
    running_ = next;
    if (&to != &from) from.switch_to(to);
}

std::uint64_t Scheduler::exchange(std::uint64_t value, unsigned lane_mask) {
    const unsigned lane = running_->thread % warp_size;
    Warp& warp = warps_[running_->thread / warp_size];
    const unsigned turn = warp.arrivals++ / warp.barrier.live % 2;
    warp.values[turn][lane] = value;
    wait(warp.barrier);
    return warp.values[turn][lane ^ lane_mask];
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

void wait_for_block() { scheduler().wait_for_block(); }

std::uint64_t exchange_in_warp(std::uint64_t value, int lane_mask) {
    return scheduler().exchange(value, static_cast<unsigned>(lane_mask));
}

}  // namespace mish4j::test
