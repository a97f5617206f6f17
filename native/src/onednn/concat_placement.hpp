// SPDX-License-Identifier: Apache-2.0
//
// Which concatenations along the channels cost nothing: those whose sources are computed where the result lies, each in
// its part of the result's channels. A concatenation that is itself a source of another one lies in that one's result.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "../program.hpp"

namespace mish4j::onednn {

class ConcatPlacement {
 public:
    // A value's place: so many channels into `parent`'s value.
    struct Place {
        ValueId parent;
        std::int64_t channel;
    };

    // block: the number of channels at whose multiples a part may start; 0 for no placement at all.
    ConcatPlacement(const Program& program, std::int64_t block);

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

}  // namespace mish4j::onednn
