// SPDX-License-Identifier: Apache-2.0
//
// Where the windows of a convolution or a pooling lie on an image and on its padding.
#pragma once

#include "../program.hpp"

namespace mish4j::onednn {

struct WindowGeometry {
    const Dims& src;  // [N, C, in...]
    const Dims& dst;  // [N, K, out...]
    Dims kernel;      // spatial dimensions only, as in the window
    const Window& window;

    // oneDNN counts along an image in 32 bits, without a check. Throws Error(MISH4J_UNSUPPORTED) where that is not
    // enough.
    void require_32_bits() const;

    // The places between two neighbours of the kernel, by which oneDNN tells dilation: 0 for a dense kernel.
    Dims skipped_places() const;

    bool is_dilated() const;

    // Whether some window sees nothing but padding.
    bool has_blind_window() const;

 private:
    bool has_blind_window(std::size_t axis) const;
};

}  // namespace mish4j::onednn
