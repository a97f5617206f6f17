// SPDX-License-Identifier: Apache-2.0
//
// Which concatenations along the channels cost nothing: those whose sources are computed where the result lies, each in
// its part of the result's channels. A concatenation that is itself a source of another one lies in that one's result.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "program/program.hpp"

namespace mish4j {

// What a backend's layout of images asks of the parts of a result.
struct ConcatRules {
    std::int64_t block = 0;         // parts start at multiples of so many channels; 0: there are no such places
    bool ragged_end = false;        // of a single image, the last part may end within a block
    bool slices_are_views = false;  // whatever a slice takes, it lies where its source does
};

class ConcatPlacement {
 public:
    // A value's place: so many channels into `parent`'s value.
    struct Place {
        ValueId parent;
        std::int64_t channel;
    };

    ConcatPlacement(const Program& program, const ConcatRules& rules);

    // Where a value is to be computed; nothing where it may lie anywhere.
    const std::optional<Place>& place(ValueId value) const { return places_[value]; }

    // Whether a value is a concatenation whose sources are computed where it lies, as far as they can be.
    bool is_joined(ValueId value) const { return is_joined_[value]; }

 private:
    void place_sources(const Program& program, const Operator& op, const Concat& concat,
                       const std::vector<bool>& is_image);

    std::vector<std::optional<Place>> places_;
    std::vector<bool> is_joined_;
};

}  // namespace mish4j
