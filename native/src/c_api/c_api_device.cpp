// SPDX-License-Identifier: Apache-2.0
//
// The part "backends and devices" of mish4j.h.
#include "arguments/arguments.hpp"
#include "guard.hpp"
#include "handles/objects.hpp"
#include "mish4j/mish4j.h"
#include "runtime/registry.hpp"

using namespace mish4j;

namespace {

// Loads the backend, but for its name.
std::string backend_text(std::size_t index, std::int32_t key) {
    const auto state = [index]() -> const BackendState& { return Registry::instance().backend(index); };
    switch (key) {
        case MISH4J_BACKEND_NAME:
            return Registry::backend_name(index);
        case MISH4J_BACKEND_REASON:
            return state().reason;
        case MISH4J_BACKEND_LIBRARY:
            return state().library;
        case MISH4J_BACKEND_VERSION:
            return state().backend != nullptr ? state().backend->version() : "";
        default:
            fail_argument("key is ", key, ", expected one of MISH4J_BACKEND_*");
    }
}

const std::string& device_text(const DeviceObject& object, std::int32_t key) {
    switch (key) {
        case MISH4J_DEVICE_NAME:
            return object.device->texts().name;
        case MISH4J_DEVICE_BACKEND:
            return object.entry.backend->name;
        case MISH4J_DEVICE_DESCRIPTION:
            return object.device->texts().description;
        case MISH4J_DEVICE_INSTRUCTION_SET:
            return object.device->texts().instruction_set;
        case MISH4J_DEVICE_PRECISIONS:
            return object.device->texts().precisions;
        default:
            fail_argument("key is ", key, ", expected one of MISH4J_DEVICE_*");
    }
}

}  // namespace

mish4j_status mish4j_get_backend_count(int32_t* count) noexcept {
    return guard([&] {
        require(count, "count");
        *count = static_cast<int32_t>(Registry::backend_count());
    });
}

mish4j_status mish4j_get_backend_text(int32_t index, int32_t key, char* buffer, mish4j_int64 capacity,
                                      mish4j_int64* length) noexcept {
    return guard([&] {
        check_index(index, Registry::backend_count(), "index", "backends");
        write_text(backend_text(static_cast<std::size_t>(index), key), buffer, capacity, length);
    });
}

mish4j_status mish4j_get_device_count(int32_t* count) noexcept {
    return guard([&] {
        require(count, "count");
        *count = static_cast<int32_t>(Registry::instance().devices().size());
    });
}

mish4j_status mish4j_get_device_name(int32_t index, char* buffer, mish4j_int64 capacity,
                                     mish4j_int64* length) noexcept {
    return guard([&] {
        const auto& entries = Registry::instance().devices();
        check_index(index, entries.size(), "index", "devices");
        write_text(entries[static_cast<std::size_t>(index)].name, buffer, capacity, length);
    });
}

mish4j_status mish4j_device_open(const char* name, mish4j_device* device) noexcept {
    return guard([&] {
        require(device, "device");
        const DeviceEntry& entry = Registry::instance().find_device(read_name(name, "name"));
        auto object = std::make_unique<DeviceObject>(DeviceObject{entry, entry.backend->backend->open(entry.name)});
        *device = devices.insert(std::move(object));
    });
}

mish4j_status mish4j_device_close(mish4j_device device) noexcept {
    return guard([&] { devices.close(device); });
}

mish4j_status mish4j_device_get_text(mish4j_device device, int32_t key, char* buffer, mish4j_int64 capacity,
                                     mish4j_int64* length) noexcept {
    return guard([&] {
        const auto object = devices.acquire(device);
        write_text(device_text(*object, key), buffer, capacity, length);
    });
}
