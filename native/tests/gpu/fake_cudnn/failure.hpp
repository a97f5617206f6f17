// SPDX-License-Identifier: Apache-2.0
//
// A call that is refused: a status, and what cudnnGetLastErrorString tells the thread.
#pragma once

#include <stdexcept>
#include <string>

#include <cudnn.h>

namespace fake_cudnn {

class Failure : public std::runtime_error {
 public:
    Failure(cudnnStatus_t status, const std::string& what) : std::runtime_error(what), status_(status) {}
    cudnnStatus_t status() const { return status_; }

 private:
    cudnnStatus_t status_;
};

inline void require(bool holds, cudnnStatus_t status, const std::string& what) {
    if (!holds) throw Failure(status, what);
}

}  // namespace fake_cudnn
