// SPDX-License-Identifier: Apache-2.0
//
// Runs in two halves, over a backend that waits and fails as a test wants.
#include <atomic>
#include <new>

#include "base/status.hpp"
#include "fake_device_fixture.hpp"

namespace mish4j::test {
namespace {

class AsynchronousTest : public FakeDeviceTest {
 protected:
    static constexpr const char* in_motion = "the request was started and not yet awaited";

    void SetUp() override {
        FakeDeviceTest::SetUp();
        hooks().asynchronous = true;
        make_request();
    }

    mish4j_status start() {
        return mish4j_request_start_keeping(request_, x_, y_, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
    }
    mish4j_status await() {
        return mish4j_request_await_keeping(request_, x_, y_, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
    }
};

TEST_F(AsynchronousTest, StartsAndAwaits) {
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_ASYNCHRONOUS), 1);
    ASSERT_OK(mish4j_request_start(request_));
    EXPECT_EQ(y_[5], 1) << "start leaves outputs alone";
    ASSERT_OK(mish4j_request_await(request_));
    EXPECT_EQ(y_[5], 0);
    y_[5] = 1;
    ASSERT_OK(start());
    ASSERT_OK(await());
    EXPECT_EQ(y_[5], 0);
    y_[5] = 1;
    ASSERT_OK(mish4j_request_run(request_));
    EXPECT_EQ(y_[5], 0);
}

TEST_F(AsynchronousTest, OnlyAwaitsWhatIsInMotion) {
    EXPECT_FAILS(MISH4J_INVALID_STATE, "the request was not started", mish4j_request_await(request_));
    EXPECT_FAILS(MISH4J_INVALID_STATE, "the request was not started", await());
    ASSERT_OK(start());
    ASSERT_OK(await());
    EXPECT_FAILS(MISH4J_INVALID_STATE, "the request was not started", await());
}

TEST_F(AsynchronousTest, RefusesEverythingElseInBetween) {
    OwnedMemory memory;
    ASSERT_OK(mish4j_memory_create(device_, sizeof x_, memory.out()));
    ASSERT_OK(mish4j_request_set_profiling(request_, 1));
    ASSERT_OK(mish4j_request_run(request_));
    ASSERT_OK(start());
    mish4j_int64 time = 0;
    EXPECT_FAILS(MISH4J_INVALID_STATE, in_motion, mish4j_request_start(request_));
    EXPECT_FAILS(MISH4J_INVALID_STATE, in_motion, start());
    EXPECT_FAILS(MISH4J_INVALID_STATE, in_motion, mish4j_request_run(request_));
    EXPECT_FAILS(MISH4J_INVALID_STATE, in_motion, mish4j_request_bind_input(request_, 0, x_, sizeof x_));
    EXPECT_FAILS(MISH4J_INVALID_STATE, in_motion, mish4j_request_bind_output(request_, 0, y_, sizeof y_));
    EXPECT_FAILS(MISH4J_INVALID_STATE, in_motion, mish4j_request_bind_input_memory(request_, 0, memory, 0));
    EXPECT_FAILS(MISH4J_INVALID_STATE, in_motion, mish4j_request_bind_output_memory(request_, 0, memory, 0));
    EXPECT_FAILS(MISH4J_INVALID_STATE, in_motion, mish4j_request_set_profiling(request_, 0));
    EXPECT_FAILS(MISH4J_INVALID_STATE, in_motion, mish4j_request_get_step_time(request_, 0, &time));
    ASSERT_OK(await());
    ASSERT_OK(mish4j_request_get_step_time(request_, 0, &time));
    ASSERT_OK(mish4j_request_run(request_));
}

TEST_F(AsynchronousTest, StartsOnlyWhatIsBound) {
    OwnedRequest unbound;
    ASSERT_OK(mish4j_request_create(model_, unbound.out()));
    EXPECT_FAILS(MISH4J_INVALID_STATE, "input 'x' is not bound", mish4j_request_start(unbound));
    ASSERT_OK(mish4j_request_bind_input(unbound, 0, x_, sizeof x_));
    EXPECT_FAILS(MISH4J_INVALID_STATE, "output 'y' is not bound", mish4j_request_start(unbound));
}

TEST_F(AsynchronousTest, IsNotInMotionAfterAFailure) {
    struct Case {
        std::function<void()> hook;
        mish4j_status status;
        const char* text;
    };
    const Case cases[] = {
        {[] { throw Error(MISH4J_BACKEND_FAILURE, "the device was lost"); }, MISH4J_BACKEND_FAILURE, "was lost"},
        {[] { throw std::bad_alloc(); }, MISH4J_OUT_OF_MEMORY, "out of memory"},
        {[] { throw 42; }, MISH4J_INTERNAL_ERROR, "unknown type"},
    };
    for (const Case& c : cases) {
        hooks().start = c.hook;
        EXPECT_FAILS(c.status, c.text, start());
        EXPECT_FAILS(MISH4J_INVALID_STATE, "was not started", await());
        hooks().start = {};

        hooks().await = c.hook;
        ASSERT_OK(start());
        EXPECT_FAILS(c.status, c.text, await());
        EXPECT_FAILS(MISH4J_INVALID_STATE, "was not started", await());
        hooks().await = {};

        ASSERT_OK(start());
        ASSERT_OK(await());
    }
}

TEST_F(AsynchronousTest, CancellingDropsTheResults) {
    int cancelled = 0;
    hooks().cancel = [&] { ++cancelled; };
    EXPECT_FAILS(MISH4J_INVALID_STATE, "the request was not started", mish4j_request_cancel(request_));
    EXPECT_EQ(cancelled, 0);
    ASSERT_OK(start());
    ASSERT_OK(mish4j_request_cancel(request_));
    EXPECT_EQ(cancelled, 1);
    EXPECT_EQ(y_[5], 1);
    EXPECT_FAILS(MISH4J_INVALID_STATE, "the request was not started", await());
    ASSERT_OK(start());
    ASSERT_OK(await());
    EXPECT_EQ(y_[5], 0);
    hooks().cancel = [] { throw Error(MISH4J_BACKEND_FAILURE, "the device was lost"); };
    ASSERT_OK(start());
    EXPECT_FAILS(MISH4J_BACKEND_FAILURE, "was lost", mish4j_request_cancel(request_));
    EXPECT_FAILS(MISH4J_INVALID_STATE, "the request was not started", mish4j_request_cancel(request_));
}

TEST_F(AsynchronousTest, ClosingDropsWhatIsInMotion) {
    bool destroyed = false;
    bool awaited = false;
    hooks().destroy_request = [&] { destroyed = true; };
    hooks().await = [&] { awaited = true; };
    OwnedMemory memory;
    hooks().device_memory = true;
    ASSERT_OK(mish4j_memory_create(device_, sizeof y_, memory.out()));
    ASSERT_OK(mish4j_request_bind_output_memory(request_, 0, memory, 0));
    ASSERT_OK(start());
    memory.close();
    model_.close();
    request_.close();
    EXPECT_TRUE(destroyed);
    EXPECT_FALSE(awaited) << "the caller's memory may be gone";
    EXPECT_EQ(memory_bytes(), 0);
}

TEST_F(AsynchronousTest, IsBusyWhileAnotherThreadStartsOrAwaits) {
    for (const bool starting : {true, false}) {
        Gate gate;
        (starting ? hooks().start : hooks().await) = [&] { gate.pass(); };
        if (!starting) {
            ASSERT_OK(start());
        }
        auto call = std::async(std::launch::async, [&] { return starting ? start() : await(); });
        gate.wait_for_arrival();
        EXPECT_FAILS(MISH4J_BUSY, "in use by another thread", start());
        EXPECT_FAILS(MISH4J_BUSY, "in use by another thread", await());
        EXPECT_FAILS(MISH4J_BUSY, "in use by another thread", mish4j_request_run(request_));
        gate.open();
        EXPECT_EQ(call.get(), MISH4J_OK);
        hooks().start = {};
        hooks().await = {};
        if (starting) {
            ASSERT_OK(await());
        }
    }
}

TEST_F(AsynchronousTest, OneThreadOfManyAwaits) {
    for (int round = 0; round < 50; ++round) {
        ASSERT_OK(start());
        std::atomic<int> awaited = 0;
        std::vector<std::future<void>> threads;
        for (int thread = 0; thread < 3; ++thread) {
            threads.push_back(std::async(std::launch::async, [&] {
                const mish4j_status status = mish4j_request_await(request_);
                if (status == MISH4J_OK) ++awaited;
                EXPECT_TRUE(status == MISH4J_OK || status == MISH4J_BUSY || status == MISH4J_INVALID_STATE) << status;
            }));
        }
        for (auto& thread : threads) thread.get();
        EXPECT_EQ(awaited, 1);
    }
}

TEST_F(AsynchronousTest, OtherModelsCanOnlyBeRun) {
    hooks().asynchronous = false;
    request_.close();
    make_request();
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_ASYNCHRONOUS), 0);
    EXPECT_FAILS(MISH4J_UNSUPPORTED, "models of the device fake:0 can only be run", start());
    EXPECT_FAILS(MISH4J_UNSUPPORTED, "models of the device fake:0 can only be run", await());
    ASSERT_OK(mish4j_request_run(request_));
}

}  // namespace
}  // namespace mish4j::test
