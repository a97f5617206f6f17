// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include "kernels_fixture.hpp"

namespace mish4j::test {
namespace {

struct PoolingCase {
    Dims dims;
    Dims kernel;
    Windows windows;
};

const PoolingCase cases[] = {
    {{2, 3, 9}, {3}, {{2}, {1}, {1}, {0}}},
    {{1, 16, 7, 5}, {3, 2}, {{2, 1}, {1, 1}, {1, 0}, {2, 1}}},
    {{2, 8, 6, 6}, {2, 2}, {{2, 2}, {1, 1}, {0, 0}, {0, 0}}},
    {{1, 24, 8, 9}, {5, 5}, {{1, 1}, {1, 1}, {2, 2}, {2, 2}}},
    {{1, 4, 10, 11}, {3, 3}, {{1, 2}, {2, 3}, {2, 5}, {2, 1}}},
    {{1, 1, 4, 4}, {4, 4}, {{1, 1}, {1, 1}, {0, 0}, {0, 0}}},
    {{1, 40, 1, 1}, {1, 1}, {{1, 1}, {1, 1}, {0, 0}, {0, 0}}},
    {{2, 8, 7, 7}, {7, 7}, {{1, 1}, {1, 1}, {0, 0}, {0, 0}}},
    {{1, 8, 3, 4, 5}, {2, 3, 2}, {{1, 2, 3}, {1, 1, 2}, {1, 0, 1}, {0, 2, 1}}},
    {{1, 3, 2, 5, 4}, {2, 2, 2}, {{2, 2, 2}, {1, 1, 1}, {0, 1, 0}, {0, 0, 0}}},
};

Window window_of(const Windows& windows) {
    const auto own = [](const Dims& dims) { return mish4j::Dims(dims.begin(), dims.end()); };
    return {own(windows.strides), own(windows.dilations), own(windows.pads_begin), own(windows.pads_end)};
}

Tensor pooled(PoolingKind kind, const PoolingCase& pooling, const PlacedTensor& src, const TensorDesc& dst_desc) {
    PlacedTensor dst(dst_desc);
    run(cudnn::pooling_call(kind, mish4j::Dims(pooling.kernel.begin(), pooling.kernel.end()),
                            window_of(pooling.windows), src.desc(), dst_desc),
        {&src}, dst);
    return dst.values();
}

constexpr PoolingKind kinds[] = {PoolingKind::max, PoolingKind::average_exclude_padding,
                                 PoolingKind::average_include_padding};

TEST(KernelsPoolingTest, OfEveryLayout) {
    for (const PoolingCase& pooling : cases) {
        for (PoolingKind kind : kinds) {
            for (ElementType type : computed_types) {
                for (const TensorDesc& src_desc : layouts_of(type, pooling.dims)) {
                    const PlacedTensor src(src_desc, random_tensor(pooling.dims, 1));
                    const Tensor expected =
                        oracle::pooling(static_cast<std::int32_t>(kind), src.values(), pooling.kernel, pooling.windows);
                    for (const TensorDesc& dst_desc : layouts_of(type, expected.dims)) {
                        SCOPED_TRACE(cudnn::describe(src_desc) + " -> " + cudnn::describe(dst_desc));
                        expect_close(pooled(kind, pooling, src, dst_desc), expected, rounding_error(type), 1e-6);
                    }
                }
            }
        }
    }
}

TEST(KernelsPoolingTest, FromOneTypeToAnotherAndUnalignedAddresses) {
    const PoolingCase pooling{{1, 16, 5, 5}, {3, 3}, {{1, 1}, {1, 1}, {1, 1}, {1, 1}}};
    for (ElementType src_type : computed_types) {
        for (ElementType dst_type : computed_types) {
            const PlacedTensor src(cudnn::channels_last_desc(src_type, {1, 16, 5, 5}), random_tensor({1, 16, 5, 5}, 2),
                                   1);
            const Tensor expected = oracle::pooling(MISH4J_POOLING_MAX, src.values(), pooling.kernel, pooling.windows);
            expect_close(pooled(PoolingKind::max, pooling, src, cudnn::channels_last_desc(dst_type, {1, 16, 5, 5})),
                         rounded(expected, dst_type), 0);
        }
    }
}

TEST(KernelsPoolingTest, OfSpecialNumbers) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    const PoolingCase pairs{{1, 1, 10}, {2}, {{2}, {1}, {0}, {0}}};
    const std::vector<double> numbers = {nan, 1, 1, nan, -infinity, -infinity, infinity, -3, -0.0, -1};
    const PlacedTensor src(cudnn::plain_desc(ElementType::f32, {1, 1, 10}), Tensor{{1, 1, 10}, numbers});
    const TensorDesc dst_desc = cudnn::plain_desc(ElementType::f32, {1, 1, 5});
    expect_close(pooled(PoolingKind::max, pairs, src, dst_desc), Tensor{{1, 1, 5}, {nan, nan, -infinity, infinity, 0}},
                 0);
    expect_close(pooled(PoolingKind::average_exclude_padding, pairs, src, dst_desc),
                 Tensor{{1, 1, 5}, {nan, nan, -infinity, infinity, -0.5}}, 0);
}

}  // namespace
}  // namespace mish4j::test
