// SPDX-License-Identifier: Apache-2.0
#include "windows.hpp"

#include <algorithm>

#include "case.hpp"

namespace mish4j::sweep {

namespace {

struct Axis {
    std::int64_t in, kernel, stride, dilation, pad_begin, pad_end, out;
};

Axis random_axis(Random& random, bool dilated) {
    for (;;) {
        Axis axis{};
        axis.in = random.once_in(3) ? random.number(1, 4) : random.number(1, 15);
        axis.kernel = random.one_of<std::int64_t>({1, 2, 3, 3, 3, 4, 5, 7});
        axis.stride = random.one_of<std::int64_t>({1, 1, 2, 2, 3, 4});
        axis.dilation = dilated && axis.kernel > 1 && random.once_in(3) ? random.number(2, 3) : 1;
        const std::int64_t extent = (axis.kernel - 1) * axis.dilation + 1;
        axis.pad_begin = random.once_in(3) ? 0 : random.number(0, extent - 1);
        axis.pad_end = random.once_in(3) ? axis.pad_begin : random.number(0, extent - 1);
        // Often one window alone, where kernels have special ways
        if (random.once_in(6)) {
            axis.in = extent - axis.pad_begin - axis.pad_end + random.number(0, axis.stride - 1);
            if (axis.in < 1) continue;
        }
        const std::int64_t room = axis.in + axis.pad_begin + axis.pad_end - extent;
        if (room < 0) continue;
        axis.out = room / axis.stride + 1;
        return axis;
    }
}

}  // namespace

Dims Windows::skipped_places() const {
    Dims skipped;
    for (const std::int64_t dilation : window.dilations) skipped.push_back(dilation - 1);
    return skipped;
}

Windows random_windows(Random& random, std::size_t spatial_rank, bool dilated) {
    Windows windows;
    for (std::size_t i = 0; i < spatial_rank; ++i) {
        const Axis axis = random_axis(random, dilated);
        windows.in.push_back(axis.in);
        windows.kernel.push_back(axis.kernel);
        windows.window.strides.push_back(axis.stride);
        windows.window.dilations.push_back(axis.dilation);
        windows.window.pads_begin.push_back(axis.pad_begin);
        windows.window.pads_end.push_back(axis.pad_end);
        windows.out.push_back(axis.out);
    }
    return windows;
}

void for_each_seen(const Windows& windows, const Dims& place,
                   const std::function<void(const Dims&, const Dims&)>& use) {
    Dims seen(place.size());
    for_each_index(windows.kernel, [&](const Dims& kernel) {
        const Window& window = windows.window;
        for (std::size_t i = 0; i < place.size(); ++i) {
            seen[i] = place[i] * window.strides[i] - window.pads_begin[i] + kernel[i] * window.dilations[i];
            if (seen[i] < 0 || seen[i] >= windows.in[i]) return;
        }
        use(kernel, seen);
    });
}

std::string describe(const Windows& windows) {
    const Window& window = windows.window;
    return describe("strides", window.strides) + describe("dilations", window.dilations) +
           describe("pads_begin", window.pads_begin) + describe("pads_end", window.pads_end);
}

Dims image_dims(std::int64_t batch, std::int64_t channels, const Dims& spatial) {
    Dims dims{batch, channels};
    dims.insert(dims.end(), spatial.begin(), spatial.end());
    return dims;
}

}  // namespace mish4j::sweep
