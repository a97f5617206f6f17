// SPDX-License-Identifier: Apache-2.0
#include "values.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <numeric>

#include "onednn/library/element_types.hpp"

namespace mish4j::sweep {

namespace {

using onednn::Bfloat16;
using onednn::Float16;

// Calls `use` with a value of the C++ type of an element.
template <typename Use>
auto with_type(DataType type, Use&& use) {
    switch (type) {
        case DataType::bf16:
            return use(Bfloat16{});
        case DataType::f16:
            return use(Float16{});
        case DataType::u8:
            return use(std::uint8_t{});
        case DataType::s8:
            return use(std::int8_t{});
        case DataType::s32:
            return use(std::int32_t{});
        default:
            return use(float{});
    }
}

std::int64_t place_of(const Desc& desc, Dims index) {
    const Dims strides = desc.get_strides();
    const Dims blocks = desc.get_inner_blks();
    const Dims dimensions = desc.get_inner_idxs();
    std::int64_t place = 0;
    std::int64_t stride = 1;
    for (std::size_t i = blocks.size(); i-- > 0;) {
        std::int64_t& position = index[static_cast<std::size_t>(dimensions[i])];
        place += position % blocks[i] * stride;
        position /= blocks[i];
        stride *= blocks[i];
    }
    return std::inner_product(index.begin(), index.end(), strides.begin(), place);
}

template <typename Element>
Element read(const std::byte* data, std::int64_t place) {
    Element element;
    std::memcpy(&element, data + place * static_cast<std::int64_t>(sizeof element), sizeof element);
    return element;
}

enum class Style { usual, integers, mixed };

double random_number(Random& random, DataType type, Style style, std::int64_t most_s8) {
    if (type == DataType::u8) return static_cast<double>(random.number(0, 255));
    if (type == DataType::s8) return static_cast<double>(random.number(-most_s8, most_s8));
    if (type == DataType::s32) return static_cast<double>(random.number(-1000, 1000));
    if (style == Style::integers) return static_cast<double>(random.number(-8, 8));
    const double x = 2 * random.fraction();
    if (style == Style::usual || !random.once_in(8)) return x;
    if (type == DataType::f16) return x * random.one_of({0.0, 1e-7, 1e-3, 30.0});
    return x * random.one_of({0.0, 1e-40, 1e-6, 1e3});
}

}  // namespace

std::size_t Values::place(const Dims& index) const {
    std::int64_t place = 0;
    for (std::size_t i = 0; i < dims.size(); ++i) place = place * dims[i] + index[i];
    return static_cast<std::size_t>(place);
}

std::int64_t element_count(const Dims& dims) {
    return std::accumulate(dims.begin(), dims.end(), std::int64_t{1}, std::multiplies<>());
}

void for_each_index(const Dims& dims, const std::function<void(const Dims&)>& use) {
    Dims index(dims.size(), 0);
    for (std::int64_t i = element_count(dims); i > 0; --i) {
        use(index);
        for (std::size_t axis = dims.size(); axis-- > 0 && ++index[axis] == dims[axis];) index[axis] = 0;
    }
}

double represented(double x, DataType type) {
    return with_type(type, [&](auto element) {
        using Element = decltype(element);
        const auto nearest = static_cast<float>(x);
        return static_cast<double>(onednn::to_float(onednn::from_float<Element>(nearest)));
    });
}

Values random_values(Random& random, const Dims& dims, DataType type, std::int64_t most_s8) {
    const Style style = random.one_of({Style::usual, Style::usual, Style::integers, Style::mixed});
    Values values{dims, {}};
    values.data.resize(static_cast<std::size_t>(element_count(dims)));
    for (double& x : values.data) x = represented(random_number(random, type, style, most_s8), type);
    return values;
}

void store(const Values& values, const Desc& desc, std::byte* data) {
    with_type(desc.get_data_type(), [&](auto element) {
        std::size_t next = 0;
        for_each_index(values.dims, [&](const Dims& index) {
            element = onednn::from_float<decltype(element)>(static_cast<float>(values.data[next++]));
            std::memcpy(data + place_of(desc, index) * static_cast<std::int64_t>(sizeof element), &element,
                        sizeof element);
        });
    });
}

double load(const Desc& desc, const std::byte* data, const Dims& index) {
    const std::int64_t place = place_of(desc, index);
    return with_type(desc.get_data_type(), [&](auto element) {
        return static_cast<double>(onednn::to_float(read<decltype(element)>(data, place)));
    });
}

bool has_zero_padding(const Desc& desc, const std::byte* data) {
    const Dims dims = desc.get_dims();
    const Dims padded = desc.get_padded_dims();
    if (dims == padded) return true;
    bool zero = true;
    for_each_index(padded, [&](const Dims& index) {
        const bool inside = std::equal(index.begin(), index.end(), dims.begin(), std::less<>());
        zero = zero && (inside || load(desc, data, index) == 0);
    });
    return zero;
}

}  // namespace mish4j::sweep
