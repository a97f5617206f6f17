// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "compiled_model.hpp"

namespace mish4j {

// A backend's request, which it guards: nothing is run or bound that mish4j.h does not allow.
class InferRequest {
 public:
    explicit InferRequest(std::shared_ptr<const CompiledModel> model);

    void bind_input(std::int32_t index, const void* data, std::int64_t bytes);
    void bind_output(std::int32_t index, void* data, std::int64_t bytes);
    void run();
    void set_profiling(bool enabled) { request_->set_profiling(enabled); }
    std::int64_t step_time(std::int32_t step) const;

 private:
    // The addresses of bound memory, the end not included; both 0 where nothing is bound.
    struct Range {
        std::uintptr_t begin = 0;
        std::uintptr_t end = 0;

        bool is_bound() const { return end != 0; }
        bool overlaps(const Range& other) const { return begin < other.end && other.begin < end; }
    };

    std::shared_ptr<const CompiledModel> model_;
    HeldBytes bytes_;
    std::unique_ptr<Request> request_;
    std::vector<Range> inputs_;
    std::vector<Range> outputs_;
    std::size_t unbound_;

    static Range checked_range(std::string_view kind, const ModelPort& port, const void* data, std::int64_t bytes);
    static void check_apart(std::string_view kind, const ModelPort& port, const Range& range,
                            std::string_view other_kind, const std::vector<ModelPort>& other_ports,
                            const std::vector<Range>& others, const Range* except);
    void set(Range& place, const Range& range) noexcept;
    [[noreturn]] void fail_unbound() const;
};

}  // namespace mish4j
