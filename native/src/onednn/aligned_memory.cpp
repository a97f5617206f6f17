// SPDX-License-Identifier: Apache-2.0
#include "aligned_memory.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <limits>

#include "../status.hpp"
#include "../text.hpp"

namespace mish4j::onednn {

namespace {

// The limit of the process's control group; without one, no limit.
std::int64_t control_group_memory() {
    std::ifstream file("/sys/fs/cgroup/memory.max");
    std::int64_t bytes = 0;
    return file >> bytes ? bytes : std::numeric_limits<std::int64_t>::max();
}

std::int64_t usable_memory() {
    const std::int64_t physical = static_cast<std::int64_t>(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
    return std::min(physical, control_group_memory());
}

[[noreturn]] void refuse(std::int64_t bytes, const std::string& what, const std::string& reason) {
    throw Error(MISH4J_OUT_OF_MEMORY, text(bytes, " bytes of memory are needed for ", what, ", ", reason));
}

}  // namespace

void require_memory(std::int64_t bytes, const std::string& what) {
    static const std::int64_t usable = usable_memory();
    if (bytes > usable) refuse(bytes, what, text("the process may use ", usable));
}

AlignedMemory::AlignedMemory(std::int64_t bytes, const std::string& what) : bytes_(bytes) {
    if (bytes == 0) return;
    require_memory(bytes, what);
    const std::int64_t rounded = (bytes + memory_alignment - 1) / memory_alignment * memory_alignment;
    data_.reset(static_cast<std::byte*>(std::aligned_alloc(memory_alignment, static_cast<std::size_t>(rounded))));
    if (!data_) refuse(bytes, what, "the operating system gives no more");
}

void AlignedMemory::Free::operator()(std::byte* data) const noexcept { std::free(data); }

}  // namespace mish4j::onednn
