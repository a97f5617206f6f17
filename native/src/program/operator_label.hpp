// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/status.hpp"
#include "base/text.hpp"

namespace mish4j {

// What an operator is called in error texts.
struct OperatorLabel {
    std::string_view kind;
    std::string name;

    // Throws MISH4J_INVALID_ARGUMENT, "convolution 'stem': ...".
    template <class... Parts>
    [[noreturn]] void fail(const Parts&... parts) const {
        throw Error(MISH4J_INVALID_ARGUMENT, text(kind, " '", name, "': ", parts...));
    }
};

}  // namespace mish4j
