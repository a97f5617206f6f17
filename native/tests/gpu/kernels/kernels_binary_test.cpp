// SPDX-License-Identifier: Apache-2.0
//
// Functions of two operands, and the choice between two.
#include <cmath>
#include <limits>

#include "kernels_fixture.hpp"

namespace mish4j::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// The tensor as one of dims: repeated where it has 1.
TensorDesc repeated(TensorDesc desc, const Dims& dims) {
    for (std::size_t i = 0; i < dims.size(); ++i) {
        if (desc.dims[i] == 1 && dims[i] != 1) desc.strides[i] = 0;
        desc.dims[i] = dims[i];
    }
    return desc;
}

class KernelsBinaryTest : public ::testing::TestWithParam<int> {};

TEST_P(KernelsBinaryTest, WithAndWithoutRepetition) {
    const auto kind = static_cast<BinaryKind>(GetParam());
    const std::vector<std::pair<Dims, Dims>> cases = {
        {{}, {}},
        {{5}, {1}},
        {{1, 1}, {3, 7}},
        {{2, 16, 3, 5}, {2, 16, 3, 5}},
        {{2, 16, 3, 5}, {1, 16, 1, 1}},
        {{2, 16, 1, 1}, {2, 16, 3, 5}},
        {{2, 3, 4, 5}, {1, 1, 1, 5}},
        {{1, 3, 1, 5}, {2, 1, 4, 1}},
        {{1, 2, 1, 2, 3, 1}, {2, 2, 1, 2, 1, 4}},
    };
    for (const auto& [left_dims, right_dims] : cases) {
        Dims dims = left_dims;
        for (std::size_t i = 0; i < dims.size(); ++i) dims[i] = std::max(dims[i], right_dims[i]);
        for (ElementType type : computed_types) {
            Tensor left_values = random_tensor(left_dims, 1);
            if (kind == BinaryKind::pow) {
                for (double& x : left_values.data) x = std::abs(x) + 0.5;
            }
            for (const TensorDesc& dst_desc : layouts_of(type, dims)) {
                for (const TensorDesc& left_desc : layouts_of(type, left_dims)) {
                    const PlacedTensor left(left_desc, left_values);
                    const PlacedTensor right(layouts_of(type, right_dims).back(), random_tensor(right_dims, 2));
                    const PlacedTensor right_plain(layouts_of(type, right_dims).front(), right.values());
                    const Tensor expected =
                        oracle::binary(static_cast<std::int32_t>(kind), left.values(), right.values());
                    for (const PlacedTensor* operand : {&right, &right_plain}) {
                        SCOPED_TRACE(cudnn::describe(left_desc) + " " + cudnn::describe(operand->desc()));
                        PlacedTensor dst(dst_desc);
                        run(cudnn::binary_call(kind, repeated(left_desc, dims), repeated(operand->desc(), dims),
                                               dst_desc),
                            {&left, operand}, dst);
                        expect_close(dst.values(), expected, 1e-6 + rounding_error(type));
                    }
                }
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, KernelsBinaryTest, ::testing::Range(1, MISH4J_BINARY_GREATER_OR_EQUAL + 1));

TEST(KernelsBinarySpecialTest, OfSpecialNumbers) {
    const std::vector<double> left = {nan, 1, nan, infinity, -infinity, 0.0, 1, 2, -1, -2, -8};
    const std::vector<double> right = {1, nan, nan, infinity, infinity, -0.0, 2, 1, -1, 3, 0.5};
    const TensorDesc desc = cudnn::plain_desc(ElementType::f32, {11});
    const PlacedTensor src0(desc, Tensor{{11}, left});
    const PlacedTensor src1(desc, Tensor{{11}, right});
    for (int kind = 1; kind <= MISH4J_BINARY_GREATER_OR_EQUAL; ++kind) {
        SCOPED_TRACE(kind);
        PlacedTensor dst(desc);
        run(cudnn::binary_call(static_cast<BinaryKind>(kind), desc, desc, desc), {&src0, &src1}, dst);
        Tensor expected{{11}, {}};
        for (std::size_t i = 0; i < left.size(); ++i) {
            const bool bounds = kind == MISH4J_BINARY_MIN || kind == MISH4J_BINARY_MAX;
            expected.data.push_back(bounds && (std::isnan(left[i]) || std::isnan(right[i]))
                                        ? nan
                                        : oracle::binary(kind, left[i], right[i]));
        }
        expect_close(dst.values(), expected, 1e-6);
    }
}

TEST(KernelsSelectTest, TakesOneOfTwo) {
    const std::vector<Dims> shapes = {{}, {7}, {2, 16, 3, 5}, {1, 24, 2, 2}, {2, 1, 3, 1, 2, 3}};
    for (const Dims& dims : shapes) {
        for (ElementType type : computed_types) {
            Tensor condition_values = random_tensor(dims, 1);
            for (double& x : condition_values.data) x = x > 0 ? x : 0;
            for (const TensorDesc& desc : layouts_of(type, dims)) {
                const PlacedTensor condition(layouts_of(ElementType::f32, dims).back(), condition_values);
                const PlacedTensor src0(desc, random_tensor(dims, 2));
                const PlacedTensor src1(layouts_of(type, dims).front(), random_tensor(dims, 3), 1);
                PlacedTensor dst(desc);
                run(cudnn::select_call(condition.desc(), src0.desc(), src1.desc(), dst.desc()),
                    {&condition, &src0, &src1}, dst);
                expect_close(dst.values(), oracle::select(condition.values(), src0.values(), src1.values()), 0);
            }
        }
    }
}

TEST(KernelsSelectTest, TakesNanForTrueAndMixesNothingIn) {
    const TensorDesc desc = cudnn::plain_desc(ElementType::f16, {4});
    const PlacedTensor condition(desc, Tensor{{4}, {nan, 0, -0.0, infinity}});
    const PlacedTensor src0(desc, Tensor{{4}, {1, nan, infinity, 4}});
    const PlacedTensor src1(desc, Tensor{{4}, {nan, 2, 3, -infinity}});
    PlacedTensor dst(desc);
    run(cudnn::select_call(desc, desc, desc, desc), {&condition, &src0, &src1}, dst);
    expect_close(dst.values(), Tensor{{4}, {1, 2, 3, 4}}, 0);
}

}  // namespace
}  // namespace mish4j::test
