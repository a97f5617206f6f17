// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "gpu.hpp"

namespace mish4j::cudnn {

namespace {

// What every kernel may take by value.
constexpr std::size_t max_argument_bytes = 4096;

CUdeviceptr address_of(const void* pointer) { return reinterpret_cast<CUdeviceptr>(pointer); }

}  // namespace

GpuStream::GpuStream(std::shared_ptr<const Gpu> gpu) : gpu_(std::move(gpu)) {
    const Gpu::Scope scope(*gpu_);
    gpu_->check(gpu_->driver().api().stream_create(&stream_, CU_STREAM_NON_BLOCKING), "creating a stream of");
}

GpuStream::~GpuStream() {
    gpu_->run_quietly([&](const CudaApi& api) {
        // What the work reads and writes may be freed next.
        api.stream_synchronize(stream_);
        api.stream_destroy(stream_);
    });
}

void GpuStream::copy_to_device(void* dst, const void* src, std::int64_t bytes) {
    if (bytes == 0) return;
    const Gpu::Scope scope(*gpu_);
    gpu_->check(gpu_->driver().api().memcpy_htod_async(address_of(dst), src, static_cast<std::size_t>(bytes), stream_),
                "copying to");
}

void GpuStream::copy_to_host(void* dst, const void* src, std::int64_t bytes) {
    if (bytes == 0) return;
    const Gpu::Scope scope(*gpu_);
    gpu_->check(gpu_->driver().api().memcpy_dtoh_async(dst, address_of(src), static_cast<std::size_t>(bytes), stream_),
                "copying from");
}

void GpuStream::copy_on_device(void* dst, const void* src, std::int64_t bytes) {
    if (bytes == 0) return;
    const Gpu::Scope scope(*gpu_);
    gpu_->check(gpu_->driver().api().memcpy_dtod_async(address_of(dst), address_of(src),
                                                       static_cast<std::size_t>(bytes), stream_),
                "copying on");
}

void GpuStream::clear(void* dst, std::int64_t bytes) {
    if (bytes == 0) return;
    const Gpu::Scope scope(*gpu_);
    gpu_->check(gpu_->driver().api().memset_d8_async(address_of(dst), 0, static_cast<std::size_t>(bytes), stream_),
                "clearing memory of");
}

void GpuStream::launch(const KernelCall& call, const KernelPointers& pointers) {
    alignas(16) std::array<std::byte, max_argument_bytes> argument;
    if (call.argument.size() < sizeof pointers || call.argument.size() > argument.size()) {
        throw Error(MISH4J_INTERNAL_ERROR,
                    text("the kernel '", call.function, "' has an argument of ", call.argument.size(), " bytes"));
    }
    std::copy(call.argument.begin(), call.argument.end(), argument.begin());
    std::memcpy(argument.data(), &pointers, sizeof pointers);

    CUfunction function = gpu_->function(call.function);
    const Gpu::Scope scope(*gpu_);
    std::array<void*, 1> parameters{argument.data()};
    const CUresult result = gpu_->driver().api().launch_kernel(function, call.grid[0], call.grid[1], call.grid[2],
                                                               call.block[0], call.block[1], call.block[2],
                                                               call.shared_bytes, stream_, parameters.data(), nullptr);
    if (result != CUDA_SUCCESS) throw gpu_->failure(result, text("launching the kernel '", call.function, "' on"));
}

RecordedGraph GpuStream::record(const std::function<void()>& work) {
    const Gpu::Scope scope(*gpu_);
    const CudaApi& api = gpu_->driver().api();
    gpu_->check(api.stream_begin_capture(stream_, CU_STREAM_CAPTURE_MODE_THREAD_LOCAL), "recording the work of");
    CUgraph recorded = nullptr;
    try {
        work();
    } catch (...) {
        if (api.stream_end_capture(stream_, &recorded) == CUDA_SUCCESS) api.graph_destroy(recorded);
        throw;
    }
    gpu_->check(api.stream_end_capture(stream_, &recorded), "recording the work of");
    CUgraphExec graph = nullptr;
    const CUresult result = api.graph_instantiate(&graph, recorded, 0);
    api.graph_destroy(recorded);
    gpu_->check(result, "preparing the recorded work of");
    return RecordedGraph(gpu_, graph);
}

void GpuStream::launch(const RecordedGraph& graph) {
    const Gpu::Scope scope(*gpu_);
    gpu_->check(gpu_->driver().api().graph_launch(graph.get(), stream_), "launching the recorded work on");
}

void GpuStream::record_event(const GpuEvent& event) {
    const Gpu::Scope scope(*gpu_);
    gpu_->check(gpu_->driver().api().event_record(event.get(), stream_), "recording an event of");
}

bool GpuStream::is_done() const {
    const Gpu::Scope scope(*gpu_);
    const CUresult result = gpu_->driver().api().stream_query(stream_);
    if (result == CUDA_ERROR_NOT_READY) return false;
    gpu_->check(result, "asking for the work of");
    return true;
}

void GpuStream::synchronize() const {
    const Gpu::Scope scope(*gpu_);
    gpu_->check(gpu_->driver().api().stream_synchronize(stream_), "waiting for");
}

}  // namespace mish4j::cudnn
