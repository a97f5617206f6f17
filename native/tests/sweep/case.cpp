// SPDX-License-Identifier: Apache-2.0
#include "case.hpp"

#include <array>
#include <cmath>
#include <deque>
#include <iostream>
#include <limits>
#include <unordered_map>
#include <utility>

#include "common/tensor_text.hpp"
#include "guarded_memory.hpp"
#include "onednn/layouts/channel_blocks.hpp"
#include "onednn/library/selection.hpp"

namespace mish4j::sweep {

namespace {

// How far the nearest number of the type may be from x, for a value that was rounded to it.
double rounding(double x, DataType type) {
    switch (type) {
        case DataType::bf16:
            return std::abs(x) * 0x1p-8;
        case DataType::f16:
            return std::abs(x) * 0x1p-10 + 0x1p-24;
        case DataType::f32:
            return std::abs(x) * 0x1p-23;
        default:
            return 0.501;
    }
}

double limited(double x, DataType type) {
    switch (type) {
        case DataType::u8:
            return std::clamp(x, 0.0, 255.0);
        case DataType::s8:
            return std::clamp(x, -128.0, 127.0);
        default:
            return x;
    }
}

bool is_right(const Expected& expected, const Desc& desc, const std::byte* data) {
    const DataType type = desc.get_data_type();
    std::size_t next = 0;
    bool right = true;
    for_each_index(expected.values.dims, [&](const Dims& index) {
        const double wanted = limited(expected.values.data[next], type);
        const double allowed = expected.tolerances[next++] + rounding(wanted, type) + 1e-30;
        const double found = load(desc, data, index);
        if (std::abs(found - wanted) <= allowed) return;
        if (right) {
            std::cerr << "element " << mish4j::dims_text(index) << ": expected " << wanted << " within " << allowed
                      << ", found " << found << '\n';
        }
        right = false;
    });
    return right;
}

void store_by_reorder(const dnnl::engine& engine, const Input& input, std::byte* data) {
    const Desc plain = onednn::plain_layout(input.desc.get_dims(), input.desc.get_data_type());
    const GuardedMemory source(plain.get_size());
    store(input.values, plain, source.data());
    dnnl::memory from(plain, engine, source.data());
    dnnl::memory to(input.desc, engine, data);
    dnnl::stream stream(engine);
    dnnl::reorder(from, to).execute(stream, from, to);
    stream.wait();
}

}  // namespace

dnnl::primitive_attr Case::attributes() {
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    return attributes;
}

Desc Case::random_layout(const Dims& dims, DataType type, bool any) {
    const std::int64_t choice = random_.number(any ? 0 : 1, 5);
    if (choice == 0) return onednn::any_layout(dims, type);
    if (dims.size() < 3 || dims.size() > 5 || choice == 1) return onednn::plain_layout(dims, type);
    if (choice <= 3) return onednn::channels_last_layout(dims, type);
    return onednn::channel_blocked_layout(dims, type, choice == 4 ? 8 : 16);
}

Verdict run(Case& c, const dnnl::primitive_desc_base& primitive_desc, const std::vector<Input>& inputs, const Desc& dst,
            const Values* before, const Expected& expected, const std::string& description) {
    if (onednn::is_reference(primitive_desc)) return Verdict::reference;
    c.announce(primitive_desc.impl_info_str(), description);

    std::deque<GuardedMemory> memories;
    std::unordered_map<int, dnnl::memory> arguments;
    const auto add = [&](int key, const Desc& desc) {
        const GuardedMemory& memory = memories.emplace_back(desc.get_size());
        arguments.emplace(key, dnnl::memory(desc, c.engine(), memory.data()));
        return memory.data();
    };
    for (const Input& input : inputs) {
        std::byte* data = add(input.key, input.desc);
        std::memset(data, 0, input.desc.get_size());
        if (input.by_reorder) {
            store_by_reorder(c.engine(), input, data);
        } else {
            store(input.values, input.desc, data);
        }
    }
    std::byte* result = add(DNNL_ARG_DST, dst);
    if (before != nullptr) {
        std::memset(result, 0, dst.get_size());
        store(*before, dst, result);
    }
    add(DNNL_ARG_SCRATCHPAD, primitive_desc.query_md(dnnl::query::scratchpad_md));

    dnnl::stream stream(c.engine());
    dnnl::primitive(primitive_desc.get()).execute(stream, arguments);
    stream.wait();

    for (const GuardedMemory& memory : memories) {
        if (!memory.has_intact_margins()) return Verdict::wrote_outside;
    }
    if (!is_right(expected, dst, result)) return Verdict::wrong;
    return has_zero_padding(dst, result) ? Verdict::right : Verdict::padding_not_zero;
}

std::string describe(const char* name, const Desc& desc) {
    if (desc.get_format_kind() == dnnl::memory::format_kind::any) {
        return std::string(" ") + name + ' ' + mish4j::dims_text(desc.get_dims()) + " any";
    }
    return std::string(" ") + name + ' ' + onednn::describe(desc);
}

std::string describe(const char* name, const Dims& numbers) {
    return std::string(" ") + name + ' ' + mish4j::dims_text(numbers);
}

}  // namespace mish4j::sweep
