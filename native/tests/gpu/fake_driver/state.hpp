// SPDX-License-Identifier: Apache-2.0
//
// The fake driver's one state, and the checks that its functions share.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "fake_cuda.h"
#include "objects.hpp"

namespace mish4j::fake {

struct Allocation {
    std::size_t bytes;
    bool pinned;
};

// The live objects of one type, owned.
template <class Object>
class Objects {
 public:
    Object* add(std::unique_ptr<Object> object) {
        Object* handle = object.get();
        objects_.emplace(handle, std::move(object));
        return handle;
    }

    bool has(const Object* handle) const { return objects_.contains(handle); }

    // Whether there was such an object.
    bool remove(const Object* handle) { return objects_.erase(handle) != 0; }

    std::size_t size() const { return objects_.size(); }

    template <class Function>
    void for_each(Function&& function) {
        for (auto& [handle, object] : objects_) function(*object);
    }

 private:
    std::unordered_map<const Object*, std::unique_ptr<Object>> objects_;
};

// Guarded by its mutex, but for what is atomic.
struct State {
    std::mutex mutex;
    bool initialized = false;
    std::vector<CUctx_st> contexts;  // the primary one of each device
    std::map<std::uintptr_t, Allocation> allocations;
    std::size_t memory_bytes;
    Objects<CUmod_st> modules;
    Objects<CUstream_st> streams;
    Objects<CUevent_st> events;
    Objects<CUgraph_st> graphs;
    Objects<CUgraphExec_st> graph_execs;

    std::atomic<CUresult> lost = CUDA_SUCCESS;  // what every call gives once the device is lost
    std::atomic<std::int64_t> launches_left;    // until the device is lost; negative: never
    std::atomic<std::size_t> launches = 0;

    State();
    std::size_t allocated_bytes(bool pinned) const;
    std::size_t retained_contexts() const;
};

State& state();

// An environment variable's number, or the other one without it.
std::int64_t number_of(const char* variable, std::int64_t otherwise);

// The stack of contexts of the calling thread.
std::vector<CUcontext>& current_contexts();

// What a call that needs a context gives at once: no context, or a lost device.
CUresult enter();

// The same of a call that must not be made by a thread that captures: the capture is spoiled.
CUresult enter_unsafe();

// Does the work or records it. Gives what entering gives, or that the stream is none.
CUresult submit(CUstream stream, Work work);

// Does what was recorded.
void run_all(const Works& works);

// Counts the launch of a kernel. False when the device is lost with it.
bool count_launch();

bool is_accessible(const void* address, std::size_t bytes);

}  // namespace mish4j::fake
