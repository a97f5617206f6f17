// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <setjmp.h>
#include <ucontext.h>

#include <cstddef>
#include <memory>

namespace mish4j::test {

// A flow of control with a stack of its own, within one thread of the processor.
class Fiber {
 public:
    // The flow that the thread has of itself.
    Fiber() = default;

    // One that begins with `entry`, which must not return, when it is first switched to.
    explicit Fiber(void (*entry)());

    Fiber(const Fiber&) = delete;

    // Called by the one that runs: goes on with `next`, and returns when this one is switched to again.
    void switch_to(Fiber& next);

    // Called first of all in an entry.
    static void begin();

 private:
    void arrive();

    ucontext_t context_{};
    std::unique_ptr<std::byte[]> stack_;
    // The sanitizer follows changes of context, but takes a jump for the end of what it jumps out of.
#if defined(__SANITIZE_ADDRESS__)
    const void* bottom_ = nullptr;
    std::size_t bytes_ = 0;
    void* sanitizer_stack_ = nullptr;
#else
    jmp_buf place_{};
    bool started_ = true;
#endif
};

}  // namespace mish4j::test
