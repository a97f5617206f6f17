// SPDX-License-Identifier: Apache-2.0
//
// Random windows of convolutions and poolings, and the loops over what they see.
#pragma once

#include <functional>
#include <string>

#include "program/program.hpp"
#include "random.hpp"

namespace mish4j::sweep {

// An image's spatial dimensions, those of the result, and the windows between them.
struct Windows {
    Dims in;
    Dims kernel;
    Window window;
    Dims out;

    Dims skipped_places() const;  // as oneDNN tells dilations
};

// With at least one window along each axis.
Windows random_windows(Random& random, std::size_t spatial_rank, bool dilated);

// Calls `use` with each place of the kernel whose place on the image, for the window of this place of the result, is no
// padding: kernel and image.
void for_each_seen(const Windows& windows, const Dims& place, const std::function<void(const Dims&, const Dims&)>& use);

std::string describe(const Windows& windows);

// dims[axis] of {n, c, spatial...}
Dims image_dims(std::int64_t batch, std::int64_t channels, const Dims& spatial);

}  // namespace mish4j::sweep
