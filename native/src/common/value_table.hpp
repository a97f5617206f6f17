// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "plan_buffers.hpp"
#include "program/program.hpp"

namespace mish4j {

// Where the values of a program lie in a plan, and the copies of them in other layouts and types. View: a backend's
// tensor in a buffer, with its `buffer` and its `desc`, compared by is_same.
template <typename View>
class ValueTable {
 public:
    using Desc = decltype(View::desc);

    explicit ValueTable(std::size_t values) : views_(values), raw_views_(values), joined_views_(values) {}

    // A value as its producer left it, as far as that is known.
    std::optional<View>& view(ValueId value) { return views_[static_cast<std::size_t>(value)]; }

    // An input or a constant as the caller has it, where no operator reads it so.
    std::optional<View>& raw_view(ValueId value) { return raw_views_[static_cast<std::size_t>(value)]; }

    // Where a concatenation lies whose sources are computed in its result.
    std::optional<View>& joined_view(ValueId value) { return joined_views_[static_cast<std::size_t>(value)]; }

    // The copy of a tensor that was made before; nothing if there is none.
    std::optional<View> conversion(const View& source, const Desc& wanted) const {
        for (const Conversion& done : conversions_) {
            if (is_same(done.source, source) && done.result.desc == wanted) return done.result;
        }
        return std::nullopt;
    }

    void add_conversion(const View& source, const View& result) { conversions_.push_back({source, result}); }
    std::size_t conversion_count() const { return conversions_.size(); }

    // Forgets what lies in this buffer or a later one, and all conversions but the first ones.
    void forget_from(BufferId buffer, std::size_t conversion) {
        for (std::vector<std::optional<View>>* views : {&views_, &joined_views_}) {
            for (std::optional<View>& view : *views) {
                if (view && view->buffer >= buffer) view.reset();
            }
        }
        conversions_.erase(conversions_.begin() + static_cast<std::ptrdiff_t>(conversion), conversions_.end());
    }

 private:
    struct Conversion {
        View source;
        View result;
    };

    std::vector<std::optional<View>> views_;
    std::vector<std::optional<View>> raw_views_;
    std::vector<std::optional<View>> joined_views_;
    std::vector<Conversion> conversions_;
};

}  // namespace mish4j
