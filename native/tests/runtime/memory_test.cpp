// SPDX-License-Identifier: Apache-2.0
//
// Memory of a device's own: what is read and written, and what it may be bound to.
#include <algorithm>
#include <thread>

#include "model_fixture.hpp"

namespace mish4j::test {
namespace {

constexpr mish4j_int64 largest = INT64_MAX;
constexpr mish4j_int64 smallest = INT64_MIN;

class MemoryTest : public ModelTest {
 protected:
    void TearDown() override {
        memory_.close();
        ModelTest::TearDown();
    }

    // A copy of elements of memory_.
    std::vector<float> read(mish4j_int64 offset, std::size_t count) {
        std::vector<float> values(count, -7);
        EXPECT_OK(mish4j_memory_read(memory_, offset, values.data(), static_cast<mish4j_int64>(count * sizeof(float))));
        return values;
    }

    std::vector<float> expected(float (*function)(float, float)) const {
        std::vector<float> values(6);
        std::transform(a_, a_ + 6, b_, values.begin(), function);
        return values;
    }

    std::vector<float> sums() const {
        return expected([](float a, float b) { return a + b; });
    }
    std::vector<float> products() const {
        return expected([](float a, float b) { return a * b; });
    }

    OwnedMemory memory_;
};

TEST_F(MemoryTest, HoldsWhatIsWritten) {
    ASSERT_OK(mish4j_memory_create(device_, 13 * sizeof(float), memory_.out()));
    EXPECT_EQ(read(0, 13), std::vector<float>(13, 0));
    ASSERT_OK(mish4j_memory_write(memory_, 0, a_, bytes));
    ASSERT_OK(mish4j_memory_write(memory_, 7 * sizeof(float), b_, bytes));
    EXPECT_EQ(read(0, 13), (std::vector<float>{1, 2, 3, 4, 5, 6, 0, -1, 2, -3, 4, -5, 6}));
    EXPECT_EQ(read(5 * sizeof(float), 3), (std::vector<float>{6, 0, -1}));
    // One byte, at any place.
    const unsigned char one = 0x40;
    ASSERT_OK(mish4j_memory_write(memory_, 4 * 6 + 3, &one, 1));
    EXPECT_EQ(read(6 * sizeof(float), 1), std::vector<float>{2});
    // Nothing, also at the end.
    EXPECT_OK(mish4j_memory_write(memory_, 13 * sizeof(float), nullptr, 0));
    EXPECT_OK(mish4j_memory_read(memory_, 13 * sizeof(float), nullptr, 0));
}

TEST_F(MemoryTest, RefusesWrongSizes) {
    mish4j_memory memory = -7;
    for (mish4j_int64 size : {mish4j_int64{0}, mish4j_int64{-1}, smallest, (mish4j_int64{1} << 40) + 1, largest}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT,
                     "bytes is " + std::to_string(size) + ", expected 1 to " + std::to_string(mish4j_int64{1} << 40),
                     mish4j_memory_create(device_, size, &memory));
    }
    EXPECT_FAILS(MISH4J_OUT_OF_MEMORY, "memory", mish4j_memory_create(device_, mish4j_int64{1} << 40, &memory));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "memory is null", mish4j_memory_create(device_, 4, nullptr));
    EXPECT_EQ(memory, -7);
}

TEST_F(MemoryTest, RefusesWhatLiesOutside) {
    constexpr mish4j_int64 size = 24;
    ASSERT_OK(mish4j_memory_create(device_, size, memory_.out()));
    struct Part {
        mish4j_int64 offset;
        mish4j_int64 bytes;
    };
    for (const Part& part : {Part{0, size + 1}, Part{1, size}, Part{size, 1}, Part{size + 1, 0}, Part{-1, 1},
                             Part{0, -1}, Part{largest, 1}, Part{1, largest}, Part{largest, largest}, Part{smallest, 4},
                             Part{4, smallest}, Part{-4, 8}}) {
        const std::string text = "offset is " + std::to_string(part.offset) + " and bytes is " +
                                 std::to_string(part.bytes) + ", which do not lie within the memory's 24 bytes";
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, text, mish4j_memory_write(memory_, part.offset, a_, part.bytes));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, text, mish4j_memory_read(memory_, part.offset, sum_, part.bytes));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "data is null", mish4j_memory_write(memory_, 0, nullptr, 1));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "data is null", mish4j_memory_read(memory_, 0, nullptr, 1));
    EXPECT_EQ(read(0, 6), std::vector<float>(6, 0));
}

