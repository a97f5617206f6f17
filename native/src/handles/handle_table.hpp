// SPDX-License-Identifier: Apache-2.0
//
// The objects behind the handles of one kind. Using a handle takes no lock: a slot's state is one atomic number of
// generation, closing flag and reference count. An object is destroyed when its handle is closed and its last use has
// ended. Slots are never freed, and a slot's generation never comes again, so that a closed handle is known as closed
// for as long as the process lives.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

#include "base/status.hpp"
#include "base/text.hpp"
#include "handle.hpp"

namespace mish4j {

template <class T>
class HandleTable {
    struct Slot {
        // An open handle counts as one reference. A slot without an object has the generation of the next object, the
        // closing flag, and no reference.
        std::atomic<std::uint64_t> state;
        T* object = nullptr;
        std::uint32_t next_free = no_slot;

        Slot() noexcept : state(state_of(1) | closing) {}
    };

 public:
    // A use of an object: it is not destroyed while this lives.
    class Reference {
     public:
        Reference(Reference&& other) noexcept : table_(other.table_), index_(other.index_), object_(other.object_) {
            other.object_ = nullptr;
        }
        Reference(const Reference&) = delete;
        Reference& operator=(const Reference&) = delete;
        Reference& operator=(Reference&&) = delete;
        ~Reference() {
            if (object_ != nullptr) table_->release(index_);
        }

        T& operator*() const noexcept { return *object_; }
        T* operator->() const noexcept { return object_; }

     private:
        friend HandleTable;
        Reference(HandleTable& table, std::uint32_t index, T& object) noexcept
            : table_(&table), index_(index), object_(&object) {}

        HandleTable* table_;
        std::uint32_t index_;
        T* object_;
    };

    // A slot is used for last_generation objects, and then never again.
    constexpr explicit HandleTable(HandleKind kind, std::uint64_t last_generation = largest_generation) noexcept
        : kind_(kind), last_generation_(last_generation) {}

    // Gives a new handle.
    std::int64_t insert(std::unique_ptr<T> object) {
        const std::scoped_lock lock(mutex_);
        if (free_ == no_slot) add_chunk();
        const std::uint32_t index = free_;
        Slot& slot = *find(index);
        free_ = slot.next_free;
        slot.object = object.release();
        const std::uint64_t generation = generation_of(slot.state.load(std::memory_order_relaxed));
        count_.fetch_add(1, std::memory_order_relaxed);
        slot.state.store(state_of(generation) + 1, std::memory_order_release);
        return encode_handle(kind_, {index, generation});
    }

    // Throws MISH4J_INVALID_HANDLE.
    Reference acquire(std::int64_t handle) {
        const HandleParts parts = decode_handle(kind_, handle);
        Slot& slot = find_given(handle, parts);
        std::uint64_t state = slot.state.load(std::memory_order_relaxed);
        do {
            check_open(handle, parts, state);
        } while (
            !slot.state.compare_exchange_weak(state, state + 1, std::memory_order_acquire, std::memory_order_relaxed));
        return Reference(*this, parts.index, *slot.object);
    }

    // From here on the handle is closed. Throws MISH4J_INVALID_HANDLE.
    void close(std::int64_t handle) {
        const HandleParts parts = decode_handle(kind_, handle);
        Slot& slot = find_given(handle, parts);
        std::uint64_t state = slot.state.load(std::memory_order_relaxed);
        do {
            check_open(handle, parts, state);
        } while (!slot.state.compare_exchange_weak(state, state | closing, std::memory_order_relaxed));
        release(parts.index);
    }

    // The number of objects that are alive.
    std::int64_t count() const noexcept { return count_.load(std::memory_order_relaxed); }

 private:
    // The state's bits: 36 of generation, 1 closing flag, 27 of reference count.
    static constexpr int count_bits = 27;
    static constexpr std::uint64_t closing = std::uint64_t{1} << count_bits;
    static constexpr std::uint64_t count_mask = closing - 1;
    // The one above it is the generation of a slot that is used up.
    static constexpr std::uint64_t largest_generation = (std::uint64_t{1} << handle_generation_bits) - 2;
    static_assert(handle_generation_bits + 1 + count_bits == 64);

