// SPDX-License-Identifier: Apache-2.0
//
// One convolution with bias, Mish and, where its network has one, a residual: compiled by itself through the C ABI, so
// that what is measured is what networks run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layers.hpp"
#include "mish4j/mish4j.h"

namespace mish4j::bench {

enum class Variant {
    direct,            // as defined, with what follows in the same step where oneDNN takes it
    direct_then_mish,  // the convolution, then Mish by itself, then the residual
    winograd_f2x2,
    winograd_f4x4,
    automatic,  // what the compiler chooses
};

// An object of the C ABI.
template <mish4j_status (*Close)(mish4j_int64)>
class Owned {
 public:
    Owned() = default;
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    ~Owned() { Close(handle_); }

    operator mish4j_int64() const { return handle_; }
    mish4j_int64* out() { return &handle_; }

 private:
    mish4j_int64 handle_ = 0;
};

// Throws std::runtime_error with the ABI's text unless the status is MISH4J_OK.
void check(mish4j_status status);

class LayerModel {
 public:
    // Weights, image and residual are the same for all variants of a layer. Throws std::runtime_error.
    LayerModel(const Layer& layer, Variant variant, std::int64_t threads);

    // Runs once, and gives the nanoseconds that its steps took without those that bring the images to the plan's
    // layouts and back. As in a network, the weights come from memory and the images from the caches: all else is
    // driven out of these before the run, in which the images are written first.
    std::int64_t run();

    // "direct jit:avx2", the steps' algorithms and kernels.
    std::string kernels() const;

    const std::vector<float>& dst() const { return dst_; }

 private:
    std::vector<float> src_;
    std::vector<float> residual_;
    std::vector<float> dst_;
    Owned<mish4j_model_close> model_;
    Owned<mish4j_request_close> request_;
    std::vector<std::int32_t> steps_;  // those that count
};

}  // namespace mish4j::bench
