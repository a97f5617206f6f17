// SPDX-License-Identifier: Apache-2.0
//
// What a compilation is told to do, and what it tells.
#include <stdexcept>

#include "fake_device_fixture.hpp"

namespace mish4j::test {
namespace {

struct Listener {
    std::vector<std::string> told = {};
    int give_up_at = -1;
};

std::int32_t listen(void* context, std::int32_t done, std::int32_t total, const char* what) {
    auto& listener = *static_cast<Listener*>(context);
    listener.told.push_back(std::to_string(done) + "/" + std::to_string(total) + " " + what);
    return done == listener.give_up_at ? 1 : 0;
}

class ProgressTest : public FakeDeviceTest {
 protected:
    void SetUp() override {
        FakeDeviceTest::SetUp();
        hooks().parts = {"plan", "tune", "pack"};
    }

    mish4j_status compile(mish4j_progress callback, std::vector<mish4j_int64> options = {}) {
        return mish4j_compile_with_progress(device_, program_, static_cast<std::int32_t>(options.size() / 2),
                                            options.data(), callback, &listener_, model_.out());
    }

    Listener listener_;
};

TEST_F(ProgressTest, TellsEachPart) {
    ASSERT_OK(compile(listen));
    EXPECT_EQ(listener_.told, (std::vector<std::string>{"0/3 plan", "1/3 tune", "2/3 pack"}));
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_STEP_COUNT), 1);
}

TEST_F(ProgressTest, MayTellNobody) {
    ASSERT_OK(compile(nullptr));
    ASSERT_OK(mish4j_compile(device_, program_, 0, nullptr, model_.out()));
}

TEST_F(ProgressTest, MayBeGivenUp) {
    for (int at : {0, 1, 2}) {
        listener_ = {.give_up_at = at};
        EXPECT_FAILS(MISH4J_CANCELLED,
                     "the compilation was given up before: " + hooks().parts[static_cast<std::size_t>(at)],
                     compile(listen));
        EXPECT_EQ(listener_.told.size(), static_cast<std::size_t>(at) + 1);
        EXPECT_EQ(handle_count(MISH4J_HANDLE_MODEL), 0);
        EXPECT_EQ(memory_bytes(), 0);
    }
    listener_ = {};
    ASSERT_OK(compile(listen));
}

TEST_F(ProgressTest, MayUseTheLibraryMeanwhile) {
    struct Nested {
        mish4j_device device;
        mish4j_program program;
        mish4j_status status;
    } nested{device_, program_, MISH4J_OK};
    const mish4j_progress callback = [](void* context, std::int32_t, std::int32_t, const char*) {
        auto& own = *static_cast<Nested*>(context);
        mish4j_model model = 0;
        own.status = mish4j_compile(own.device, own.program, 0, nullptr, &model);
        OwnedProgram program;
        return mish4j_program_create(program.out());
    };
    ASSERT_OK(mish4j_compile_with_progress(device_, program_, 0, nullptr, callback, &nested, model_.out()));
    EXPECT_EQ(nested.status, MISH4J_BUSY) << "the program is being compiled";
}

TEST_F(ProgressTest, RefusesWhatCompileRefuses) {
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "model is null",
                 mish4j_compile_with_progress(device_, program_, 0, nullptr, listen, &listener_, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option tune is 7", compile(listen, {MISH4J_OPTION_TUNE, 7}));
    OwnedProgram empty;
    ASSERT_OK(mish4j_program_create(empty.out()));
    EXPECT_FAILS(MISH4J_INVALID_STATE, "the program has no output",
                 mish4j_compile_with_progress(device_, empty, 0, nullptr, listen, &listener_, model_.out()));
    EXPECT_TRUE(listener_.told.empty());
}

TEST_F(ProgressTest, GivesTheOptionsToTheBackend) {
    ASSERT_OK(compile(nullptr));
    EXPECT_EQ(hooks().options.tune, Tune::off);
    EXPECT_TRUE(hooks().options.record);
    ASSERT_OK(compile(nullptr, {MISH4J_OPTION_TUNE, MISH4J_TUNE_FULL, MISH4J_OPTION_RECORD, 0}));
    EXPECT_EQ(hooks().options.tune, Tune::full);
    EXPECT_FALSE(hooks().options.record);
    ASSERT_OK(compile(nullptr, {MISH4J_OPTION_TUNE, MISH4J_TUNE_FAST, MISH4J_OPTION_RECORD, 1}));
    EXPECT_EQ(hooks().options.tune, Tune::fast);
    EXPECT_TRUE(hooks().options.record);
}

}  // namespace
}  // namespace mish4j::test