    // Chunk c has first_chunk_size 2^c slots.
    static constexpr std::uint32_t first_chunk_size = 64;
    static constexpr std::uint32_t slot_limit = std::uint32_t{1} << handle_index_bits;
    static constexpr std::size_t chunk_limit = std::bit_width(slot_limit / first_chunk_size) - 1;
    static constexpr std::uint32_t no_slot = ~std::uint32_t{0};

    static constexpr std::uint64_t state_of(std::uint64_t generation) { return generation << (count_bits + 1); }
    static constexpr std::uint64_t generation_of(std::uint64_t state) { return state >> (count_bits + 1); }

    Slot* find(std::uint32_t index) const noexcept {
        const std::uint32_t position = index / first_chunk_size + 1;
        const auto chunk = static_cast<std::size_t>(std::bit_width(position)) - 1;
        if (chunk >= chunk_limit) return nullptr;
        Slot* slots = chunks_[chunk].load(std::memory_order_acquire);
        const std::uint32_t first = first_chunk_size * ((std::uint32_t{1} << chunk) - 1);
        return slots == nullptr ? nullptr : slots + (index - first);
    }

    Slot& find_given(std::int64_t handle, HandleParts parts) const {
        Slot* slot = find(parts.index);
        if (slot == nullptr) fail_unknown_handle(kind_, handle);
        return *slot;
    }

    void check_open(std::int64_t handle, HandleParts parts, std::uint64_t state) const {
        const std::uint64_t generation = generation_of(state);
        const bool open = (state & closing) == 0;
        if (parts.generation == generation && open) return;
        const bool given =
            parts.generation < generation || (parts.generation == generation && (state & count_mask) != 0);
        if (!given || parts.generation == 0) fail_unknown_handle(kind_, handle);
        fail_closed_handle(kind_, handle);
    }

    // Ends a use; the last one after the closing ends the object.
    void release(std::uint32_t index) noexcept {
        Slot& slot = *find(index);
        std::uint64_t state = slot.state.load(std::memory_order_relaxed);
        bool last;
        std::uint64_t next;
        do {
            last = (state & (closing | count_mask)) == (closing | 1);
            next = last ? state_of(generation_of(state) + 1) | closing : state - 1;
        } while (!slot.state.compare_exchange_weak(state, next, std::memory_order_acq_rel, std::memory_order_relaxed));
        if (!last) return;

        std::unique_ptr<T> object(std::exchange(slot.object, nullptr));
        if (generation_of(state) < last_generation_) {
            const std::scoped_lock lock(mutex_);
            slot.next_free = free_;
            free_ = index;
        }
        object.reset();
        count_.fetch_sub(1, std::memory_order_relaxed);
    }

    void add_chunk() {
        if (chunk_count_ == chunk_limit) {
            throw Error(MISH4J_OUT_OF_MEMORY, text("more than ", slot_limit, " ", name_of(kind_), " handles"));
        }
        const std::uint32_t size = first_chunk_size << chunk_count_;
        const std::uint32_t first = first_chunk_size * ((std::uint32_t{1} << chunk_count_) - 1);
        auto* slots = new Slot[size];
        for (std::uint32_t i = 0; i + 1 < size; ++i) slots[i].next_free = first + i + 1;
        chunks_[chunk_count_++].store(slots, std::memory_order_release);
        free_ = first;
    }

    const HandleKind kind_;
    const std::uint64_t last_generation_;
    std::atomic<std::int64_t> count_ = 0;
    std::array<std::atomic<Slot*>, chunk_limit> chunks_{};

    // Guards what follows.
    std::mutex mutex_;
    std::size_t chunk_count_ = 0;
    std::uint32_t free_ = no_slot;
};

}  // namespace mish4j
