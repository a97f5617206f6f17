// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "primitives.hpp"

namespace mish4j::sweep {

namespace {

Dims random_dims(Random& random) {
    const auto rank = random.one_of<std::size_t>({1, 2, 2, 3, 4, 4, 5});
    for (;;) {
        Dims dims;
        for (std::size_t i = 0; i < rank; ++i)
            dims.push_back(random.once_in(3) ? random.number(1, 70) : random.number(1, 6));
        if (element_count(dims) <= 10'000) return dims;
    }
}

Expected plain_loops(const Values& src, std::size_t axis) {
    Expected expected{{src.dims, {}}, {}};
    for_each_index(src.dims, [&](const Dims& index) {
        Dims other = index;
        double most = -1e300;
        for (other[axis] = 0; other[axis] < src.dims[axis]; ++other[axis]) most = std::max(most, src.at(other));
        double sum = 0;
        for (other[axis] = 0; other[axis] < src.dims[axis]; ++other[axis]) sum += std::exp(src.at(other) - most);
        expected.values.data.push_back(std::exp(src.at(index) - most) / sum);
        expected.tolerances.push_back(2e-6);
    });
    return expected;
}

}  // namespace

Verdict softmax_case(Case& c) {
    Random& random = c.random();
    const Dims dims = random_dims(random);
    const auto axis = static_cast<std::size_t>(random.number(0, static_cast<std::int64_t>(dims.size()) - 1));
    const Desc layout = c.random_layout(dims, c.type(), false);
    const std::string description = describe("src", layout) + " axis " + std::to_string(axis);
    c.announce("choosing a kernel", description);
    const dnnl::softmax_forward::primitive_desc primitive_desc(c.engine(), dnnl::prop_kind::forward_inference,
                                                               dnnl::algorithm::softmax_accurate, layout, layout,
                                                               static_cast<int>(axis), Case::attributes(), true);
    if (!primitive_desc) return Verdict::no_kernel;
    const Values src = random_values(random, dims, c.type());
    return run(c, primitive_desc, {{DNNL_ARG_SRC, layout, src}}, primitive_desc.dst_desc(), nullptr,
               plain_loops(src, axis), description);
}

}  // namespace mish4j::sweep
