// SPDX-License-Identifier: Apache-2.0
//
// The objects that handles stand for, and the tables of them.
#pragma once

#include <atomic>
#include <memory>
#include <type_traits>
#include <utility>

#include "backend.hpp"
#include "handle_table.hpp"
#include "program/program_builder.hpp"
#include "runtime/compiled_model.hpp"
#include "runtime/held_memory.hpp"
#include "runtime/infer_request.hpp"
#include "runtime/registry.hpp"

namespace mish4j {

struct DeviceObject {
    const DeviceEntry& entry;
    std::unique_ptr<Device> device;
};

struct ProgramObject {
    static constexpr HandleKind kind = HandleKind::program;

    ProgramBuilder builder;
    std::atomic<bool> busy = false;
};

// Requests share the model, and keep it when its handle is closed.
struct ModelObject {
    std::shared_ptr<const CompiledModel> model;
};

struct RequestObject {
    static constexpr HandleKind kind = HandleKind::request;

    explicit RequestObject(std::shared_ptr<const CompiledModel> model) : request(std::move(model)) {}

    InferRequest request;
    std::atomic<bool> busy = false;
};

// Requests share the memory that is bound to them, and keep it when its handle is closed.
struct MemoryObject {
    std::shared_ptr<HeldMemory> memory;
};

// Threads may use handles until the process ends: no destructor may run before that.
static_assert(std::is_trivially_destructible_v<HandleTable<DeviceObject>>);

inline constinit HandleTable<DeviceObject> devices{HandleKind::device};
inline constinit HandleTable<ProgramObject> programs{HandleKind::program};
inline constinit HandleTable<ModelObject> models{HandleKind::model};
inline constinit HandleTable<RequestObject> requests{HandleKind::request};
inline constinit HandleTable<MemoryObject> memories{HandleKind::memory};

// A use of an object that belongs to one thread at a time. Throws MISH4J_INVALID_HANDLE, or MISH4J_BUSY when another
// thread is inside.
template <class T>
class ExclusiveUse {
 public:
    ExclusiveUse(HandleTable<T>& table, std::int64_t handle) : reference_(table.acquire(handle)) {
        if (reference_->busy.exchange(true, std::memory_order_acquire)) {
            throw Error(MISH4J_BUSY, text(name_of(T::kind), " handle ", handle, " is in use by another thread"));
        }
    }
    ExclusiveUse(const ExclusiveUse&) = delete;
    ExclusiveUse& operator=(const ExclusiveUse&) = delete;
    ~ExclusiveUse() { reference_->busy.store(false, std::memory_order_release); }

    T* operator->() const noexcept { return &*reference_; }

 private:
    typename HandleTable<T>::Reference reference_;
};

}  // namespace mish4j
