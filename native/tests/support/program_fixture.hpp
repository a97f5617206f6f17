// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi.hpp"
#include "windows.hpp"

namespace mish4j::test {

// A program, with short forms of the functions that build one. Values are added as inputs, so that no test of shapes
// needs data.
class ProgramTest : public AbiTest {
 protected:
    void SetUp() override {
        AbiTest::SetUp();
        ASSERT_OK(mish4j_program_create(program_.out()));
    }
    void TearDown() override {
        program_.close();
        AbiTest::TearDown();
    }

    mish4j_value input(const Dims& dims) {
        mish4j_value value = -7;
        const std::string name = "input" + std::to_string(++input_count_);
        EXPECT_OK(mish4j_program_add_input(program_, name.c_str(), MISH4J_TYPE_F32,
                                           static_cast<std::int32_t>(dims.size()), dims.data(), &value));
        return value;
    }

    Dims shape(mish4j_value value) {
        std::int32_t type = 0;
        std::int32_t rank = 0;
        std::array<mish4j_int64, MISH4J_MAX_RANK> dims{};
        EXPECT_OK(mish4j_program_get_shape(program_, value, &type, &rank, dims.data()));
        EXPECT_EQ(type, MISH4J_TYPE_F32);
        return {dims.begin(), dims.begin() + rank};
    }

    mish4j_status convolution(mish4j_value src, mish4j_value weights, mish4j_value bias, mish4j_int64 groups,
                              const Windows& windows, mish4j_value* dst, const char* name = "stem") {
        return mish4j_program_add_convolution(
            program_, name, src, weights, bias, groups, static_cast<std::int32_t>(windows.strides.size()),
            windows.strides.data(), windows.dilations.data(), windows.pads_begin.data(), windows.pads_end.data(), dst);
    }

    mish4j_status deconvolution(mish4j_value src, mish4j_value weights, mish4j_value bias, mish4j_int64 groups,
                                const Windows& windows, const Dims& output_pads, mish4j_value* dst) {
        return mish4j_program_add_deconvolution(
            program_, "deconv", src, weights, bias, groups, static_cast<std::int32_t>(windows.strides.size()),
            windows.strides.data(), windows.dilations.data(), windows.pads_begin.data(), windows.pads_end.data(),
            output_pads.data(), dst);
    }

    mish4j_status pooling(std::int32_t kind, mish4j_value src, const Dims& kernel, const Windows& windows,
                          mish4j_value* dst) {
        return mish4j_program_add_pooling(program_, "pool", kind, src, static_cast<std::int32_t>(kernel.size()),
                                          kernel.data(), windows.strides.data(), windows.dilations.data(),
                                          windows.pads_begin.data(), windows.pads_end.data(), dst);
    }

    OwnedProgram program_;

 private:
    int input_count_ = 0;
};

}  // namespace mish4j::test
