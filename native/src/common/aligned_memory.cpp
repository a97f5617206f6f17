// SPDX-License-Identifier: Apache-2.0
#include "aligned_memory.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <limits>

#include "base/status.hpp"
#include "base/text.hpp"

namespace mish4j {

namespace {

constexpr std::int64_t huge_page = std::int64_t{2} << 20;

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

// Asks for huge pages where whole ones are covered: fewer page faults, and fewer misses of the address cache.
// Without the operating system's consent nothing changes.
void advise_huge_pages(void* data, std::int64_t bytes) {
    madvise(data, static_cast<std::size_t>(bytes / huge_page * huge_page), MADV_HUGEPAGE);
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
    const std::int64_t alignment = bytes >= huge_page ? huge_page : memory_alignment;
    void* data = nullptr;
    if (posix_memalign(&data, static_cast<std::size_t>(alignment), static_cast<std::size_t>(bytes)) != 0) {
        refuse(bytes, what, "the operating system gives no more");
    }
    data_.reset(static_cast<std::byte*>(data));
    if (bytes >= huge_page) advise_huge_pages(data, bytes);
}

void AlignedMemory::Free::operator()(std::byte* data) const noexcept { std::free(data); }

}  // namespace mish4j
