// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "gpu.hpp"

namespace mish4j::cudnn {

RecordedGraph::RecordedGraph(std::shared_ptr<const Gpu> gpu, CUgraphExec graph) : gpu_(std::move(gpu)), graph_(graph) {}

RecordedGraph::RecordedGraph(RecordedGraph&& other) noexcept
    : gpu_(std::move(other.gpu_)), graph_(std::exchange(other.graph_, nullptr)) {}

RecordedGraph& RecordedGraph::operator=(RecordedGraph&& other) noexcept {
    std::swap(gpu_, other.gpu_);
    std::swap(graph_, other.graph_);
    return *this;
}

RecordedGraph::~RecordedGraph() {
    if (graph_ == nullptr) return;
    gpu_->run_quietly([&](const CudaApi& api) { api.graph_exec_destroy(graph_); });
}

}  // namespace mish4j::cudnn
