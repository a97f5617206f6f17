// SPDX-License-Identifier: Apache-2.0
//
// Copies, conversions, enlargement.
#include <cmath>
#include <limits>

#include "kernels_fixture.hpp"

namespace mish4j::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

const Dims shapes[] = {{},           {1},           {7},           {3, 5},         {1, 8, 5},       {2, 3, 4, 5},
                       {2, 8, 3, 3}, {1, 16, 1, 1}, {1, 64, 9, 5}, {1, 1, 17, 16}, {2, 3, 2, 4, 5}, {2, 1, 3, 1, 2, 3}};

TEST(KernelsCopyTest, BringsEveryLayoutIntoEveryOther) {
    for (const Dims& dims : shapes) {
        const Tensor values = random_tensor(dims, 1);
        for (ElementType src_type : computed_types) {
            for (ElementType dst_type : computed_types) {
                for (const TensorDesc& src_desc : layouts_of(src_type, dims)) {
                    for (const TensorDesc& dst_desc : layouts_of(dst_type, dims)) {
                        SCOPED_TRACE(cudnn::describe(src_desc) + " -> " + cudnn::describe(dst_desc));
                        const PlacedTensor src(src_desc, values);
                        PlacedTensor dst(dst_desc);
                        run(cudnn::copy_call(src_desc, dst_desc), {&src}, dst);
                        expect_close(dst.values(), rounded(src.values(), dst_type), 0);
                    }
                }
            }
        }
    }
}

// Tensors of which tiles are brought over.
TEST(KernelsCopyTest, BetweenLayoutsOfManyChannels) {
    for (const Dims& dims :
         {Dims{2, 64, 8, 4}, Dims{1, 70, 5, 7}, Dims{2, 17, 33}, Dims{1, 130, 2, 3, 6}, Dims{40, 50}}) {
        for (const auto& [src_type, dst_type] :
             std::vector<std::pair<ElementType, ElementType>>{{ElementType::f32, ElementType::f16},
                                                              {ElementType::u8, ElementType::bf16},
                                                              {ElementType::f16, ElementType::f32},
                                                              {ElementType::f16, ElementType::f16},
                                                              {ElementType::i64, ElementType::i64},
                                                              {ElementType::boolean, ElementType::boolean},
                                                              {ElementType::f32, ElementType::i32},
                                                              {ElementType::u8, ElementType::u8}}) {
            Tensor values = random_tensor(dims, 5, 100);
            for (double& x : values.data) x = std::abs(std::nearbyint(x));
            for (const TensorDesc& src_desc : layouts_of(src_type, dims)) {
                for (const TensorDesc& dst_desc : layouts_of(dst_type, dims)) {
                    SCOPED_TRACE(cudnn::describe(src_desc) + " -> " + cudnn::describe(dst_desc));
                    const PlacedTensor src(src_desc, values, 1);
                    PlacedTensor dst(dst_desc, 1);
                    run(cudnn::copy_call(src_desc, dst_desc), {&src}, dst);
                    expect_close(dst.values(), values, 0);
                }
            }
        }
    }
}

TEST(KernelsCopyTest, FromAndToAddressesThatAreNotAligned) {
    for (ElementType type : {ElementType::f32, ElementType::f16, ElementType::u8, ElementType::i64}) {
        for (std::int64_t shift : {0, 1, 3, 8}) {
            const TensorDesc desc = cudnn::plain_desc(type, {3, 41});
            const PlacedTensor src(desc, random_tensor({3, 41}, 2, 100), shift);
            PlacedTensor dst(desc, shift == 8 ? 1 : 0);
            run(cudnn::copy_call(desc, desc), {&src}, dst);
            expect_close(dst.values(), src.values(), 0);
        }
    }
}

