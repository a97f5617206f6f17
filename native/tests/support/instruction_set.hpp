// SPDX-License-Identifier: Apache-2.0
//
// What tests may expect of the instruction set that they run on.
#pragma once

#include <string>

#include "abi.hpp"

namespace mish4j::test {

// As the device of the tests names it: "avx512_core_bf16".
inline std::string instruction_set() {
    OwnedDevice device;
    EXPECT_OK(mish4j_device_open(test_device().c_str(), device.out()));
    return text_of([&](char* buffer, mish4j_int64 capacity, mish4j_int64* length) {
        return mish4j_device_get_text(device, MISH4J_DEVICE_INSTRUCTION_SET, buffer, capacity, length);
    });
}

// The channels of an f32 image that lie together: 16 with vectors of 512 bits, 8 with shorter ones. On a GPU, where
// channels lie last, 0.
inline mish4j_int64 channel_block() {
    if (test_device() != "cpu") return 0;
    const std::string set = instruction_set();
    return set.starts_with("avx512") || set.starts_with("avx10") ? 16 : 8;
}

}  // namespace mish4j::test
