// SPDX-License-Identifier: Apache-2.0
#include "data_types.hpp"

namespace mish4j::onednn {

std::string precision_name(Precision precision) {
    switch (precision) {
        case Precision::bf16:
            return "bf16";
        case Precision::f16:
            return "f16";
        default:
            return "f32";
    }
}

dnnl::memory::data_type data_type_of(Precision precision) {
    switch (precision) {
        case Precision::bf16:
            return dnnl::memory::data_type::bf16;
        case Precision::f16:
            return dnnl::memory::data_type::f16;
        default:
            return dnnl::memory::data_type::f32;
    }
}

ElementType element_type_of(dnnl::memory::data_type type) {
    switch (type) {
        case dnnl::memory::data_type::bf16:
            return ElementType::bf16;
        case dnnl::memory::data_type::f16:
            return ElementType::f16;
        default:
            return ElementType::f32;
    }
}

}  // namespace mish4j::onednn