TEST_F(MemoryTest, IsReadAndWrittenByRequests) {
    make_request();
    bind_all();
    ASSERT_OK(mish4j_memory_create(device_, 3 * bytes, memory_.out()));
    ASSERT_OK(mish4j_memory_write(memory_, 0, a_, bytes));
    ASSERT_OK(mish4j_request_bind_input_memory(request_, 0, memory_, 0));
    ASSERT_OK(mish4j_request_bind_output_memory(request_, 0, memory_, bytes));
    ASSERT_OK(mish4j_request_bind_output_memory(request_, 1, memory_, 2 * bytes));
    ASSERT_OK(mish4j_request_run(request_));
    EXPECT_EQ(read(bytes, 6), sums());
    EXPECT_EQ(read(2 * bytes, 6), products());

    // What one request left is what another reads.
    OwnedRequest second;
    ASSERT_OK(mish4j_request_create(model_, second.out()));
    ASSERT_OK(mish4j_request_bind_input_memory(second, 0, memory_, bytes));
    ASSERT_OK(mish4j_request_bind_input_memory(second, 1, memory_, 2 * bytes));
    ASSERT_OK(mish4j_request_bind_output(second, 0, sum_, bytes));
    ASSERT_OK(mish4j_request_bind_output(second, 1, product_, bytes));
    ASSERT_OK(mish4j_request_run(second));
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(sum_[i], sums()[i] + products()[i]);
        EXPECT_EQ(product_[i], sums()[i] * products()[i]);
    }

    // And back to memory of the caller's.
    ASSERT_OK(mish4j_request_bind_output(request_, 0, sum_, bytes));
    ASSERT_OK(mish4j_request_run(request_));
    EXPECT_EQ(std::vector<float>(sum_, sum_ + 6), sums());
}

TEST_F(MemoryTest, RefusesPlacesThatDoNotFit) {
    make_request();
    ASSERT_OK(mish4j_memory_create(device_, 2 * bytes, memory_.out()));
    for (mish4j_int64 offset :
         {mish4j_int64{-1}, mish4j_int64{-4}, bytes + 1, bytes + 4, 2 * bytes, 3 * bytes, largest, smallest}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT,
                     "input 'b' takes 24 bytes, from offset " + std::to_string(offset) +
                         " on they do not lie within the memory's 48 bytes",
                     mish4j_request_bind_input_memory(request_, 1, memory_, offset));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "output 'sum' takes 24 bytes",
                     mish4j_request_bind_output_memory(request_, 0, memory_, offset));
    }
    for (mish4j_int64 offset : {1, 2, 3, 5, 23}) {
        const std::string text = "offset is " + std::to_string(offset) + ", not aligned to 4 bytes";
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, text, mish4j_request_bind_input_memory(request_, 0, memory_, offset));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, text, mish4j_request_bind_output_memory(request_, 1, memory_, offset));
    }
    for (std::int32_t index : {-1, 2, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "index is " + std::to_string(index),
                     mish4j_request_bind_input_memory(request_, index, memory_, 0));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "index is " + std::to_string(index),
                     mish4j_request_bind_output_memory(request_, index, memory_, 0));
    }
    EXPECT_FAILS(MISH4J_INVALID_STATE, "input 'a' is not bound", mish4j_request_run(request_));
}

