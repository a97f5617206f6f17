// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "../post_op_chain.hpp"
#include "primitives.hpp"

namespace mish4j::sweep {

namespace {

std::int64_t random_size(Random& random) { return random.once_in(3) ? random.number(1, 4) : random.number(1, 70); }

// Plain, or its dimensions in another order in memory, but, as in mish4j, not where one is 1.
Desc factor_layout(Case& c, const Dims& dims, DataType type) {
    const bool ambiguous = std::find(dims.begin(), dims.end(), 1) != dims.end();
    if (c.random().once_in(2) || (ambiguous && !c.known_defects())) return onednn::plain_layout(dims, type);
    std::vector<int> order(dims.size());
    std::iota(order.begin(), order.end(), 0);
    if (c.random().once_in(2)) {
        std::swap(order[order.size() - 1], order[order.size() - 2]);
    } else {
        for (std::size_t i = order.size() - 1; i > 0; --i) {
            std::swap(order[i], order[static_cast<std::size_t>(c.random().number(0, static_cast<std::int64_t>(i)))]);
        }
    }
    Dims strides(dims.size());
    std::int64_t stride = 1;
    for (std::size_t i = order.size(); i-- > 0;) {
        strides[static_cast<std::size_t>(order[i])] = stride;
        stride *= dims[static_cast<std::size_t>(order[i])];
    }
    return {dims, type, strides};
}

Expected plain_loops(const Dims& dst, const Values& src, const Values& weights, const Values& bias) {
    Expected expected{{dst, {}}, {}};
    const std::size_t rank = dst.size();
    for_each_index(dst, [&](const Dims& index) {
        Dims left = index;
        Dims right = index;
        for (std::size_t i = 0; i + 2 < rank; ++i) {
            if (src.dims[i] == 1) left[i] = 0;
            if (weights.dims[i] == 1) right[i] = 0;
        }
        double sum = 0;
        double magnitude = 0;
        for (std::int64_t k = 0; k < src.dims[rank - 1]; ++k) {
            left[rank - 1] = k;
            right[rank - 2] = k;
            const double product = src.at(left) * weights.at(right);
            sum += product;
            magnitude += std::abs(product);
        }
        const double addend = bias.data.empty() ? 0 : bias.data[static_cast<std::size_t>(index[rank - 1])];
        expected.values.data.push_back(sum + addend);
        expected.tolerances.push_back(1e-5 * (magnitude + std::abs(addend)));
    });
    return expected;
}

}  // namespace

Verdict matmul_case(Case& c) {
    Random& random = c.random();
    const DataType type = c.type();
    const bool integers = is_integer(type);
    const DataType weights_type = integers ? DataType::s8 : type;
    const DataType dst_type = integers ? random.one_of({DataType::f32, DataType::s32}) : type;
    const auto rank = random.one_of<std::size_t>({2, 2, 3, 3, 4});
    Dims src_dims;
    Dims weights_dims;
    Dims dst_dims;
    for (std::size_t i = 0; i + 2 < rank; ++i) {
        const std::int64_t batch = random.number(1, 4);
        dst_dims.push_back(batch);
        src_dims.push_back(random.once_in(5) ? 1 : batch);
        weights_dims.push_back(random.once_in(3) ? 1 : batch);
        if (src_dims.back() == 1 && weights_dims.back() == 1) dst_dims.back() = 1;
    }
    const std::int64_t m = random_size(random);
    const std::int64_t n = random_size(random);
    const std::int64_t k = random_size(random);
    dst_dims.insert(dst_dims.end(), {m, n});
    src_dims.insert(src_dims.end(), {m, k});
    weights_dims.insert(weights_dims.end(), {k, n});

    const Desc src_layout = factor_layout(c, src_dims, type);
    const Desc weights_layout = random.once_in(2) ? onednn::any_layout(weights_dims, weights_type)
                                                  : factor_layout(c, weights_dims, weights_type);
    const Desc dst_layout = onednn::plain_layout(dst_dims, dst_type);
    const bool has_bias = random.once_in(2);
    Dims bias_dims(rank, 1);
    bias_dims.back() = n;
    const Desc bias = has_bias ? onednn::plain_layout(bias_dims, DataType::f32) : Desc();
    const PostOpChain chain(c, dst_dims, dst_type);
    dnnl::primitive_attr attributes = Case::attributes();
    if (dst_type != DataType::s32) chain.append_to(attributes);

    const std::string description = describe("src", src_layout) + describe("weights", weights_layout) +
                                    describe("dst", dst_layout) + (has_bias ? " +bias" : "") + chain.text();
    c.announce("choosing a kernel", description);
    const dnnl::matmul::primitive_desc primitive_desc(c.engine(), src_layout, weights_layout, bias, dst_layout,
                                                      attributes, true);
    if (!primitive_desc) return Verdict::no_kernel;
    const Values src = random_values(random, src_dims, type);
    const Values weights = random_weights(c, weights_dims);
    const Values addend = has_bias ? random_values(random, bias_dims, DataType::f32) : Values{};
    const bool packed = weights_layout.get_format_kind() == dnnl::memory::format_kind::any;
    std::vector<Input> inputs{{DNNL_ARG_SRC, primitive_desc.src_desc(), src},
                              {DNNL_ARG_WEIGHTS, primitive_desc.weights_desc(), weights, packed}};
    if (has_bias) inputs.push_back({DNNL_ARG_BIAS, bias, addend});
    Expected expected = plain_loops(dst_dims, src, weights, addend);
    if (dst_type != DataType::s32) {
        chain.add_inputs(primitive_desc, inputs);
        chain.apply(expected);
    }
    return run(c, primitive_desc, inputs, dst_layout, chain.before(), expected, description);
}

}  // namespace mish4j::sweep
