// SPDX-License-Identifier: Apache-2.0
#include "channel_blocks.hpp"
#include "image_kernel.hpp"
#include "lowering.hpp"

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
    const View src = bytes ? *bytes : builder.convert(builder.view(image.src), plain_layout(src_dims, DataType::f32));
    const Dims& dst_dims = builder.dims(dst);
    const View result = builder.allocate(plain ? plain_layout(dst_dims, type) : channels_last_layout(dst_dims, type));
    builder.add_step("convert_image", ImageKernel::name,
                     std::make_shared<ImageKernel>(image, src_dims, bytes ? ElementType::u8 : ElementType::f32,
                                                   element_type_of(type), plain),
                     {src}, result);
    builder.define(dst, result);
}

}  // namespace mish4j::onednn
