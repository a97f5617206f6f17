// SPDX-License-Identifier: Apache-2.0
#include "activation_kernel.hpp"

#include <algorithm>
#include <cstring>

#include "kernels/activation.hpp"
#include "onednn/layouts/channel_blocks.hpp"
#include "onednn/library/data_types.hpp"
#include "onednn/loops/parallel_ranges.hpp"

namespace mish4j::onednn {

namespace {

constexpr std::size_t channel_dimension = 1;

std::vector<Desc> tensors(const Desc& src, const std::optional<Desc>& residual, const Desc& dst) {
    std::vector<Desc> result{dst, src};
    if (residual) result.push_back(*residual);
    return result;
}

bool is_computed_with(DataType type) {
    return type == DataType::f32 || type == DataType::bf16 || type == DataType::f16;
}

}  // namespace

bool ActivationKernel::computes(const Eltwise& function, const Desc& layout) {
    return kernels::is_activation(function.kind) && is_computed_with(layout.get_data_type()) &&
           layout.get_format_kind() == dnnl::memory::format_kind::blocked &&
           (!is_padded(layout) || has_channel_blocks(layout));
}

ActivationKernel::ActivationKernel(const Eltwise& function, kernels::ResidualPlace place, const Desc& src,
                                   const std::optional<Desc>& residual, const Desc& dst)
    : Kernel(residual ? std::vector{src, *residual} : std::vector{src}, dst),
      function_(function),
      place_(place),
      type_(element_type_of(dst.get_data_type())),
      element_bytes_(static_cast<std::int64_t>(dnnl::memory::data_type_size(dst.get_data_type()))),
      runs_(tensors(src, residual, dst)),
      padding_(padding(function, dst)) {}

std::optional<ActivationKernel::Padding> ActivationKernel::padding(const Eltwise& function, const Desc& dst) {
    if (!is_padded(dst) || kernels::activation_of_zero(function) == 0) return std::nullopt;
    const std::int64_t block = dst.get_inner_blks().front();
    const std::int64_t channels = dst.get_dims()[channel_dimension];
    Dims dims = dst.get_dims();
    dims[channel_dimension] = block - channels % block;
    Dims strides = dst.get_strides();
    const std::int64_t first = channels / block * strides[channel_dimension] + channels % block;
    strides[channel_dimension] = 1;
    return Padding{ElementRuns({Desc(dims, dst.get_data_type(), strides)}), first};
}

void ActivationKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto* src = static_cast<const std::byte*>(srcs[0]);
    const auto* residual = place_ == kernels::ResidualPlace::none ? src : static_cast<const std::byte*>(srcs[1]);
    auto* to = static_cast<std::byte*>(dst);
    const std::int64_t run_size = runs_.run_size();
    for_each_range(runs_.run_count() * run_size, floats_of_a_cache_line, [&](std::int64_t begin, std::int64_t end) {
        while (begin < end) {
            const std::int64_t first = begin % run_size;
            const std::int64_t count = std::min(end - begin, run_size - first);
            const auto [dst_offset, src_offset, residual_offset] = runs_.offsets(begin / run_size);
            kernels::activate(function_, type_, src + (src_offset + first) * element_bytes_,
                              residual + (residual_offset + first) * element_bytes_, place_,
                              to + (dst_offset + first) * element_bytes_, static_cast<std::size_t>(count));
            begin += count;
        }
    });
    clear_padding(dst);
}

void ActivationKernel::clear_padding(void* dst) const {
    if (!padding_) return;
    const ElementRuns& runs = padding_->runs;
    auto* first = static_cast<std::byte*>(dst) + padding_->first * element_bytes_;
    for_each_range(runs.run_count(), 64, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t run = begin; run < end; ++run) {
            std::memset(first + runs.offsets(run).front() * element_bytes_, 0,
                        static_cast<std::size_t>(runs.run_size() * element_bytes_));
        }
    });
}

}  // namespace mish4j::onednn