TEST(KernelsCopyTest, FillsChannelsThatAreNotThereWithZeros) {
    for (const Dims& dims : {Dims{2, 3, 4, 5}, Dims{1, 1, 33, 2}, Dims{1, 12, 3, 3}, Dims{1, 40, 40, 3},
                             Dims{1, 67, 9, 4}, Dims{2, 5, 3}}) {
        for (std::int64_t channels : {dims[1] + 1, (dims[1] + 15) / 8 * 8}) {
            Dims padded = dims;
            padded[1] = channels;
            const Tensor values = random_tensor(dims, 3);
            for (ElementType src_type : {ElementType::f32, ElementType::f16, ElementType::u8}) {
                for (ElementType dst_type : computed_types) {
                    for (const TensorDesc& src_desc : layouts_of(src_type, dims)) {
                        for (const TensorDesc& dst_desc : layouts_of(dst_type, padded)) {
                            SCOPED_TRACE(cudnn::describe(src_desc) + " -> " + cudnn::describe(dst_desc));
                            const PlacedTensor src(src_desc, values);
                            PlacedTensor dst(dst_desc);
                            run(cudnn::copy_call(src_desc, dst_desc), {&src}, dst);
                            const Tensor from = rounded(src.values(), dst_type);
                            const Tensor expected = oracle::generate(padded, [&](const Dims& index) {
                                return index[1] < dims[1] ? oracle::at(from, index) : 0;
                            });
                            expect_close(dst.values(), expected, 0);
                        }
                    }
                }
            }
        }
    }
}

TEST(KernelsCopyTest, KeepsTheBitsOfElementsOfTheSameType) {
    for (ElementType type : {ElementType::f64, ElementType::i64, ElementType::i32, ElementType::i8, ElementType::u8,
                             ElementType::boolean}) {
        for (const Dims& dims : {Dims{}, Dims{37}, Dims{2, 3, 4, 5}}) {
            for (const TensorDesc& desc : layouts_of(type, dims)) {
                PlacedTensor src(desc);
                for (std::int64_t i = 0; i < cudnn::byte_span(desc); ++i) src.data()[i] = std::byte(i * 37 + 11);
                PlacedTensor dst(cudnn::plain_desc(type, desc.dims));
                run(cudnn::copy_call(desc, dst.desc()), {&src}, dst);
                const std::int64_t size = element_size(type);
                const PlacedTensor& copied = dst;
                for (std::int64_t i = 0; i < cudnn::element_count(desc.dims); ++i) {
                    std::int64_t rest = i;
                    std::int64_t offset = 0;
                    for (std::size_t d = dims.size(); d-- > 0; rest /= dims[d])
                        offset += rest % dims[d] * desc.strides[d];
                    EXPECT_TRUE(std::equal(copied.data() + i * size, copied.data() + (i + 1) * size,
                                           src.data() + offset * size));
                }
            }
        }
    }
}

struct Conversion {
    ElementType type;
    std::vector<double> from;
    std::vector<double> to;
};

TEST(KernelsCopyTest, ReadsEveryTypeAsTheNearestFloat) {
    const Conversion conversions[] = {
        {ElementType::f64, {1e300, 0x1.000001p0, 0x1.0000010000001p0, nan}, {infinity, 1, 0x1.000002p0, nan}},
        {ElementType::i64, {0x1p62, 16777217, 16777219, -5}, {0x1p62, 16777216, 16777220, -5}},
        {ElementType::i32, {-0x1p31, 16777217, 7, 0}, {-0x1p31, 16777216, 7, 0}},
        {ElementType::i8, {-128, 127, 0, -1}, {-128, 127, 0, -1}},
        {ElementType::u8, {255, 128, 0, 1}, {255, 128, 0, 1}},
        {ElementType::boolean, {0, 1, 2, 255}, {0, 1, 1, 1}},
        {ElementType::f16, {65504, 0x1p-24, -0x1p-14, infinity}, {65504, 0x1p-24, -0x1p-14, infinity}},
        {ElementType::bf16, {0x1p127, -0x1p-133, nan, -infinity}, {0x1p127, -0x1p-133, nan, -infinity}},
    };
    for (const Conversion& conversion : conversions) {
        SCOPED_TRACE(static_cast<int>(conversion.type));
        const PlacedTensor src(cudnn::plain_desc(conversion.type, {4}), Tensor{{4}, conversion.from});
        PlacedTensor dst(cudnn::plain_desc(ElementType::f32, {4}));
        run(cudnn::copy_call(src.desc(), dst.desc()), {&src}, dst);
        expect_close(dst.values(), Tensor{{4}, conversion.to}, 0);
    }
}

