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

void activate_floats(const Eltwise& function, const float* src, float* dst, std::size_t count) {
    activate(function, src, dst, count);
}

template <class Element>
void activate_elements(const Eltwise& function, const std::uint16_t* src, std::uint16_t* dst, std::size_t count) {
    constexpr std::size_t most = 1024;  // floats, which the first cache holds beside src and dst
    HWY_ALIGN float floats[most];
    for (std::size_t i = 0; i < count; i += most) {
        const std::size_t part = std::min(most, count - i);
        load_floats<Element>(src + i, floats, part);
        activate(function, floats, floats, part);
        store_floats<Element>(floats, dst + i, part);
    }
}

void activate_bfloat16(const Eltwise& function, const std::uint16_t* src, std::uint16_t* dst, std::size_t count) {
    activate_elements<Bfloat16>(function, src, dst, count);
}

void activate_float16(const Eltwise& function, const std::uint16_t* src, std::uint16_t* dst, std::size_t count) {
    activate_elements<Float16>(function, src, dst, count);
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

void activate(const Eltwise& function, ElementType type, const void* src, void* dst, std::size_t count) {
    const auto* bits = static_cast<const std::uint16_t*>(src);
    switch (type) {
        case ElementType::f32:
            return HWY_DYNAMIC_DISPATCH(activate_floats)(function, static_cast<const float*>(src),
                                                         static_cast<float*>(dst), count);
        case ElementType::bf16:
            return HWY_DYNAMIC_DISPATCH(activate_bfloat16)(function, bits, static_cast<std::uint16_t*>(dst), count);
        case ElementType::f16:
            return HWY_DYNAMIC_DISPATCH(activate_float16)(function, bits, static_cast<std::uint16_t*>(dst), count);
        default:
            throw Error(MISH4J_INTERNAL_ERROR, "there is no element-wise kernel for this type of elements");
    }
}

}  // namespace mish4j::kernels
#endif
