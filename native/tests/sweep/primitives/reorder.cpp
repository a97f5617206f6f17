// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "primitives.hpp"

namespace mish4j::sweep {

namespace {

Dims random_dims(Random& random) {
    const auto rank = random.one_of<std::size_t>({1, 2, 3, 4, 4, 4, 5, 6});
    for (;;) {
        Dims dims;
        for (std::size_t i = 0; i < rank; ++i) {
            dims.push_back(i == 1 ? random_channels(random) : random.number(1, random.once_in(4) ? 30 : 6));
        }
        if (element_count(dims) <= 20'000) return dims;
    }
}

// Strides in a random order of the dimensions, some with gaps, as parts of larger tensors have them. repeated: some but
// the innermost are 0; oneDNN gives a tensor whose strides are all 0 the size 0.
Desc strided_layout(Random& random, const Dims& dims, DataType type, bool repeated) {
    std::vector<std::size_t> order(dims.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (random.once_in(2)) {
        for (std::size_t i = order.size() - 1; i > 0; --i) {
            std::swap(order[i], order[static_cast<std::size_t>(random.number(0, static_cast<std::int64_t>(i)))]);
        }
    }
    Dims strides(dims.size());
    std::int64_t stride = 1;
    for (std::size_t i = order.size(); i-- > 0;) {
        if (repeated && i + 1 < order.size() && random.once_in(4)) {
            strides[order[i]] = 0;
            continue;
        }
        strides[order[i]] = stride;
        stride *= dims[order[i]] + (random.once_in(6) ? random.number(1, 3) : 0);
    }
    return {dims, type, strides};
}

Desc layout(Case& c, const Dims& dims, DataType type, bool repeated) {
    if (c.random().once_in(2)) return c.random_layout(dims, type, false);
    return strided_layout(c.random(), dims, type, repeated);
}

// The same number wherever the layout has one place for several elements.
void repeat(Values& values, const Desc& desc) {
    const Dims strides = desc.get_strides();
    const Values once = values;
    std::size_t next = 0;
    for_each_index(values.dims, [&](const Dims& index) {
        Dims source = index;
        for (std::size_t i = 0; i < source.size(); ++i) {
            if (strides[i] == 0) source[i] = 0;
        }
        values.data[next++] = once.at(source);
    });
}

}  // namespace

Verdict reorder_case(Case& c) {
    Random& random = c.random();
    const Dims dims = random_dims(random);
    const bool widens = c.type() == DataType::bf16 || c.type() == DataType::f16;
    const DataType src_type = widens && random.once_in(2) ? DataType::f32 : c.type();
    const DataType dst_type = widens && random.once_in(2) ? DataType::f32 : c.type();
    const Desc src = layout(c, dims, src_type, true);
    const Desc dst = layout(c, dims, dst_type, false);
    const std::string description = describe("src", src) + describe("strides", src.get_strides()) +
                                    describe("dst", dst) + describe("strides", dst.get_strides());
    c.announce("choosing a kernel", description);
    const dnnl::reorder::primitive_desc primitive_desc(c.engine(), src, c.engine(), dst, Case::attributes(), true);
    if (!primitive_desc) return Verdict::no_kernel;
    Values values = random_values(random, dims, src_type);
    if (!onednn::has_inner_blocks(src)) repeat(values, src);
    return run(c, primitive_desc, {{DNNL_ARG_SRC, src, values}}, dst, nullptr,
               {values, std::vector<double>(values.data.size(), 0)}, description);
}

}  // namespace mish4j::sweep
