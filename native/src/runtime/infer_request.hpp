// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "compiled_model.hpp"
#include "held_memory.hpp"

namespace mish4j {

// A backend's request, which it guards: nothing is run or bound that mish4j.h does not allow.
class InferRequest {
 public:
    explicit InferRequest(std::shared_ptr<const CompiledModel> model);

    void bind_input(std::int32_t index, const void* data, std::int64_t bytes);
    void bind_output(std::int32_t index, void* data, std::int64_t bytes);
    void bind_input_memory(std::int32_t index, std::shared_ptr<HeldMemory> memory, std::int64_t offset);
    void bind_output_memory(std::int32_t index, std::shared_ptr<HeldMemory> memory, std::int64_t offset);
    void run();
    void start();
    void await();
    void cancel();
    void set_profiling(bool enabled);
    std::int64_t step_time(std::int32_t step) const;

 private:
    // Where bound memory lies, the end not included; the end is 0 where nothing is bound. Addresses of the processor,
    // or offsets in a device's memory that has none.
    struct Range {
        std::uintptr_t begin = 0;
        std::uintptr_t end = 0;
        const Memory* memory = nullptr;

        bool is_bound() const { return end != 0; }
        bool overlaps(const Range& other) const {
            return memory == other.memory && begin < other.end && other.begin < end;
        }
    };

    // An input or output: what is bound to it, and the device's memory that this keeps; null for the caller's.
    struct Binding {
        Range range;
        std::shared_ptr<HeldMemory> kept;
    };

    std::shared_ptr<const CompiledModel> model_;
    HeldBytes bytes_;
    std::vector<Binding> inputs_;
    std::vector<Binding> outputs_;
    std::size_t unbound_;
    bool in_motion_ = false;
    // The last member, so that what is in motion ends before the memory that it needs.
    std::unique_ptr<Request> request_;

    static Range checked_range(std::string_view kind, const ModelPort& port, const void* data, std::int64_t bytes);
    Range checked_range(std::string_view kind, const ModelPort& port, const HeldMemory& memory,
                        std::int64_t offset) const;
    static void check_apart(std::string_view kind, const ModelPort& port, const Range& range,
                            std::string_view other_kind, const std::vector<ModelPort>& other_ports,
                            const std::vector<Binding>& others, const Binding* except);
    void check_input(std::size_t at, const Range& range) const;
    void check_output(std::size_t at, const Range& range) const;
    void set(Binding& place, const Range& range, std::shared_ptr<HeldMemory> kept) noexcept;
    void check_idle() const;
    void check_bound() const;
    void check_asynchronous() const;
};

}  // namespace mish4j
