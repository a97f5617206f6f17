// SPDX-License-Identifier: Apache-2.0
//
// Softmax, normalisation, reductions: what works on rows.
#include <algorithm>

#include "base/text.hpp"
#include "cudnn/kernels/arguments.hpp"
#include "cudnn/kernels/kernels.hpp"
#include "cudnn/layouts/tensor_desc.hpp"
#include "launch_shape.hpp"
#include "loop_nest_builder.hpp"

namespace mish4j::cudnn {

namespace {

constexpr std::int64_t warp = 32;

// Rows of so many elements are the work of a warp; longer ones of a block.
constexpr std::int64_t most_of_a_warp = 1024;

// Of fewer rows, a thread each would leave most of a GPU idle.
constexpr std::int64_t least_rows_of_threads = 4096;

// The elements in the dimensions that `inside` says are the row's, and in the others.
class Rows {
 public:
    template <typename Inside>
    Rows(const TensorDesc& dst, const TensorDesc& src, const Inside& inside)
        : rows_(loops(dst, src, [&](std::size_t i) { return !inside(i); })), columns_(loops(dst, src, inside)) {}

    std::int64_t count() const { return rows_.iterations(); }
    std::int64_t length() const { return columns_.iterations(); }

    // Whether neighbours in src's memory belong to different rows.
    bool interleaved() const {
        const auto least = [](const LoopNestBuilder& loops) {
            const Dims& strides = loops.strides()[1];
            return loops.iterations() == 1 ? std::int64_t{1} << 62 : *std::min_element(strides.begin(), strides.end());
        };
        return least(rows_) < least(columns_);
    }

    // The threads for each row.
    std::int64_t team() const {
        if (interleaved() && count() >= least_rows_of_threads) return 1;
        return length() <= most_of_a_warp ? warp : std::int64_t{threads_of_a_block};
    }

    RowsArgument argument(const TensorDesc& dst, const TensorDesc& src) const {
        RowsArgument argument{};
        argument.rows = rows_.build<2>(1);
        argument.columns = columns_.build<2>(1);
        argument.dst_type = static_cast<std::int32_t>(dst.type);
        argument.src_type = static_cast<std::int32_t>(src.type);
        return argument;
    }

    KernelCall call(const std::string& function, std::int64_t team, const RowsArgument& argument) const {
        const std::int64_t rows_of_a_block = threads_of_a_block / team;
        return make_call(text(function, "_", team), argument, (count() + rows_of_a_block - 1) / rows_of_a_block, 1);
    }

 private:
    // Those of src's dimensions of which `chosen` is true. Where dst has 1 in their place, it does not move.
    template <typename Chosen>
    static LoopNestBuilder loops(const TensorDesc& dst, const TensorDesc& src, const Chosen& chosen) {
        Dims dims;
        std::vector<Dims> strides(2);
        for (std::size_t i = 0; i < src.dims.size(); ++i) {
            if (!chosen(i)) continue;
            dims.push_back(src.dims[i]);
            strides[0].push_back(dst.dims[i] == 1 ? 0 : dst.strides[i]);
            strides[1].push_back(src.strides[i]);
        }
        return LoopNestBuilder(dims, strides);
    }

    LoopNestBuilder rows_;
    LoopNestBuilder columns_;
};

}  // namespace

KernelCall softmax_call(std::int32_t axis, bool logarithmic, const TensorDesc& src, const TensorDesc& dst) {
    const Rows rows(dst, src, [&](std::size_t i) { return i == static_cast<std::size_t>(axis); });
    RowsArgument argument = rows.argument(dst, src);
    argument.logarithmic = logarithmic;
    return rows.call("softmax", rows.team(), argument);
}

KernelCall normalize_call(std::int32_t first_axis, float epsilon, const TensorDesc& src, const TensorDesc& dst) {
    const Rows rows(dst, src, [&](std::size_t i) { return i >= static_cast<std::size_t>(first_axis); });
    RowsArgument argument = rows.argument(dst, src);
    argument.epsilon = epsilon;
    return rows.call("normalize", rows.team(), argument);
}

KernelCall reduce_call(ReductionKind kind, std::span<const std::int32_t> axes, const TensorDesc& src,
                       const TensorDesc& dst) {
    const Rows rows(dst, src, [&](std::size_t i) {
        return std::find(axes.begin(), axes.end(), static_cast<std::int32_t>(i)) != axes.end();
    });
    RowsArgument argument = rows.argument(dst, src);
    argument.kind = static_cast<std::int32_t>(kind);
    if (!rows.interleaved()) {
        return rows.call("reduce_rows", rows.length() <= most_of_a_warp ? warp : std::int64_t{threads_of_a_block},
                         argument);
    }
    KernelCall call = make_call("reduce_slices", argument, (rows.count() + warp - 1) / warp, 1);
    // A warp for each slice.
    call.block[0] = static_cast<std::uint32_t>(rows.length() < 256 ? 8 * warp : 32 * warp);
    return call;
}

KernelCall arg_reduce_call(ArgKind kind, bool last, std::int32_t axis, const TensorDesc& src, const TensorDesc& dst) {
    const Rows rows(dst, src, [&](std::size_t i) { return i == static_cast<std::size_t>(axis); });
    RowsArgument argument = rows.argument(dst, src);
    argument.kind = static_cast<std::int32_t>(kind);
    argument.last = last;
    return rows.call("arg_reduce", rows.team(), argument);
}

KernelCall top_k_call(ArgKind kind, bool places, std::int32_t axis, const TensorDesc& src, const TensorDesc& dst) {
    const auto along = static_cast<std::size_t>(axis);
    TensorDesc first = dst;
    first.dims[along] = 1;
    const Rows rows(first, src, [&](std::size_t i) { return i == along; });
    RowsArgument argument = rows.argument(first, src);
    argument.kind = static_cast<std::int32_t>(kind);
    argument.places = places;
    argument.count = dst.dims[along];
    argument.dst_stride = dst.strides[along];
    return rows.call("top_k", rows.team(), argument);
}

}  // namespace mish4j::cudnn
