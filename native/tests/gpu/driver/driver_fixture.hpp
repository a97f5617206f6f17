// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/status.hpp"
#include "cudnn/driver/gpu.hpp"

namespace mish4j::test {

// A GPU of the fake driver, which must have nothing left when the test has ended.
class DriverTest : public ::testing::Test {
 protected:
    DriverTest();
    ~DriverTest() override;

    const std::shared_ptr<const cudnn::Gpu>& gpu() const { return gpu_; }
    const cudnn::CudaDriver& driver() const { return gpu_->driver(); }

 private:
    std::shared_ptr<const cudnn::Gpu> gpu_;
};

// Expects that the action throws an Error with this status; gives its text.
template <class Action>
std::string failure_of(mish4j_status status, Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        EXPECT_EQ(error.status(), status) << error.what();
        return error.what();
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
}

// A kernel that copies numbers of f32 that lie one after the other.
cudnn::KernelCall copy_numbers(std::int64_t count);

}  // namespace mish4j::test
