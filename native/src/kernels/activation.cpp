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

constexpr std::size_t part_size = 1024;  // in floats, which the first cache holds beside what they come from

void activate_floats(const Eltwise& function, const void* src, const void* residual, ResidualPlace place, void* dst,
                     std::size_t count) {
    const auto* from = static_cast<const float*>(src);
    const auto* other = static_cast<const float*>(residual);
    auto* to = static_cast<float*>(dst);
    if (place == ResidualPlace::none) return activate(function, from, to, count);
    HWY_ALIGN float floats[part_size];
    for (std::size_t i = 0; i < count; i += part_size) {
        const std::size_t part = std::min(part_size, count - i);
        if (place == ResidualPlace::before_activation) {
            load_sums<Float32>(from + i, other + i, floats, part);
            activate(function, floats, to + i, part);
        } else {
            activate(function, from + i, floats, part);
            store_sums<Float32>(floats, other + i, to + i, part);
        }
    }
}

template <class Element>
void activate_halves(const Eltwise& function, const void* src, const void* residual, ResidualPlace place, void* dst,
                     std::size_t count) {
    const auto* from = static_cast<const std::uint16_t*>(src);
    const auto* other = static_cast<const std::uint16_t*>(residual);
    auto* to = static_cast<std::uint16_t*>(dst);
    HWY_ALIGN float floats[part_size];
    for (std::size_t i = 0; i < count; i += part_size) {
        const std::size_t part = std::min(part_size, count - i);
        load_sums<Element>(from + i, place == ResidualPlace::before_activation ? other + i : nullptr, floats, part);
        activate(function, floats, floats, part);
        store_sums<Element>(floats, place == ResidualPlace::after_activation ? other + i : nullptr, to + i, part);
    }
}

void activate_bfloat16(const Eltwise& function, const void* src, const void* residual, ResidualPlace place, void* dst,
                       std::size_t count) {
    activate_halves<Bfloat16>(function, src, residual, place, dst, count);
}

void activate_float16(const Eltwise& function, const void* src, const void* residual, ResidualPlace place, void* dst,
                      std::size_t count) {
    activate_halves<Float16>(function, src, residual, place, dst, count);
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
