// SPDX-License-Identifier: Apache-2.0
//
// list_devices NAME...: opens the devices, in this order, and then all that are listed. Prints a line for each: its
// name, "opened" or the error, and whether the backend for GPUs is loaded by then.
#include <dlfcn.h>

#include <array>
#include <cstdint>
#include <iostream>
#include <string>

#include "mish4j/mish4j.h"

namespace {

std::string last_error() {
    std::array<char, 4096> text{};
    mish4j_int64 length = 0;
    mish4j_get_last_error(text.data(), static_cast<mish4j_int64>(text.size()), &length);
    return text.data();
}

bool has_gpu_backend() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<void*>(&mish4j_get_version), &info) == 0) return false;
    const std::string core = info.dli_fname;
    const std::string backend = core.substr(0, core.rfind('/') + 1) + "libmish4j_cudnn.so";
    void* handle = dlopen(backend.c_str(), RTLD_NOW | RTLD_NOLOAD);
    if (handle != nullptr) dlclose(handle);
    return handle != nullptr;
}

void open(const std::string& name) {
    mish4j_device device = 0;
    const bool opened = mish4j_device_open(name.c_str(), &device) == MISH4J_OK;
    std::cout << name << ": " << (opened ? "opened" : last_error())
              << (has_gpu_backend() ? "" : " without the backend for GPUs") << '\n';
    if (opened) mish4j_device_close(device);
}

}  // namespace

int main(int argument_count, char** arguments) {
    for (int index = 1; index < argument_count; ++index) open(arguments[index]);
    std::int32_t count = 0;
    if (mish4j_get_device_count(&count) != MISH4J_OK) return 1;
    for (std::int32_t index = 0; index < count; ++index) {
        std::array<char, 64> name{};
        mish4j_int64 length = 0;
        if (mish4j_get_device_name(index, name.data(), static_cast<mish4j_int64>(name.size()), &length) != MISH4J_OK) {
            return 1;
        }
        open(name.data());
    }
    return 0;
}
