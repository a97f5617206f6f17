// SPDX-License-Identifier: Apache-2.0
//
// Winograd's transforms in one dimension, on vectors: F(2, 3) with the points 0, 1, -1, infinity, and F(4, 3) with 0,
// +-sqrt(1/2), +-sqrt(2), infinity, which round less than the usual 0, +-1, +-2 (after B. Barabasz, A. Anderson,
// K. Soodhalter, D. Gregg, "Error Analysis and Improving the Accuracy of Winograd Convolution for Deep Neural
// Networks", 2020). The matrices follow from the points p_i: row i of the src's has the coefficients of the product of
// all (x - p_j) but x - p_i, or of all for infinity; the dst's has p_i^k in row k, and 1 for infinity in the last.
#if defined(MISH4J_KERNELS_WINOGRAD_TILES_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef MISH4J_KERNELS_WINOGRAD_TILES_INL_HPP
#undef MISH4J_KERNELS_WINOGRAD_TILES_INL_HPP
#else
#define MISH4J_KERNELS_WINOGRAD_TILES_INL_HPP
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <int results>
struct TileTransform;

template <>
struct TileTransform<2> {
    static constexpr int places = 4;

    template <class D, class V = hn::Vec<D>>
    static HWY_INLINE void src(D /*d*/, const V (&x)[4], V (&y)[4]) {
        y[0] = hn::Sub(x[2], x[0]);
        y[1] = hn::Add(x[2], x[1]);
        y[2] = hn::Sub(x[2], x[1]);
        y[3] = hn::Sub(x[3], x[1]);
    }

    template <class D, class V = hn::Vec<D>>
    static HWY_INLINE void dst(D /*d*/, const V (&x)[4], V (&y)[2]) {
        y[0] = hn::Add(hn::Add(x[0], x[1]), x[2]);
        y[1] = hn::Add(hn::Sub(x[1], x[2]), x[3]);
    }
};

template <>
struct TileTransform<4> {
    static constexpr int places = 6;
    static constexpr float sqrt_half = 0.70710678118654752440F;
    static constexpr float sqrt_two = 1.41421356237309504880F;

    template <class D, class V = hn::Vec<D>>
    static HWY_INLINE void src(D d, const V (&x)[6], V (&y)[6]) {
        const V even_half = hn::NegMulAdd(hn::Set(d, 2.0F), x[2], x[4]);
        const V odd_half = hn::MulSub(hn::Set(d, sqrt_half), x[3], hn::Mul(hn::Set(d, sqrt_two), x[1]));
        const V even_two = hn::NegMulAdd(hn::Set(d, 0.5F), x[2], x[4]);
        const V odd_two = hn::MulSub(hn::Set(d, sqrt_two), x[3], hn::Mul(hn::Set(d, sqrt_half), x[1]));
        y[0] = hn::Add(hn::NegMulAdd(hn::Set(d, 2.5F), x[2], x[4]), x[0]);
        y[1] = hn::Add(even_half, odd_half);
        y[2] = hn::Sub(even_half, odd_half);
        y[3] = hn::Add(even_two, odd_two);
        y[4] = hn::Sub(even_two, odd_two);
        y[5] = hn::Add(hn::NegMulAdd(hn::Set(d, 2.5F), x[3], x[5]), x[1]);
    }

    template <class D, class V = hn::Vec<D>>
    static HWY_INLINE void dst(D d, const V (&x)[6], V (&y)[4]) {
        const V even_half = hn::Add(x[1], x[2]);
        const V odd_half = hn::Sub(x[1], x[2]);
        const V even_two = hn::Add(x[3], x[4]);
        const V odd_two = hn::Sub(x[3], x[4]);
        y[0] = hn::Add(hn::Add(x[0], even_half), even_two);
        y[1] = hn::MulAdd(hn::Set(d, sqrt_half), odd_half, hn::Mul(hn::Set(d, sqrt_two), odd_two));
        y[2] = hn::MulAdd(hn::Set(d, 0.5F), even_half, hn::Mul(hn::Set(d, 2.0F), even_two));
        y[3] =
            hn::MulAdd(hn::Set(d, 0.5F * sqrt_half), odd_half, hn::MulAdd(hn::Set(d, 2.0F * sqrt_two), odd_two, x[5]));
    }
};

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#endif
