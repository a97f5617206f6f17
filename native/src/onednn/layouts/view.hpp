// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "common/plan_buffers.hpp"
#include "layouts.hpp"

namespace mish4j::onednn {

// A tensor in a buffer: in all of it, in a part, or under other dimensions.
struct View {
    BufferId buffer;
    Desc desc;
    std::int64_t offset = 0;  // in bytes
};

// Whether two views are the same elements in the same layout.
inline bool is_same(const View& left, const View& right) {
    return left.buffer == right.buffer && left.offset == right.offset && left.desc == right.desc;
}

}  // namespace mish4j::onednn