TEST_F(MemoryTest, RefusesOutputsThatOverlap) {
    make_request();
    ASSERT_OK(mish4j_memory_create(device_, 3 * bytes, memory_.out()));
    ASSERT_OK(mish4j_request_bind_input_memory(request_, 0, memory_, 8));
    // Inputs may overlap each other.
    ASSERT_OK(mish4j_request_bind_input_memory(request_, 1, memory_, 4));
    for (mish4j_int64 offset : {0, 4, 8, 24, 28}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "the memory of output 'sum' overlaps that of input",
                     mish4j_request_bind_output_memory(request_, 0, memory_, offset));
    }
    ASSERT_OK(mish4j_request_bind_output_memory(request_, 0, memory_, 32));
    ASSERT_OK(mish4j_request_bind_output_memory(request_, 0, memory_, 36));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "the memory of output 'product' overlaps that of output 'sum'",
                 mish4j_request_bind_output_memory(request_, 1, memory_, 48));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "the memory of input 'a' overlaps that of output 'sum'",
                 mish4j_request_bind_input_memory(request_, 0, memory_, 16));
    // Other memory is elsewhere, at the same offset too.
    OwnedMemory other;
    ASSERT_OK(mish4j_memory_create(device_, bytes, other.out()));
    ASSERT_OK(mish4j_request_bind_output_memory(request_, 1, other, 0));
    ASSERT_OK(mish4j_request_run(request_));
}

TEST_F(MemoryTest, StaysUsableWhileItIsBound) {
    const mish4j_int64 before = memory_bytes();
    make_request();
    bind_all();
    const mish4j_int64 with_request = memory_bytes();
    ASSERT_OK(mish4j_memory_create(device_, bytes, memory_.out()));
    EXPECT_EQ(memory_bytes(), with_request + bytes);
    ASSERT_OK(mish4j_memory_write(memory_, 0, a_, bytes));
    ASSERT_OK(mish4j_request_bind_input_memory(request_, 0, memory_, 0));
    memory_.close();
    EXPECT_EQ(handle_count(MISH4J_HANDLE_MEMORY), 0);
    EXPECT_EQ(memory_bytes(), with_request + bytes) << "the request keeps it";
    ASSERT_OK(mish4j_request_run(request_));
    expect_results();
    // Until something else is bound there.
    ASSERT_OK(mish4j_request_bind_input(request_, 0, a_, bytes));
    EXPECT_EQ(memory_bytes(), with_request);

    ASSERT_OK(mish4j_memory_create(device_, bytes, memory_.out()));
    ASSERT_OK(mish4j_request_bind_output_memory(request_, 1, memory_, 0));
    memory_.close();
    request_.close();
    model_.close();
    EXPECT_EQ(memory_bytes(), before);
}

TEST_F(MemoryTest, OutlivesItsDevice) {
    ASSERT_OK(mish4j_memory_create(device_, bytes, memory_.out()));
    device_.close();
    ASSERT_OK(mish4j_memory_write(memory_, 0, a_, bytes));
    EXPECT_EQ(read(0, 6), std::vector<float>(a_, a_ + 6));
    // It belongs to every device of that name.
    ASSERT_OK(mish4j_device_open(test_device().c_str(), device_.out()));
    make_request();
    bind_all();
    ASSERT_OK(mish4j_request_bind_input_memory(request_, 0, memory_, 0));
    ASSERT_OK(mish4j_request_run(request_));
    expect_results();
}

TEST_F(MemoryTest, KnowsClosedMemory) {
    make_request();
    ASSERT_OK(mish4j_memory_create(device_, bytes, memory_.out()));
    const mish4j_memory memory = memory_;
    memory_.close();
    const std::string text = "memory handle " + std::to_string(memory) + " was closed";
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_memory_close(memory));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_memory_write(memory, 0, a_, bytes));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_memory_read(memory, 0, sum_, bytes));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_request_bind_input_memory(request_, 0, memory, 0));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_request_bind_output_memory(request_, 0, memory, 0));
}

TEST_F(MemoryTest, IsUsedByManyThreads) {
    constexpr int threads = 4;
    ASSERT_OK(mish4j_memory_create(device_, threads * bytes, memory_.out()));
    std::vector<std::thread> running;
    for (int thread = 0; thread < threads; ++thread) {
        running.emplace_back([&, thread] {
            const mish4j_int64 offset = thread * bytes;
            for (int round = 0; round < 200; ++round) {
                float values[6];
                std::fill(values, values + 6, static_cast<float>(1000 * thread + round));
                EXPECT_OK(mish4j_memory_write(memory_, offset, values, bytes));
                EXPECT_EQ(read(offset, 6), std::vector<float>(values, values + 6));
                OwnedMemory own;
                EXPECT_OK(mish4j_memory_create(device_, bytes, own.out()));
            }
        });
    }
    for (std::thread& thread : running) thread.join();
}

