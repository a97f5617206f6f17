// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include "../windows.hpp"
#include "onednn/library/window_geometry.hpp"
#include "primitives.hpp"

namespace mish4j::sweep {

namespace {

using dnnl::algorithm;

Expected plain_loops(algorithm kind, const Dims& dst_dims, const Windows& windows, const Values& src) {
    Expected expected{{dst_dims, {}}, {}};
    for_each_index(dst_dims, [&](const Dims& index) {
        double sum = 0;
        double magnitude = 0;
        double most = -std::numeric_limits<double>::infinity();
        std::int64_t count = 0;
        for_each_seen(windows, {index.begin() + 2, index.end()}, [&](const Dims&, const Dims& seen) {
            const double x = src.at(image_dims(index[0], index[1], seen));
            sum += x;
            magnitude += std::abs(x);
            most = std::max(most, x);
            ++count;
        });
        if (kind == algorithm::pooling_max) {
            expected.values.data.push_back(most);
            expected.tolerances.push_back(0);
            return;
        }
        if (kind == algorithm::pooling_avg_include_padding) count = element_count(windows.kernel);
        expected.values.data.push_back(sum / static_cast<double>(count));
        expected.tolerances.push_back(1e-5 * magnitude);
    });
    return expected;
}

}  // namespace

Verdict pooling_case(Case& c) {
    Random& random = c.random();
    const auto kind = random.one_of(
        {algorithm::pooling_max, algorithm::pooling_avg_include_padding, algorithm::pooling_avg_exclude_padding});
    Windows windows = random_windows(random, random.one_of<std::size_t>({1, 2, 2, 2, 3}), false);
    if (random.once_in(6)) {  // the mean of whole images
        windows.kernel = windows.in;
        windows.window = {windows.in, Dims(windows.in.size(), 1), Dims(windows.in.size(), 0),
                          Dims(windows.in.size(), 0)};
        windows.out = Dims(windows.in.size(), 1);
    }
    const std::int64_t batch = random.number(1, 3);
    const std::int64_t channels = random_channels(random);
    const Dims src_dims = image_dims(batch, channels, windows.in);
    const Dims dst_dims = image_dims(batch, channels, windows.out);
    const Desc src_layout = c.random_layout(src_dims, c.type(), false);
    const Desc dst_layout =
        random.once_in(2) ? onednn::any_layout(dst_dims, c.type()) : c.random_layout(dst_dims, c.type(), true);
    const std::string name = kind == algorithm::pooling_max                   ? " max"
                             : kind == algorithm::pooling_avg_include_padding ? " mean with padding"
                                                                              : " mean";
    const std::string description = name + describe("src", src_layout) + describe("dst", dst_layout) +
                                    describe("kernel", windows.kernel) + describe(windows);
    c.announce("choosing a kernel", description);
    const dnnl::pooling_forward::primitive_desc primitive_desc(
        c.engine(), dnnl::prop_kind::forward_inference, kind, src_layout, dst_layout, windows.window.strides,
        windows.kernel, windows.skipped_places(), windows.window.pads_begin, windows.window.pads_end,
        Case::attributes(), true);
    if (!primitive_desc) return Verdict::no_kernel;
    const onednn::WindowGeometry geometry{src_dims, dst_dims, windows.kernel, windows.window};
    // Only dilated windows can lie on padding alone, and those are pooled by mish4j's own kernel.
    if (geometry.has_blind_window()) return Verdict::guarded;
    const Values src = random_values(random, src_dims, c.type());
    return run(c, primitive_desc, {{DNNL_ARG_SRC, src_layout, src}}, primitive_desc.dst_desc(), nullptr,
               plain_loops(kind, dst_dims, windows, src), description);
}

}  // namespace mish4j::sweep
