// SPDX-License-Identifier: Apache-2.0
//
// The one exception of the native layer. It never crosses the C ABI: c_api turns it into a status and a text.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "mish4j/mish4j.h"

namespace mish4j {

class __attribute__((visibility("default"))) Error : public std::runtime_error {
 public:
    Error(mish4j_status status, const std::string& text) : std::runtime_error(text), status_(status) {}

    mish4j_status status() const noexcept { return status_; }

 private:
    mish4j_status status_;
};

}  // namespace mish4j
