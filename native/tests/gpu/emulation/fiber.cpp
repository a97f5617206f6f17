// SPDX-License-Identifier: Apache-2.0
// Checked jumps go up the stack only
#undef _FORTIFY_SOURCE

#include "fiber.hpp"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

namespace mish4j::test {

namespace {

constexpr std::size_t stack_bytes = 256 * 1024;

// The one that was left for the one that runs.
thread_local Fiber* left = nullptr;

}  // namespace

Fiber::Fiber(void (*entry)()) : stack_(std::make_unique_for_overwrite<std::byte[]>(stack_bytes)) {
    getcontext(&context_);
    context_.uc_stack.ss_sp = stack_.get();
    context_.uc_stack.ss_size = stack_bytes;
    makecontext(&context_, entry, 0);
#if defined(__SANITIZE_ADDRESS__)
    bottom_ = stack_.get();
    bytes_ = stack_bytes;
#else
    started_ = false;
#endif
}

#if defined(__SANITIZE_ADDRESS__)

void Fiber::switch_to(Fiber& next) {
    left = this;
    __sanitizer_start_switch_fiber(&sanitizer_stack_, next.bottom_, next.bytes_);
    swapcontext(&context_, &next.context_);
    arrive();
}

// Tells the sanitizer where it is, and learns where the fiber's stack is that was left.
void Fiber::arrive() { __sanitizer_finish_switch_fiber(sanitizer_stack_, &left->bottom_, &left->bytes_); }

void Fiber::begin() { __sanitizer_finish_switch_fiber(nullptr, &left->bottom_, &left->bytes_); }

#else

void Fiber::switch_to(Fiber& next) {
    left = this;
    if (_setjmp(place_) == 0) {
        if (next.started_) _longjmp(next.place_, 1);
        next.started_ = true;
        setcontext(&next.context_);
    }
    arrive();
}

void Fiber::arrive() {}

void Fiber::begin() {}

#endif

}  // namespace mish4j::test
