// SPDX-License-Identifier: Apache-2.0
#include "common/operation_names.hpp"
#include "lowering.hpp"
#include "onednn/kernels/image_kernel.hpp"
#include "onednn/layouts/channel_blocks.hpp"
#include "onednn/library/data_types.hpp"

namespace mish4j::onednn {

namespace {

// Whether a convolution that reads the image wants it plain rather than with its channels last: images of few channels
// are read plain by convolutions whose results lie in blocks of channels.
bool wants_plain(PlanBuilder& builder, ValueId image) {
    for (const Operator& reader : builder.program().operators) {
        const auto* convolution = std::get_if<Convolution>(&reader.operation);
        if (convolution != nullptr && convolution->src == image &&
            fits_channel_blocks(builder.dims(reader.dst), builder.block()))
            return true;
    }
    return false;
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const ConvertImage& image) {
    const DataType type = builder.compute_type();
    const bool plain = wants_plain(builder, dst);
    const auto bytes = builder.raw_view(image.src, ElementType::u8);
    const Dims& src_dims = builder.dims(image.src);
    const View src = bytes ? *bytes : builder.view(image.src);
    const Dims& dst_dims = builder.dims(dst);
    auto kernel = std::make_shared<ImageKernel>(
        image, src_dims, bytes ? ElementType::u8 : ElementType::f32,
        bytes ? src.desc : plain_layout(src_dims, DataType::f32), element_type_of(type),
        plain ? plain_layout(dst_dims, type) : channels_last_layout(dst_dims, type), plain);
    builder.define(dst, builder.add_step(name_of(image), ImageKernel::name, std::move(kernel), {src}));
}

}  // namespace mish4j::onednn
