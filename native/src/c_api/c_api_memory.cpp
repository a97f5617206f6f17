// SPDX-License-Identifier: Apache-2.0
//
// The part "memory" of mish4j.h.
#include "arguments/arguments.hpp"
#include "guard.hpp"
#include "handles/objects.hpp"
#include "mish4j/mish4j.h"

using namespace mish4j;

mish4j_status mish4j_memory_create(mish4j_device device, mish4j_int64 bytes, mish4j_memory* memory) noexcept {
    return guard([&] {
        require(memory, "memory");
        const auto use = devices.acquire(device);
        auto held = std::make_shared<HeldMemory>(*use->device, use->entry, bytes);
        *memory = memories.insert(std::make_unique<MemoryObject>(MemoryObject{std::move(held)}));
    });
}

mish4j_status mish4j_memory_close(mish4j_memory memory) noexcept {
    return guard([&] { memories.close(memory); });
}

mish4j_status mish4j_memory_write(mish4j_memory memory, mish4j_int64 offset, const void* data,
                                  mish4j_int64 bytes) noexcept {
    return guard([&] { memories.acquire(memory)->memory->write(offset, data, bytes); });
}

mish4j_status mish4j_memory_read(mish4j_memory memory, mish4j_int64 offset, void* data, mish4j_int64 bytes) noexcept {
    return guard([&] { memories.acquire(memory)->memory->read(offset, data, bytes); });
}
