// SPDX-License-Identifier: Apache-2.0
//
// Gathering, interpolation, conversion of images.
#include <cmath>
#include <limits>

#include "kernels_fixture.hpp"

namespace mish4j::test {
namespace {

const Dims shapes[] = {{5}, {3, 7}, {1, 8, 5}, {2, 16, 3, 5}, {1, 3, 4, 2}, {2, 3, 2, 3, 4}, {2, 1, 3, 1, 2, 3}};

PlacedTensor indices_of(const Dims& indices) {
    const Tensor values{{static_cast<mish4j_int64>(indices.size())}, {indices.begin(), indices.end()}};
    return PlacedTensor(cudnn::plain_desc(ElementType::i32, {values.dims[0]}), values);
}

TEST(KernelsGatherTest, AlongEveryAxis) {
    for (const Dims& dims : shapes) {
        for (std::size_t axis = 0; axis < dims.size(); ++axis) {
            Dims indices;
            for (mish4j_int64 i = 0; i < 4; ++i) indices.push_back((i * 2 + 1) % dims[axis]);
            Dims gathered = dims;
            gathered[axis] = 4;
            const PlacedTensor places = indices_of(indices);
            for (ElementType type : computed_types) {
                for (const TensorDesc& src_desc : layouts_of(type, dims)) {
                    for (const TensorDesc& dst_desc : layouts_of(type, gathered)) {
                        SCOPED_TRACE(cudnn::describe(src_desc) + " -> " + cudnn::describe(dst_desc));
                        const PlacedTensor src(src_desc, random_tensor(dims, 1));
                        PlacedTensor dst(dst_desc);
                        run(cudnn::gather_call(static_cast<std::int32_t>(axis), src_desc, places.desc(), dst_desc),
                            {&src, &places}, dst);
                        expect_close(dst.values(), oracle::gather(axis, indices, src.values()), 0);
                    }
                }
            }
        }
    }
}

TEST(KernelsInterpolateTest, AlongEveryAxis) {
    for (const Dims& dims : shapes) {
        for (std::size_t axis = 0; axis < dims.size(); ++axis) {
            for (mish4j_int64 taps : {1, 3}) {
                Dims interpolated = dims;
                interpolated[axis] = dims[axis] + 2;
                Dims indices;
                std::vector<float> weights;
                for (mish4j_int64 i = 0; i < taps * interpolated[axis]; ++i) {
                    indices.push_back(i * 3 % dims[axis]);
                    weights.push_back(static_cast<float>(i % 5) / 4 - 0.5f);
                }
                const PlacedTensor places = indices_of(indices);
                const Tensor weight_values{{static_cast<mish4j_int64>(weights.size())},
                                           {weights.begin(), weights.end()}};
                const PlacedTensor factors(cudnn::plain_desc(ElementType::f32, mish4j::Dims(weight_values.dims.begin(),
                                                                                            weight_values.dims.end())),
                                           weight_values);
                for (ElementType type : computed_types) {
                    for (const TensorDesc& src_desc : layouts_of(type, dims)) {
                        for (const TensorDesc& dst_desc : layouts_of(type, interpolated)) {
                            SCOPED_TRACE(cudnn::describe(src_desc) + " -> " + cudnn::describe(dst_desc));
                            const PlacedTensor src(src_desc, random_tensor(dims, 1));
                            PlacedTensor dst(dst_desc);
                            run(cudnn::interpolate_call(static_cast<std::int32_t>(axis), taps, src_desc, places.desc(),
                                                        factors.desc(), dst_desc),
                                {&src, &places, &factors}, dst);
                            expect_close(dst.values(), oracle::interpolate(axis, taps, indices, weights, src.values()),
                                         rounding_error(type), 1e-6);
                        }
                    }
                }
            }
        }
    }
}

TEST(KernelsInterpolateTest, ChosenSpecialNumbersStayAsTheyAre) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    const PlacedTensor src(cudnn::plain_desc(ElementType::f16, {4}), Tensor{{4}, {nan, -0.0, infinity, 65504}});
    const PlacedTensor places = indices_of({1, 0, 3, 2});
    PlacedTensor dst(src.desc());
    run(cudnn::gather_call(0, src.desc(), places.desc(), dst.desc()), {&src, &places}, dst);
    expect_close(dst.values(), Tensor{{4}, {-0.0, nan, 65504, infinity}}, 0);
    EXPECT_TRUE(std::signbit(dst.values().data[0]));
}

TEST(KernelsConvertImageTest, FromEveryType) {
    for (const Dims& dims : {Dims{1, 5, 7, 3}, Dims{2, 3, 4, 1}, Dims{1, 2, 2, 16}, Dims{1, 8, 8, 4}}) {
        const mish4j_int64 channels = dims[3];
        std::vector<double> scales;
        std::vector<double> shifts;
        for (mish4j_int64 c = 0; c < channels; ++c) {
            scales.push_back(1 + static_cast<double>(c) / 8);
            shifts.push_back(static_cast<double>(c) - 1.5);
        }
        const TensorDesc factor_desc = cudnn::plain_desc(ElementType::f32, {channels});
        const PlacedTensor scale(factor_desc, Tensor{{channels}, scales});
        const PlacedTensor shift(factor_desc, Tensor{{channels}, shifts});
        for (ElementType src_type : {ElementType::u8, ElementType::i8, ElementType::f32, ElementType::f16,
                                     ElementType::f64, ElementType::i32, ElementType::i64, ElementType::bf16}) {
            const double range = src_type == ElementType::u8 ? 0 : 100;
            Tensor values = random_tensor(dims, 1, range);
            if (src_type == ElementType::u8) {
                for (std::size_t i = 0; i < values.data.size(); ++i) values.data[i] = static_cast<double>(i * 37 % 256);
            }
            const PlacedTensor src(cudnn::plain_desc(src_type, mish4j::Dims(dims.begin(), dims.end())), values, 1);
            for (mish4j_int64 padded : {channels, (channels + 8) / 8 * 8}) {
                const Dims dst_dims = {dims[0], padded, dims[1], dims[2]};
                const Tensor read = src.values();
                const Tensor expected = oracle::generate(dst_dims, [&](const Dims& index) {
                    if (index[1] >= channels) return 0.0;
                    const auto c = static_cast<std::size_t>(index[1]);
                    return scales[c] * oracle::at(read, {index[0], index[2], index[3], index[1]}) + shifts[c];
                });
                for (ElementType dst_type : computed_types) {
                    for (const TensorDesc& dst_desc : layouts_of(dst_type, dst_dims)) {
                        SCOPED_TRACE(cudnn::describe(src.desc()) + " -> " + cudnn::describe(dst_desc));
                        PlacedTensor dst(dst_desc);
                        run(cudnn::convert_image_call(src.desc(), factor_desc, factor_desc, dst_desc),
                            {&src, &scale, &shift}, dst);
                        expect_close(dst.values(), expected, 1e-6 + rounding_error(dst_type), 1e-6);
                    }
                }
            }
        }
    }
}

}  // namespace
}  // namespace mish4j::test
