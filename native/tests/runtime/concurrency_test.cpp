// SPDX-License-Identifier: Apache-2.0
//
// Threads that meet in one object, on the real backend.
#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "network.hpp"

namespace mish4j::test {
namespace {

class ConcurrencyTest : public AbiTest {
 protected:
    void SetUp() override {
        AbiTest::SetUp();
        network_ = std::make_unique<Network>();
        const Windows windows{{1, 1}, {1, 1}, {1, 1}, {1, 1}};
        Expected x = network_->input({1, 3, 24, 24});
        for (mish4j_int64 channels : {16, 16}) {
            const Expected weights = network_->constant({channels, x.tensor.dims[1], 3, 3});
            x = network_->append_eltwise(network_->convolution(x, weights, nullptr, 1, windows), MISH4J_ELTWISE_MISH);
        }
        network_->output(x);
    }

    void TearDown() override {
        network_.reset();
        AbiTest::TearDown();
    }

    static void in_threads(int count, const std::function<void(int)>& body) {
        std::vector<std::thread> threads;
        for (int i = 0; i < count; ++i) threads.emplace_back(body, i);
        for (std::thread& thread : threads) thread.join();
    }

    std::unique_ptr<Network> network_;
};

TEST_F(ConcurrencyTest, OneModelManyRequests) {
    network_->compile();
    in_threads(4, [&](int) {
        OwnedRequest request;
        ASSERT_OK(mish4j_request_create(network_->model(), request.out()));
        const Network::Binding binding = network_->bind(request);
        for (int run = 0; run < 10; ++run) {
            ASSERT_OK(mish4j_request_run(request));
            network_->check_outputs(binding.outputs, 1e-5);
        }
    });
}

TEST_F(ConcurrencyTest, OneRequestManyThreads) {
    network_->compile();
    OwnedRequest request;
    ASSERT_OK(mish4j_request_create(network_->model(), request.out()));
    const Network::Binding binding = network_->bind(request);
    std::atomic<int> done = 0;
    in_threads(4, [&](int) {
        for (int run = 0; run < 25; ++run) {
            const mish4j_status status = mish4j_request_run(request);
            EXPECT_TRUE(status == MISH4J_OK || status == MISH4J_BUSY) << last_error();
            if (status == MISH4J_OK) ++done;
        }
    });
    EXPECT_GT(done, 0);
    network_->check_outputs(binding.outputs, 1e-5);
}

TEST_F(ConcurrencyTest, RequestsAreClosedWhileOthersRunThem) {
    network_->compile();
    for (int round = 0; round < 20; ++round) {
        mish4j_request request = 0;
        ASSERT_OK(mish4j_request_create(network_->model(), &request));
        const Network::Binding binding = network_->bind(request);
        std::atomic<bool> started = false;
        std::thread runner([&] {
            for (int run = 0; run < 1000; ++run) {
                const mish4j_status status = mish4j_request_run(request);
                started = true;
                if (status == MISH4J_INVALID_HANDLE) return;
                EXPECT_EQ(status, MISH4J_OK) << last_error();
            }
        });
        while (!started) std::this_thread::yield();
        EXPECT_OK(mish4j_request_close(request));
        runner.join();
    }
}

TEST_F(ConcurrencyTest, ModelsAreMadeAndClosedSideBySide) {
    network_->compile();
    in_threads(3, [&](int) {
        for (int round = 0; round < 3; ++round) {
            Network own;
            const Expected x = own.input({1, 8, 10, 10});
            own.output(own.convolution(x, own.constant({8, 8, 3, 3}), nullptr, 1, dense(2)));
            own.check(1e-5);
        }
    });
}

TEST_F(ConcurrencyTest, ProgramsBelongToOneThreadAtATime) {
    OwnedProgram program;
    ASSERT_OK(mish4j_program_create(program.out()));
    const mish4j_int64 dims[] = {2, 3};
    std::atomic<int> added = 0;
    in_threads(4, [&](int thread) {
        for (int i = 0; i < 500; ++i) {
            const std::string name = std::to_string(thread) + "_" + std::to_string(i);
            mish4j_value value = -1;
            const mish4j_status status =
                mish4j_program_add_input(program, name.c_str(), MISH4J_TYPE_F32, 2, dims, &value);
            EXPECT_TRUE(status == MISH4J_OK || status == MISH4J_BUSY) << last_error();
            if (status == MISH4J_OK) ++added;
        }
    });
    mish4j_value next = -1;
    ASSERT_OK(mish4j_program_add_input(program, "last", MISH4J_TYPE_F32, 2, dims, &next));
    EXPECT_EQ(next, added);
}

}  // namespace
}  // namespace mish4j::test
