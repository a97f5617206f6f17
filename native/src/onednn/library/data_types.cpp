// SPDX-License-Identifier: Apache-2.0
#include "data_types.hpp"

#include "base/status.hpp"

namespace mish4j::onednn {

dnnl::memory::data_type data_type_of(ElementType type) {
    switch (type) {
        case ElementType::f32:
            return dnnl::memory::data_type::f32;
        case ElementType::bf16:
            return dnnl::memory::data_type::bf16;
        case ElementType::f16:
            return dnnl::memory::data_type::f16;
        default:
            throw Error(MISH4J_INTERNAL_ERROR, "elements of this type are not computed with");
    }
}

ElementType element_type_of(dnnl::memory::data_type type) {
    switch (type) {
        case dnnl::memory::data_type::f32:
            return ElementType::f32;
        case dnnl::memory::data_type::bf16:
            return ElementType::bf16;
        case dnnl::memory::data_type::f16:
            return ElementType::f16;
        case dnnl::memory::data_type::u8:
            return ElementType::u8;
        default:
            throw Error(MISH4J_INTERNAL_ERROR, "no plan has elements of this type of oneDNN's");
    }
}

}  // namespace mish4j::onednn
