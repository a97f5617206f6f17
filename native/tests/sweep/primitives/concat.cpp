// SPDX-License-Identifier: Apache-2.0
#include "primitives.hpp"

namespace mish4j::sweep {

namespace {

constexpr std::size_t channel_axis = 1;

struct Part {
    Desc desc;
    Values values;
};

Dims random_dims(Random& random) {
    const auto rank = random.one_of<std::size_t>({1, 2, 3, 4, 4, 4, 5});
    Dims dims;
    for (std::size_t i = 0; i < rank; ++i)
        dims.push_back(i == channel_axis ? random_channels(random) : random.number(1, 6));
    return dims;
}

}  // namespace

// As in mish4j: the result dense and plain or channels last, or, along other axes, in blocks of channels; the parts
// laid out like it.
Verdict concat_case(Case& c) {
    Random& random = c.random();
    Dims dims = random_dims(random);
    const auto axis = static_cast<std::size_t>(random.number(0, static_cast<std::int64_t>(dims.size()) - 1));
    const bool images = dims.size() >= 3;
    const bool last = images && random.once_in(2);
    const auto layout = [&](const Dims& of) {
        return last ? onednn::channels_last_layout(of, c.type()) : onednn::plain_layout(of, c.type());
    };
    std::vector<Part> parts;
    std::vector<Desc> layouts;
    std::int64_t whole = 0;
    for (std::int64_t count = random.number(1, 5); count > 0; --count) {
        dims[axis] = axis == channel_axis ? random_channels(random) : random.number(1, 5);
        whole += dims[axis];
        parts.push_back({layout(dims), random_values(random, dims, c.type())});
        layouts.push_back(parts.back().desc);
    }
    dims[axis] = whole;
    const Desc dst_layout = layout(dims);
    std::string description = describe("dst", dst_layout) + " axis " + std::to_string(axis) + " of";
    for (const Desc& desc : layouts) description += describe("", desc);
    c.announce("choosing a kernel", description);
    const dnnl::concat::primitive_desc primitive_desc(c.engine(), dst_layout, static_cast<int>(axis), layouts,
                                                      Case::attributes());
    std::vector<Input> inputs;
    for (const Part& part : parts) {
        inputs.push_back({DNNL_ARG_MULTIPLE_SRC + static_cast<int>(inputs.size()), part.desc, part.values});
    }
    Expected expected{{dims, {}}, {}};
    for_each_index(dims, [&](const Dims& index) {
        Dims of_part = index;
        std::size_t part = 0;
        while (of_part[axis] >= parts[part].values.dims[axis]) of_part[axis] -= parts[part++].values.dims[axis];
        expected.values.data.push_back(parts[part].values.at(of_part));
        expected.tolerances.push_back(0);
    });
    return run(c, primitive_desc, inputs, dst_layout, nullptr, expected, description);
}

}  // namespace mish4j::sweep
