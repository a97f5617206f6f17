// SPDX-License-Identifier: Apache-2.0
//
// Softmax, normalisation, reductions.
#include <cmath>
#include <limits>

#include "kernels_fixture.hpp"

namespace mish4j::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// Rows for a thread, for a warp and for a block, each also with others beside it in memory.
const Dims shapes[] = {{1},       {5},      {3, 10},  {2, 16, 3, 4}, {1, 7, 5, 2}, {2, 3, 2, 3, 4}, {1, 2, 3, 2, 3, 2},
                       {2, 1500}, {130, 3}, {3, 4100}};

// Large tensors are looked at in one type.
bool is_left_out(const Dims& dims, ElementType type) {
    return oracle::element_count(dims) > 1000 && type != ElementType::f32;
}

std::vector<std::int32_t> axes_of(unsigned set) {
    std::vector<std::int32_t> axes;
    for (std::int32_t i = 0; i < MISH4J_MAX_RANK; ++i) {
        if ((set >> i & 1U) != 0) axes.push_back(i);
    }
    return axes;
}

template <typename Use>
void for_each_layout(const Dims& dims, Use&& use) {
    for (ElementType type : computed_types) {
        if (is_left_out(dims, type)) continue;
        for (const TensorDesc& desc : layouts_of(type, dims)) {
            SCOPED_TRACE(cudnn::describe(desc));
            use(PlacedTensor(desc, random_tensor(dims, 1)));
        }
    }
}

TEST(KernelsSoftmaxTest, AlongEveryAxis) {
    for (const Dims& dims : shapes) {
        for (std::size_t axis = 0; axis < dims.size(); ++axis) {
            // The oracle's time goes with the square of a row's length.
            if (dims[axis] > 1500) continue;
            for_each_layout(dims, [&](const PlacedTensor& src) {
                for (bool logarithmic : {false, true}) {
                    const TensorDesc dst_desc = cudnn::plain_desc(src.desc().type, src.desc().dims);
                    PlacedTensor dst(logarithmic ? src.desc() : dst_desc);
                    run(cudnn::softmax_call(static_cast<std::int32_t>(axis), logarithmic, src.desc(), dst.desc()),
                        {&src}, dst);
                    expect_close(dst.values(), oracle::softmax(axis, logarithmic, src.values()),
                                 2e-6 + rounding_error(src.desc().type), 1e-7);
                }
            });
        }
    }
}

TEST(KernelsSoftmaxTest, OfLargeNumbersAndOfNan) {
    const Tensor values{{3, 4}, {1000, 1001, 999, -1000, -3e38, -3e38, -3.1e38, -3e38, 0, nan, 1, 2}};
    const PlacedTensor src(cudnn::plain_desc(ElementType::f32, {3, 4}), values);
    PlacedTensor dst(src.desc());
    run(cudnn::softmax_call(1, false, src.desc(), dst.desc()), {&src}, dst);
    expect_close(dst.values(), oracle::softmax(1, false, src.values()), 2e-6);
}

TEST(KernelsNormalizeTest, FromEveryAxis) {
    for (const Dims& dims : shapes) {
        for (std::size_t axis = 0; axis < dims.size(); ++axis) {
            for_each_layout(dims, [&](const PlacedTensor& src) {
                for (float epsilon : {1e-5f, 2.0f}) {
                    PlacedTensor dst(src.desc(), 1);
                    run(cudnn::normalize_call(static_cast<std::int32_t>(axis), epsilon, src.desc(), dst.desc()), {&src},
                        dst);
                    expect_close(dst.values(), oracle::normalize(axis, double{epsilon}, src.values()),
                                 2e-6 + rounding_error(src.desc().type), 2e-6);
                }
            });
        }
    }
}

TEST(KernelsNormalizeTest, NumbersFarFromZero) {
    Tensor values{{1, 300}, {}};
    for (int i = 0; i < 300; ++i) values.data.push_back(1e6 + i % 7);
    const PlacedTensor src(cudnn::plain_desc(ElementType::f32, {1, 300}), values);
    PlacedTensor dst(src.desc());
    run(cudnn::normalize_call(1, 0, src.desc(), dst.desc()), {&src}, dst);
    expect_close(dst.values(), oracle::normalize(1, 0, src.values()), 2e-6);
}

constexpr ReductionKind reductions[] = {ReductionKind::mean, ReductionKind::sum, ReductionKind::max, ReductionKind::min,
                                        ReductionKind::product};

TEST(KernelsReduceTest, OverEverySetOfAxes) {
    for (const Dims& dims : shapes) {
        for (unsigned set = 1; set < 1U << dims.size(); ++set) {
            const std::vector<std::int32_t> axes = axes_of(set);
            for_each_layout(dims, [&](const PlacedTensor& src) {
                const Tensor read = src.values();
                for (ReductionKind kind : reductions) {
                    // The product of many such numbers is 0 in float.
                    if (kind == ReductionKind::product && read.data.size() > 100) continue;
                    const Tensor expected =
                        oracle::reduce(static_cast<std::int32_t>(kind), read, Dims(axes.begin(), axes.end()), true);
                    const TensorDesc dst_desc = layouts_of(src.desc().type, expected.dims).back();
                    PlacedTensor dst(dst_desc);
                    run(cudnn::reduce_call(kind, axes, src.desc(), dst_desc), {&src}, dst);
                    expect_close(dst.values(), expected, 1e-6 + rounding_error(src.desc().type), 1e-6);
                }
            });
        }
    }
}

