// SPDX-License-Identifier: Apache-2.0
#include "state.hpp"

using namespace mish4j::fake;

CUresult cuGraphInstantiate(CUgraphExec* exec, CUgraph graph, unsigned long long) {
    const CUresult entered = enter();
    if (entered != CUDA_SUCCESS) return entered;
    const std::lock_guard lock(state().mutex);
    if (!state().graphs.has(graph)) return CUDA_ERROR_INVALID_VALUE;
    auto instantiated = std::make_unique<CUgraphExec_st>();
    instantiated->works = graph->works;
    *exec = state().graph_execs.add(std::move(instantiated));
    return CUDA_SUCCESS;
}

CUresult cuGraphDestroy(CUgraph graph) {
    const std::lock_guard lock(state().mutex);
    return state().graphs.remove(graph) ? state().lost.load() : CUDA_ERROR_INVALID_VALUE;
}

CUresult cuGraphExecDestroy(CUgraphExec exec) {
    const std::lock_guard lock(state().mutex);
    return state().graph_execs.remove(exec) ? state().lost.load() : CUDA_ERROR_INVALID_VALUE;
}

CUresult cuGraphLaunch(CUgraphExec exec, CUstream stream) {
    Works works;
    {
        const std::lock_guard lock(state().mutex);
        if (!state().graph_execs.has(exec)) return CUDA_ERROR_INVALID_VALUE;
        works = exec->works;
    }
    return submit(stream, [works = std::move(works)] { run_all(works); });
}
