// SPDX-License-Identifier: Apache-2.0
#include "kernels_fixture.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "emulation/cuda/numbers.hpp"
#include "emulation/emulated_kernels.hpp"

namespace mish4j::test {

namespace {

constexpr std::size_t alignment = 256;
constexpr std::byte canary{0xA5};

// Calls use(n, offset) for the n-th element in row-major order and its offset.
template <typename Use>
void for_each_offset(const TensorDesc& desc, Use&& use) {
    const std::int64_t count = cudnn::element_count(desc.dims);
    for (std::int64_t n = 0; n < count; ++n) {
        std::int64_t rest = n;
        std::int64_t offset = 0;
        for (std::size_t i = desc.dims.size(); i-- > 0;) {
            offset += rest % desc.dims[i] * desc.strides[i];
            rest /= desc.dims[i];
        }
        use(static_cast<std::size_t>(n), offset);
    }
}

template <typename Element>
double read(const std::byte* from) {
    Element element;
    std::memcpy(&element, from, sizeof element);
    return static_cast<double>(element);
}

template <typename Element>
void write(std::byte* to, Element element) {
    std::memcpy(to, &element, sizeof element);
}

double read_element(const std::byte* from, ElementType type) {
    switch (type) {
        case ElementType::f64:
            return read<double>(from);
        case ElementType::f16:
            return double{half_to_float(static_cast<std::uint16_t>(read<std::uint16_t>(from)))};
        case ElementType::bf16:
            return double{bfloat_to_float(static_cast<std::uint16_t>(read<std::uint16_t>(from)))};
        case ElementType::i8:
            return read<std::int8_t>(from);
        case ElementType::u8:
        case ElementType::boolean:
            return read<std::uint8_t>(from);
        case ElementType::i32:
            return read<std::int32_t>(from);
        case ElementType::i64:
            return read<std::int64_t>(from);
        default:
            return read<float>(from);
    }
}

void write_element(std::byte* to, ElementType type, double x) {
    switch (type) {
        case ElementType::f64:
            return write(to, x);
        case ElementType::f16:
            return write(to, float_to_half(static_cast<float>(x)));
        case ElementType::bf16:
            return write(to, float_to_bfloat(static_cast<float>(x)));
        case ElementType::i8:
            return write(to, static_cast<std::int8_t>(x));
        case ElementType::u8:
        case ElementType::boolean:
            return write(to, static_cast<std::uint8_t>(x));
        case ElementType::i32:
            return write(to, static_cast<std::int32_t>(x));
        case ElementType::i64:
            return write(to, static_cast<std::int64_t>(x));
        default:
            return write(to, static_cast<float>(x));
    }
}

}  // namespace

PlacedTensor::PlacedTensor(TensorDesc desc, std::int64_t shift) : desc_(std::move(desc)) {
    const std::int64_t size = element_size(desc_.type);
    const auto span = static_cast<std::size_t>(cudnn::byte_span(desc_));
    memory_.assign(span + 3 * alignment, canary);
    const auto address = std::bit_cast<std::uintptr_t>(memory_.data());
    begin_ = 2 * alignment - address % alignment + static_cast<std::size_t>(shift * size);
}

PlacedTensor::PlacedTensor(TensorDesc desc, const Tensor& values, std::int64_t shift)
    : PlacedTensor(std::move(desc), shift) {
    EXPECT_EQ(values.dims, mish4j::test::Dims(desc_.dims.begin(), desc_.dims.end()));
    for_each_offset(desc_, [&](std::size_t n, std::int64_t offset) {
        write_element(data() + offset * element_size(desc_.type), desc_.type, values.data.at(n));
    });
}

std::byte* PlacedTensor::data() { return memory_.data() + begin_; }
const std::byte* PlacedTensor::data() const { return memory_.data() + begin_; }

Tensor PlacedTensor::values() const {
    Tensor result{mish4j::test::Dims(desc_.dims.begin(), desc_.dims.end()), {}};
    for_each_offset(desc_, [&](std::size_t, std::int64_t offset) {
        result.data.push_back(read_element(data() + offset * element_size(desc_.type), desc_.type));
    });
    return result;
}

void PlacedTensor::expect_untouched_gaps() const {
    std::vector<std::byte> rest = memory_;
    const std::int64_t size = element_size(desc_.type);
    for_each_offset(desc_, [&](std::size_t, std::int64_t offset) {
        std::fill_n(rest.begin() + static_cast<std::ptrdiff_t>(begin_) + offset * size, size, canary);
    });
    const auto touched = std::find_if(rest.begin(), rest.end(), [](std::byte byte) { return byte != canary; });
    EXPECT_EQ(touched, rest.end()) << "byte " << touched - rest.begin() - static_cast<std::ptrdiff_t>(begin_) << " of "
                                   << cudnn::describe(desc_) << " was written";
}

void run(KernelCall call, const std::vector<const PlacedTensor*>& srcs, PlacedTensor& dst) {
    ASSERT_EQ(call.src_count, srcs.size());
    cudnn::KernelPointers pointers{};
    for (std::size_t i = 0; i < srcs.size(); ++i) pointers.srcs[i] = srcs[i]->data();
    pointers.dst = dst.data();
    std::memcpy(call.argument.data(), &pointers, sizeof pointers);
    const EmulatedKernel* kernel = find_emulated_kernel(call.function);
    ASSERT_NE(kernel, nullptr) << call.function;
    ASSERT_EQ(call.argument.size(), kernel->argument_bytes);
    // Every other time too few blocks, whose threads must then do more than one thing each.
    static int runs = 0;
    if (++runs % 2 == 0) call.grid[0] = std::min(call.grid[0], 2U);
    kernel->run({call.grid, call.block, call.shared_bytes}, call.argument.data());
    dst.expect_untouched_gaps();
}

void expect_close(const Tensor& found, const Tensor& expected, double relative, double absolute) {
    ASSERT_EQ(found.dims, expected.dims);
    int failures = 0;
    for (std::size_t i = 0; i < expected.data.size() && failures < 5; ++i) {
        const double x = found.data[i];
        const double y = expected.data[i];
        const bool close =
            std::isnan(y) ? std::isnan(x) : x == y || std::abs(x - y) <= std::max(absolute, relative * std::abs(y));
        EXPECT_TRUE(close) << "element " << i << " is " << x << ", expected " << y;
        failures += close ? 0 : 1;
    }
}

double rounding_error(ElementType type) {
    switch (type) {
        case ElementType::f16:
            return 0x1p-11;
        case ElementType::bf16:
            return 0x1p-8;
        default:
            return 0x1p-24;
    }
}

Tensor random_tensor(const Dims& dims, unsigned seed, double range) {
    std::mt19937 numbers(seed);
    Tensor result{dims, {}};
    for (std::int64_t i = 0; i < oracle::element_count(dims); ++i) {
        const double unit = static_cast<double>(numbers()) / static_cast<double>(std::mt19937::max());
        result.data.push_back((2 * unit - 1) * range);
    }
    return result;
}

float rounded(float x, ElementType type) {
    switch (type) {
        case ElementType::f16:
            return half_to_float(float_to_half(x));
        case ElementType::bf16:
            return bfloat_to_float(float_to_bfloat(x));
        default:
            return x;
    }
}

Tensor rounded(const Tensor& tensor, ElementType type) {
    Tensor result = tensor;
    for (double& x : result.data) x = double{rounded(static_cast<float>(x), type)};
    return result;
}

std::vector<TensorDesc> layouts_of(ElementType type, const Dims& dims) {
    const mish4j::Dims own(dims.begin(), dims.end());
    std::vector<TensorDesc> layouts = {cudnn::plain_desc(type, own)};
    if (dims.size() >= 3) {
        layouts.push_back(cudnn::channels_last_desc(type, own));
        layouts.push_back(cudnn::channels_last_desc(type, own, (own[1] + 23) / 8 * 8));
        layouts.push_back(cudnn::channels_last_desc(type, own, own[1] + 3));
    }
    if (!dims.empty()) {
        // The last dimension's elements are apart, and the dimensions reversed.
        TensorDesc reversed{type, own, mish4j::Dims(own.size())};
        std::int64_t stride = 2;
        for (std::size_t i = 0; i < own.size(); ++i) {
            reversed.strides[i] = stride;
            stride *= own[i] + 1;
        }
        layouts.push_back(reversed);
    }
    return layouts;
}

}  // namespace mish4j::test