TEST(KernelsReduceTest, OfNanIsNanAndOfInfinitiesInfinite) {
    for (const Dims& dims : {Dims{67}, Dims{1, 2000}, Dims{67, 1}, Dims{67, 2}, Dims{300, 2}}) {
        const std::int32_t axis = dims[0] == 1 ? 1 : 0;
        for (double special : {nan, infinity, -infinity}) {
            for (std::size_t place : {std::size_t{0}, std::size_t{1}, std::size_t{40}, std::size_t{66}}) {
                Tensor values = oracle::generate(dims, [](const Dims&) { return 1.0; });
                for (std::size_t i = 0; i < 2; ++i)
                    values.data[std::min(2 * place + i, values.data.size() - 1)] = special;
                const PlacedTensor src(cudnn::plain_desc(ElementType::f32, mish4j::Dims(dims.begin(), dims.end())),
                                       values);
                for (ReductionKind kind : reductions) {
                    SCOPED_TRACE(static_cast<int>(kind));
                    Tensor expected = oracle::reduce(static_cast<std::int32_t>(kind), values, {axis}, true);
                    if (std::isnan(special)) {
                        for (std::size_t i = 0; i < expected.data.size(); ++i) {
                            const auto stride = expected.data.size();
                            for (std::size_t n = i; n < values.data.size(); n += stride) {
                                if (std::isnan(values.data[n])) expected.data[i] = nan;
                            }
                        }
                    }
                    PlacedTensor dst(
                        cudnn::plain_desc(ElementType::f32, mish4j::Dims(expected.dims.begin(), expected.dims.end())));
                    const std::int32_t axes[] = {axis};
                    run(cudnn::reduce_call(kind, axes, src.desc(), dst.desc()), {&src}, dst);
                    expect_close(dst.values(), expected, 1e-6);
                }
            }
        }
    }
}

TEST(KernelsArgReduceTest, AlongEveryAxis) {
    for (const Dims& dims : shapes) {
        for (std::size_t axis = 0; axis < dims.size(); ++axis) {
            for (ElementType type : computed_types) {
                if (is_left_out(dims, type)) continue;
                for (const TensorDesc& desc : layouts_of(type, dims)) {
                    // Many elements are equal.
                    Tensor values = random_tensor(dims, 1);
                    for (double& x : values.data) x = std::floor(x * 2);
                    const PlacedTensor src(desc, values);
                    for (std::int32_t kind : {MISH4J_ARG_MAX, MISH4J_ARG_MIN}) {
                        for (bool last : {false, true}) {
                            const Tensor expected = oracle::arg_reduce(kind, src.values(), axis, true, last);
                            PlacedTensor dst(layouts_of(ElementType::f32, expected.dims).back());
                            run(cudnn::arg_reduce_call(static_cast<ArgKind>(kind), last,
                                                       static_cast<std::int32_t>(axis), desc, dst.desc()),
                                {&src}, dst);
                            expect_close(dst.values(), expected, 0);
                        }
                    }
                }
            }
        }
    }
}

TEST(KernelsArgReduceTest, OfNanAndOfZeros) {
    const std::vector<std::pair<std::vector<double>, std::pair<double, double>>> cases = {
        {{1, nan, 3, nan, -1}, {1, 3}}, {{-0.0, 0.0, -0.0}, {0, 2}}};
    for (const auto& [numbers, places] : cases) {
        const auto count = static_cast<mish4j_int64>(numbers.size());
        const PlacedTensor src(cudnn::plain_desc(ElementType::f32, {count}), Tensor{{count}, numbers});
        for (ArgKind kind : {ArgKind::max, ArgKind::min}) {
            for (bool last : {false, true}) {
                PlacedTensor dst(cudnn::plain_desc(ElementType::f32, {1}));
                run(cudnn::arg_reduce_call(kind, last, 0, src.desc(), dst.desc()), {&src}, dst);
                EXPECT_EQ(dst.values().data[0], last ? places.second : places.first);
            }
        }
    }
}

TEST(KernelsTopKTest, InEveryLayout) {
    for (const Dims& dims : {Dims{2, 3, 5, 4}, Dims{1500}, Dims{3, 40}}) {
        std::vector<double> data(static_cast<std::size_t>(oracle::element_count(dims)));
        for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<double>(i * i % 7) - 3;
        for (const auto& desc : layouts_of(ElementType::f32, dims)) {
            const PlacedTensor src(desc, Tensor{dims, data});
            for (std::size_t axis = 0; axis < dims.size(); ++axis) {
                for (ArgKind kind : {ArgKind::max, ArgKind::min}) {
                    for (bool places : {false, true}) {
                        const Tensor expected = oracle::top_k(static_cast<std::int32_t>(kind), src.values(), axis,
                                                              std::min<mish4j_int64>(3, dims[axis]), places);
                        PlacedTensor dst(layouts_of(ElementType::f32, expected.dims).back());
                        run(cudnn::top_k_call(kind, places, static_cast<std::int32_t>(axis), desc, dst.desc()), {&src},
                            dst);
                        expect_close(dst.values(), expected, 0);
                    }
                }
            }
        }
    }
}

TEST(KernelsTopKTest, OfNan) {
    const PlacedTensor src(cudnn::plain_desc(ElementType::f32, {4}), Tensor{{4}, {1, nan, 3, nan}});
    for (ArgKind kind : {ArgKind::max, ArgKind::min}) {
        PlacedTensor dst(cudnn::plain_desc(ElementType::f32, {3}));
        run(cudnn::top_k_call(kind, true, 0, src.desc(), dst.desc()), {&src}, dst);
        EXPECT_EQ(dst.values().data, (std::vector<double>{1, 3, kind == ArgKind::max ? 2.0 : 0.0}));
    }
}

}  // namespace
}  // namespace mish4j::test
