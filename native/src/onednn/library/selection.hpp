// SPDX-License-Identifier: Apache-2.0
//
// oneDNN has a kernel for everything, but for many layouts and fusions only a reference kernel, slower by orders of
// magnitude, which it takes without a word. So each operator offers several forms, the best first, and takes the first
// for which there is a real kernel.
#pragma once

#include <oneapi/dnnl/dnnl.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace mish4j::onednn {

// Whether a kernel is a loop over single elements: "ref:any", "simple:any", "simple_nchw:any". A simple concatenation
// is none: it copies whole rows.
inline bool is_reference(const dnnl::primitive_desc_base& primitive_desc) {
    const std::string_view kernel = primitive_desc.impl_info_str();
    const bool copies_rows = primitive_desc.get_kind() == dnnl::primitive::kind::concat;
    return kernel.starts_with("ref") || kernel.find("+ref") != std::string_view::npos ||
           (kernel.starts_with("simple") && !copies_rows);
}

// The descriptor itself; an error where it is empty.
template <typename PrimitiveDesc>
PrimitiveDesc require_kernel(PrimitiveDesc primitive_desc) {
    if (!primitive_desc) throw dnnl::error(dnnl_unimplemented, "there is no kernel for these shapes");
    return primitive_desc;
}

template <typename Form, typename PrimitiveDesc>
struct Selection {
    Form form;
    PrimitiveDesc primitive_desc;
};

// create: gives a form's primitive descriptor, or an empty one where oneDNN has none. When all forms have reference
// kernels only, gives the first of them; the step's description then tells.
template <typename Form, typename Create>
auto select_form(const std::vector<Form>& forms, Create create) {
    using PrimitiveDesc = decltype(create(forms.front()));
    std::optional<Selection<Form, PrimitiveDesc>> reference;
    for (const Form& form : forms) {
        PrimitiveDesc primitive_desc = create(form);
        if (!primitive_desc) continue;
        if (!is_reference(primitive_desc)) {
            return Selection<Form, PrimitiveDesc>{form, primitive_desc};
        }
        if (!reference) reference = {form, primitive_desc};
    }
    if (!reference) throw dnnl::error(dnnl_unimplemented, "there is no kernel for these shapes");
    return *reference;
}

}  // namespace mish4j::onednn
