// SPDX-License-Identifier: Apache-2.0
//
// A small program on the fake backend's device.
#pragma once

#include <dlfcn.h>

#include <future>

#include "abi.hpp"
#include "backends/fake.hpp"

namespace mish4j::test {

// Blocks a thread of the library until the test has seen it there and lets it go.
class Gate {
 public:
    void pass() {
        arrived_.set_value();
        opened_.get_future().wait();
    }
    void wait_for_arrival() { arrived_.get_future().wait(); }
    void open() { opened_.set_value(); }

 private:
    std::promise<void> arrived_;
    std::promise<void> opened_;
};

inline FakeBackendHooks& hooks() {
    const std::string library = text_of([](char* buffer, mish4j_int64 capacity, mish4j_int64* length) {
        return mish4j_get_backend_text(0, MISH4J_BACKEND_LIBRARY, buffer, capacity, length);
    });
    static void* const handle = dlopen(library.c_str(), RTLD_NOW | RTLD_NOLOAD);
    return reinterpret_cast<GetFakeBackendHooks>(dlsym(handle, get_fake_backend_hooks_name))();
}

class FakeDeviceTest : public AbiTest {
 protected:
    void SetUp() override {
        AbiTest::SetUp();
        ASSERT_OK(mish4j_device_open("fake:0", device_.out()));
        ASSERT_OK(mish4j_program_create(program_.out()));
        const mish4j_int64 dims[] = {2, 3};
        mish4j_value x = -1;
        mish4j_value y = -1;
        ASSERT_OK(mish4j_program_add_input(program_, "x", MISH4J_TYPE_F32, 2, dims, &x));
        ASSERT_OK(mish4j_program_add_eltwise(program_, "f", MISH4J_ELTWISE_MISH, 0, 0, x, &y));
        ASSERT_OK(mish4j_program_add_output(program_, y, MISH4J_TYPE_F32, "y"));
    }

    void TearDown() override {
        hooks() = {};
        request_.close();
        model_.close();
        program_.close();
        device_.close();
        AbiTest::TearDown();
    }

    mish4j_status compile() { return mish4j_compile(device_, program_, 0, nullptr, model_.out()); }

    void make_request() {
        ASSERT_OK(compile());
        ASSERT_OK(mish4j_request_create(model_, request_.out()));
        ASSERT_OK(mish4j_request_bind_input(request_, 0, x_, sizeof x_));
        ASSERT_OK(mish4j_request_bind_output(request_, 0, y_, sizeof y_));
    }

    OwnedDevice device_;
    OwnedProgram program_;
    OwnedModel model_;
    OwnedRequest request_;
    float x_[6] = {};
    float y_[6] = {1, 1, 1, 1, 1, 1};
};

}  // namespace mish4j::test
