// SPDX-License-Identifier: Apache-2.0
#include "activation.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/activation.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "activation_elements-inl.hpp"
#include "activation_functions-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

template <class Element>
void activate_elements(const Eltwise& function, const void* src, const void* residual, ResidualPlace place, void* dst,
                       std::size_t count) {
    using Type = typename Element::Type;
    constexpr std::size_t most = 1024;  // floats, which the first cache holds beside the elements
    HWY_ALIGN float floats[most];
    const auto* from = static_cast<const Type*>(src);
    const auto* other = static_cast<const Type*>(residual);
    auto* to = static_cast<Type*>(dst);
    for (std::size_t i = 0; i < count; i += most) {
        const std::size_t part = std::min(most, count - i);
        load_sums<Element>(from + i, place == ResidualPlace::before_activation ? other + i : nullptr, floats, part);
        activate(function, floats, floats, part);
        store_sums<Element>(floats, place == ResidualPlace::after_activation ? other + i : nullptr, to + i, part);
    }
}

void activate_floats(const Eltwise& function, const void* src, const void* residual, ResidualPlace place, void* dst,
                     std::size_t count) {
    if (place == ResidualPlace::none) {
        return activate(function, static_cast<const float*>(src), static_cast<float*>(dst), count);
    }
    activate_elements<Float32>(function, src, residual, place, dst, count);
}

void activate_bfloat16(const Eltwise& function, const void* src, const void* residual, ResidualPlace place, void* dst,
                       std::size_t count) {
    activate_elements<Bfloat16>(function, src, residual, place, dst, count);
}

void activate_float16(const Eltwise& function, const void* src, const void* residual, ResidualPlace place, void* dst,
                      std::size_t count) {
    activate_elements<Float16>(function, src, residual, place, dst, count);
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mish4j::kernels {

HWY_EXPORT(activate_floats);
HWY_EXPORT(activate_bfloat16);
HWY_EXPORT(activate_float16);

bool is_activation(EltwiseKind kind) { return kind != EltwiseKind::pow; }

void activate(const Eltwise& function, ElementType type, const void* src, const void* residual, ResidualPlace place,
              void* dst, std::size_t count) {
    switch (type) {
        case ElementType::f32:
            return HWY_DYNAMIC_DISPATCH(activate_floats)(function, src, residual, place, dst, count);
        case ElementType::bf16:
            return HWY_DYNAMIC_DISPATCH(activate_bfloat16)(function, src, residual, place, dst, count);
        case ElementType::f16:
            return HWY_DYNAMIC_DISPATCH(activate_float16)(function, src, residual, place, dst, count);
        default:
            throw Error(MISH4J_INTERNAL_ERROR, "there is no element-wise kernel for this type of elements");
    }
}

float activation_of_zero(const Eltwise& function) {
    float x = 0;
    activate(function, ElementType::f32, &x, &x, 1);
    return x;
}

}  // namespace mish4j::kernels
#endif
