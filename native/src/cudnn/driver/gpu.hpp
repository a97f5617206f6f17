// SPDX-License-Identifier: Apache-2.0
//
// A GPU behind CUDA's driver API, which is opened at run time. Every failure of the driver is an Error that names what
// was done. Objects may be used from any thread: each call makes the GPU's primary context current for itself.
#pragma once

#include <cuda.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "cuda_driver.hpp"
#include "cudnn/kernels/kernel_call.hpp"

namespace mish4j::cudnn {

struct GpuProperties {
    int ordinal = 0;
    std::string name;       // "NVIDIA H200"
    int compute_major = 0;  // 9 of sm_90
    int compute_minor = 0;
    int multiprocessors = 0;
    std::int64_t memory_bytes = 0;
    std::string uuid;  // "GPU-" and 32 hexadecimal digits in five groups
};

// "cuda:0"
std::string device_name(int ordinal);

// Asks the driver, and opens nothing.
GpuProperties read_gpu_properties(const CudaDriver& driver, int ordinal);

// Why mish4j cannot use such a GPU, in one sentence; empty when it can.
std::string obstacle(const GpuProperties& properties);

class Gpu;

// Bytes on the GPU, aligned to 256. Of 0 bytes there is no memory, and data() is null.
class DeviceMemory {
 public:
    DeviceMemory() = default;
    // what: for the error's text, "the activations of a request".
    DeviceMemory(std::shared_ptr<const Gpu> gpu, std::int64_t bytes, const std::string& what);
    DeviceMemory(DeviceMemory&& other) noexcept;
    DeviceMemory& operator=(DeviceMemory&& other) noexcept;
    ~DeviceMemory();

    std::byte* data() const { return data_; }
    std::int64_t bytes() const { return bytes_; }

 private:
    std::shared_ptr<const Gpu> gpu_;
    std::byte* data_ = nullptr;
    std::int64_t bytes_ = 0;
};

// Page-locked bytes of the host, which the GPU reads and writes itself.
class PinnedMemory {
 public:
    PinnedMemory() = default;
    PinnedMemory(std::shared_ptr<const Gpu> gpu, std::int64_t bytes, const std::string& what);
    PinnedMemory(PinnedMemory&& other) noexcept;
    PinnedMemory& operator=(PinnedMemory&& other) noexcept;
    ~PinnedMemory();

    std::byte* data() const { return data_; }
    std::int64_t bytes() const { return bytes_; }

 private:
    std::shared_ptr<const Gpu> gpu_;
    std::byte* data_ = nullptr;
    std::int64_t bytes_ = 0;
};

// Work recorded once, to be launched as a whole.
class RecordedGraph {
 public:
    RecordedGraph() = default;
    RecordedGraph(std::shared_ptr<const Gpu> gpu, CUgraphExec graph);
    RecordedGraph(RecordedGraph&& other) noexcept;
    RecordedGraph& operator=(RecordedGraph&& other) noexcept;
    ~RecordedGraph();

    explicit operator bool() const { return graph_ != nullptr; }
    CUgraphExec get() const { return graph_; }

 private:
    std::shared_ptr<const Gpu> gpu_;
    CUgraphExec graph_ = nullptr;
};

// A point in a stream's work, with its time.
class GpuEvent {
 public:
    explicit GpuEvent(std::shared_ptr<const Gpu> gpu);
    GpuEvent(GpuEvent&& other) noexcept;
    GpuEvent& operator=(GpuEvent&& other) noexcept;
    ~GpuEvent();

    CUevent get() const { return event_; }

    // Waits until it has happened.
    void synchronize() const;

    // Both have happened.
    static float milliseconds(const GpuEvent& begin, const GpuEvent& end);

 private:
    std::shared_ptr<const Gpu> gpu_;
    CUevent event_ = nullptr;
};

// Work that the GPU does in order. Used by one thread at a time.
class GpuStream {
 public:
    explicit GpuStream(std::shared_ptr<const Gpu> gpu);
    GpuStream(GpuStream&&) = delete;
    ~GpuStream();

    CUstream get() const { return stream_; }

    // bytes from the host to the GPU, back, and within the GPU. Host memory is pinned, or the call waits for it.
    void copy_to_device(void* dst, const void* src, std::int64_t bytes);
    void copy_to_host(void* dst, const void* src, std::int64_t bytes);
    void copy_on_device(void* dst, const void* src, std::int64_t bytes);
    void clear(void* dst, std::int64_t bytes);

    // call: one of kernels.hpp; pointers: the addresses of its tensors.
    void launch(const KernelCall& call, const KernelPointers& pointers);

    // What `work` puts into the stream is recorded instead of done.
    RecordedGraph record(const std::function<void()>& work);
    void launch(const RecordedGraph& graph);

    void record_event(const GpuEvent& event);

    // Whether all work is done. Throws what went wrong in it.
    bool is_done() const;

    // Waits for all work. Throws what went wrong in it.
    void synchronize() const;

 private:
    std::shared_ptr<const Gpu> gpu_;
    CUstream stream_ = nullptr;
};

// A device with its primary context, its kernels loaded.
class Gpu : public std::enable_shared_from_this<Gpu> {
 public:
    // The number of GPUs of the driver.
    static int count(const CudaDriver& driver);

    // The same object for as long as somebody holds it. Throws Error with one sentence when the driver refuses, or the
    // GPU cannot be used.
    static std::shared_ptr<const Gpu> open(const CudaDriver& driver, int ordinal);

    // Use open.
    Gpu(const CudaDriver& driver, int ordinal);
    Gpu(const Gpu&) = delete;
    ~Gpu();

    const CudaDriver& driver() const { return driver_; }
    const GpuProperties& properties() const { return properties_; }

    // Free now, of all of its memory.
    std::int64_t free_bytes() const;

    // A kernel of mish4j's own, by its name.
    CUfunction function(const std::string& name) const;

    // Throws when a call failed. activity: what was done, "copying to"; the device's name is appended.
    void check(CUresult result, const char* activity) const {
        if (result != CUDA_SUCCESS) throw failure(result, activity);
    }
    Error failure(CUresult result, const std::string& activity) const;

    // Calls release(api) with the context current, where that can be had: for destructors, which have nobody to tell.
    template <class Release>
    void run_quietly(Release&& release) const noexcept {
        if (driver_.api().ctx_push_current(context_) != CUDA_SUCCESS) return;
        release(driver_.api());
        CUcontext popped = nullptr;
        driver_.api().ctx_pop_current(&popped);
    }

    // Makes the context current for the calling thread until the scope's end.
    class Scope {
     public:
        explicit Scope(const Gpu& gpu);
        Scope(const Scope&) = delete;
        ~Scope();

     private:
        const Gpu& gpu_;
    };

 private:
    // Of the first module that has a kernel of that name; null where none has.
    CUfunction find_function(const std::string& name) const;
    void load_modules();
    void close() noexcept;

    const CudaDriver& driver_;
    GpuProperties properties_;
    CUdevice device_ = 0;
    CUcontext context_ = nullptr;
    std::vector<CUmodule> modules_;

    mutable std::mutex functions_mutex_;
    mutable std::unordered_map<std::string, CUfunction> functions_;
};

}  // namespace mish4j::cudnn
