// SPDX-License-Identifier: Apache-2.0
//
// All kernels: one module. Tests compile the same sources for the processor (native/tests/gpu/emulation).
#include "chain.cuh"
#include "copy.cuh"
