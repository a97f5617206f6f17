/* SPDX-License-Identifier: Apache-2.0
 *
 * What the fake libcudnn.so.9 exports beside cuDNN's backend API. Its descriptors have the checks of the real ones; its
 * plans compute the graph of operations in plain loops, over the memory of the fake libcuda.so.1.
 *
 * It offers engines as the real one does on an sm_90: 4 and 7 with tensor cores, for tensors with the channels last and
 * the right multiple of channels, and 8 without. Engines with tensor cores take f32 as TF32. With split-K an engine
 * needs a workspace.
 *
 * Environment, read when it is first needed:
 *   FAKE_CUDNN_VERSION         92400
 *   FAKE_CUDNN_CREATE          what cudnnCreate answers; 0
 *   FAKE_CUDNN_ENGINES         the most engines that heuristics offer; 8
 *   FAKE_CUDNN_FINALIZE_FAILS  the number of execution plans that fail to be finalised, from the first on; 0
 *   FAKE_CUDNN_EXECUTE         what cudnnBackendExecute answers; 0
 *   FAKE_CUDNN_KERNELS         the kernels of a plan; 1
 */
#ifndef MISH4J_FAKE_CUDNN_H
#define MISH4J_FAKE_CUDNN_H

#include <cudnn.h>

#ifdef __cplusplus
extern "C" {
#endif

struct fake_cudnn_usage {
    size_t handles;         /* alive */
    size_t descriptors;     /* alive */
    size_t plans_compiled;  /* since the process began */
    size_t plans_loaded;    /* from JSON */
    size_t executions;
};

void fake_cudnn_get_usage(struct fake_cudnn_usage* usage);

/* In place of what the environment says: so many execution plans fail from now on. */
void fake_cudnn_fail_plans(size_t plans);

/* In place of what the environment says: what executions answer from now on. */
void fake_cudnn_answer_executions(cudnnStatus_t status);

#ifdef __cplusplus
}
#endif

#endif
