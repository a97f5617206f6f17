// SPDX-License-Identifier: Apache-2.0
#include "tensor_text.hpp"

#include "program/element_type.hpp"

namespace mish4j {

std::string dims_text(const Dims& dims) {
    if (dims.empty()) return "scalar";
    std::string text;
    for (std::int64_t dim : dims) {
        if (!text.empty()) text += 'x';
        text += std::to_string(dim);
    }
    return text;
}

std::string dimension_letters(std::size_t rank) {
    switch (rank) {
        case 3:
            return "ncw";
        case 4:
            return "nchw";
        case 5:
            return "ncdhw";
        default:
            return std::string("abcdefghijkl").substr(0, rank);
    }
}

std::string tensor_text(const Dims& dims, const std::string& layout, ElementType type) {
    return dims_text(dims) + " " + layout + " " + type_name(type);
}

}  // namespace mish4j