TEST_F(MemoryTest, MayBeClosedWhileItIsUsed) {
    for (int round = 0; round < 50; ++round) {
        mish4j_memory memory = 0;
        ASSERT_OK(mish4j_memory_create(device_, bytes, &memory));
        std::thread writer([&] {
            mish4j_status status = MISH4J_OK;
            while (status == MISH4J_OK) status = mish4j_memory_write(memory, 0, a_, bytes);
            EXPECT_EQ(status, MISH4J_INVALID_HANDLE);
        });
        EXPECT_OK(mish4j_memory_close(memory));
        writer.join();
    }
}

TEST_F(MemoryTest, IsReadAndWrittenByRunsInTwoHalves) {
    make_request();
    if (model_number(model_, MISH4J_MODEL_ASYNCHRONOUS) == 0) GTEST_SKIP() << "models of this device can only be run";
    bind_all();
    ASSERT_OK(mish4j_request_start(request_));
    // Copied by start: free for anything else.
    const std::vector<float> wanted = sums();
    a_[0] = 1000;
    ASSERT_OK(mish4j_request_await(request_));
    EXPECT_EQ(std::vector<float>(sum_, sum_ + 6), wanted);

    ASSERT_OK(mish4j_memory_create(device_, 2 * bytes, memory_.out()));
    ASSERT_OK(mish4j_memory_write(memory_, 0, b_, bytes));
    ASSERT_OK(mish4j_request_bind_input_memory(request_, 0, memory_, 0));
    ASSERT_OK(mish4j_request_bind_output_memory(request_, 1, memory_, bytes));
    OwnedRequest second;
    ASSERT_OK(mish4j_request_create(model_, second.out()));
    ASSERT_OK(mish4j_request_bind_input(second, 0, a_, bytes));
    ASSERT_OK(mish4j_request_bind_input(second, 1, b_, bytes));
    float second_sum[6];
    float second_product[6];
    ASSERT_OK(mish4j_request_bind_output(second, 0, second_sum, bytes));
    ASSERT_OK(mish4j_request_bind_output(second, 1, second_product, bytes));
    for (int round = 0; round < 10; ++round) {
        ASSERT_OK(mish4j_request_start(request_));
        ASSERT_OK(mish4j_request_start(second));
        ASSERT_OK(mish4j_request_await(second));
        ASSERT_OK(mish4j_request_await(request_));
        for (std::size_t i = 0; i < 6; ++i) {
            EXPECT_EQ(read(bytes, 6)[i], b_[i] * b_[i]);
            EXPECT_EQ(sum_[i], b_[i] + b_[i]);
            EXPECT_EQ(second_sum[i], a_[i] + b_[i]);
        }
    }
    // Given up: the caller's memory stays as it is.
    sum_[0] = -1;
    ASSERT_OK(mish4j_request_start(request_));
    ASSERT_OK(mish4j_request_cancel(request_));
    EXPECT_EQ(sum_[0], -1);
    // Closed in motion, and its memory with it.
    ASSERT_OK(mish4j_request_start(request_));
    memory_.close();
    request_.close();
}

TEST_F(MemoryTest, ModelsOfTheProcessorAreNotStarted) {
    if (test_device() != "cpu") GTEST_SKIP() << "a GPU can start models";
    make_request();
    bind_all();
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_ASYNCHRONOUS), 0);
    const char* text = "models of the device cpu can only be run";
    EXPECT_FAILS(MISH4J_UNSUPPORTED, text, mish4j_request_start(request_));
    EXPECT_FAILS(MISH4J_UNSUPPORTED, text,
                 mish4j_request_start_keeping(request_, a_, b_, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr));
    EXPECT_FAILS(MISH4J_UNSUPPORTED, text, mish4j_request_await(request_));
    EXPECT_FAILS(MISH4J_UNSUPPORTED, text,
                 mish4j_request_await_keeping(request_, a_, b_, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr));
    ASSERT_OK(mish4j_request_run(request_));
    expect_results();
}

}  // namespace
}  // namespace mish4j::test