TEST(KernelsCopyTest, WritesEveryTypeAsItsNearestElement) {
    const Conversion conversions[] = {
        {ElementType::i8,
         {-1e30, -128.5, -0.5, 1.5, 127.4, 127.5, infinity, nan},
         {-128, -128, 0, 2, 127, 127, 127, 0}},
        {ElementType::u8, {-1, -infinity, 0.5, 1.5, 254.5, 255.5, 1e30, nan}, {0, 0, 0, 2, 254, 255, 255, 0}},
        {ElementType::i32,
         {-1e30, -0x1p31, -2.5, 2147483520, 0x1p31, infinity, 3.5, nan},
         {-0x1p31, -0x1p31, -2, 2147483520, 2147483647, 2147483647, 4, 0}},
        {ElementType::i64,
         {-1e30, -0x1p63, -2.5, 0x1p62, 2.5, -7, 0.49, nan},
         {-0x1p63, -0x1p63, -2, 0x1p62, 2, -7, 0, 0}},
        {ElementType::boolean, {0, -0.0, 1e-45, 1, -3, infinity, 255, nan}, {0, 0, 1, 1, 1, 1, 1, 1}},
        {ElementType::f16,
         {65519, 65520, -1e30, 0x1p-25, 0x1.8p-25, 0x1.002p0, 0x1.006p0, nan},
         {65504, infinity, -infinity, 0, 0x1p-24, 1, 0x1.008p0, nan}},
        {ElementType::bf16,
         {0x1.01p0, 0x1.03p0, 0x1.FEp127, 0x1.FFp127, -0x1p-134, -0x1.8p-134, infinity, nan},
         {1, 0x1.04p0, 0x1.FEp127, infinity, 0, -0x1p-133, infinity, nan}},
        {ElementType::f64, {0.1f, -1e30f, 1, 2, 3, -0.0, infinity, nan}, {0.1f, -1e30f, 1, 2, 3, 0, infinity, nan}},
    };
    for (const Conversion& conversion : conversions) {
        SCOPED_TRACE(static_cast<int>(conversion.type));
        const PlacedTensor src(cudnn::plain_desc(ElementType::f32, {8}), Tensor{{8}, conversion.from});
        PlacedTensor dst(cudnn::plain_desc(conversion.type, {8}));
        run(cudnn::copy_call(src.desc(), dst.desc()), {&src}, dst);
        expect_close(dst.values(), Tensor{{8}, conversion.to}, 0);
    }
}

TEST(KernelsCopyTest, EnlargesByWholeFactors) {
    const std::pair<Dims, Dims> cases[] = {
        {{2, 3, 4}, {3}},       {{1, 16, 3, 5}, {2, 2}},      {{2, 5, 2, 3}, {3, 1}},       {{1, 8, 1, 2}, {1, 4}},
        {{1, 1, 2, 2}, {2, 2}}, {{2, 3, 2, 3, 4}, {2, 3, 2}}, {{1, 24, 2, 1, 2}, {1, 2, 5}}};
    for (const auto& [dims, scales] : cases) {
        Dims larger = dims;
        for (std::size_t i = 0; i < scales.size(); ++i) larger[i + 2] *= scales[i];
        for (ElementType type : computed_types) {
            for (const TensorDesc& src_desc : layouts_of(type, dims)) {
                for (const TensorDesc& dst_desc : layouts_of(type, larger)) {
                    SCOPED_TRACE(cudnn::describe(src_desc) + " -> " + cudnn::describe(dst_desc));
                    const PlacedTensor src(src_desc, random_tensor(dims, 4));
                    PlacedTensor dst(dst_desc);
                    run(cudnn::resize_nearest_call(mish4j::Dims(scales.begin(), scales.end()), src_desc, dst_desc),
                        {&src}, dst);
                    expect_close(dst.values(), oracle::resize_nearest(src.values(), scales), 0);
                }
            }
        }
    }
}

}  // namespace
}  // namespace mish4j::test
