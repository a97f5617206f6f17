// SPDX-License-Identifier: Apache-2.0
//
// Where the windows of a convolution or a pooling lie on an image and on its padding.
#pragma once

#include "program/program.hpp"

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

    // Whether the result is one column wide and has more than one row, and the stride along the width is not 1.
    bool has_strided_column() const;

    // Whether this is a volume of depth 1, and the kernel is deeper.
    bool has_deep_kernel() const;

    // The same windows with a stride of 1 along the width, if there is one window along it and the padding behind can
    // be such that it stays the only one; else as they are.
    Window without_idle_stride() const;

 private:
    bool has_blind_window(std::size_t axis) const;
};

}  // namespace mish4j::onednn
