// SPDX-License-Identifier: Apache-2.0
#include "product.hpp"

#include "common/operation_names.hpp"
#include "cudnn/engines/graphs/pointwise_formula.hpp"

namespace mish4j::cudnn {

namespace {

// Vectorised loads and cuDNN's kernels move pieces of so many bytes.
constexpr std::int64_t piece_bytes = 16;

// Whether the pixels of an image follow one another, each as wide as the first is from the second, channels contiguous
// and every pixel at a multiple of 16 bytes. Of dimensions of 1 the strides do not count.
bool has_regular_pixels(const TensorDesc& desc, std::int64_t offset) {
    if (desc.dims[1] != 1 && desc.strides[1] != 1) return false;
    const std::int64_t size = element_size(desc.type);
    if (offset % piece_bytes != 0) return false;
    std::int64_t expected = 0;
    for (std::size_t i = desc.dims.size(); i-- > 0;) {
        if (i == 1 || desc.dims[i] == 1) continue;
        const std::int64_t stride = desc.strides[i];
        if (expected == 0 ? stride < desc.dims[1] : stride != expected) return false;
        if (stride * size % piece_bytes != 0) return false;
        expected = stride * desc.dims[i];
    }
    return true;
}

// The same places with strides for dimensions of 1 as cuDNN wants them: those of a regular image.
TensorDesc with_regular_strides(const TensorDesc& desc) {
    std::int64_t pixel = 0;
    for (std::size_t i = desc.dims.size(); i-- > 0;) {
        if (i == 1 || desc.dims[i] == 1) continue;
        pixel = desc.strides[i];
        break;
    }
    return channels_last_desc(desc.type, desc.dims, pixel);
}

// The window of a signal as that of an image of one row.
Window as_image_window(Window window) {
    if (window.strides.size() != 1) return window;
    window.strides.insert(window.strides.begin(), 1);
    window.dilations.insert(window.dilations.begin(), 1);
    window.pads_begin.insert(window.pads_begin.begin(), 0);
    window.pads_end.insert(window.pads_end.begin(), 0);
    return window;
}

ConvolutionProblem problem_of(const PlanBuilder& builder, const Product& product, const PostOpChain& fused,
                              const TensorDesc& dst) {
    ConvolutionProblem problem;
    problem.transposed = product.transposed;
    problem.tensor_float = builder.options().fast_math;
    problem.src = as_image(product.src.desc);
    problem.weights = as_image(product.weights.desc);
    problem.dst = as_image(with_regular_strides(dst));
    problem.groups = product.groups;
    problem.window = as_image_window(product.window);
    problem.bias = product.bias.has_value();
    problem.chain = fused.links;
    for (const View& addend : fused.addends) problem.addends.push_back(as_image(addend.desc));
    return problem;
}

std::vector<View> engine_srcs(const Product& product, const PostOpChain& fused) {
    std::vector<View> srcs{product.src, product.weights};
    if (product.bias) srcs.push_back(*product.bias);
    srcs.insert(srcs.end(), fused.addends.begin(), fused.addends.end());
    return srcs;
}

// The addends as cuDNN reads them. Copies are made where they lie in another way.
PostOpChain with_engine_addends(PlanBuilder& builder, const PostOpChain& chain) {
    PostOpChain result = chain;
    for (View& addend : result.addends) addend = engine_operand(builder, addend, addend.desc.dims[1]);
    return result;
}

// No more than a kernel of mish4j's own takes, which tuning compares with.
std::size_t fusible_links(const PostOpChain& chain) {
    std::size_t count = 0;
    while (count < links_of_one_kernel(chain) && can_fuse(chain.links[count])) ++count;
    return count;
}

// The product with the first `fused` links, or nothing where cuDNN has no engine for it. The rest goes into a kernel of
// its own; so does all of the chain where that was found to be faster.
bool add_with_engine(PlanBuilder& builder, const Product& product, const PostOpChain& chain, std::size_t fused) {
    const bool whole = fused == chain.links.size();
    const TensorDesc between = channels_last_desc(product.dst.desc.type, product.dst.desc.dims);
    const PlanChoice choice = builder.select_plan(
        problem_of(builder, product, first_links(chain, fused), whole ? product.dst.desc : between));
    if (choice.plan == nullptr) return false;
    const PostOpChain first = first_links(chain, choice.fused ? fused : 0);
    const View dst = whole ? product.dst : builder.allocate(between);
    builder.add_step(with_post_ops(product.operation, first.links), {choice.plan, product.bias.has_value()},
                     engine_srcs(product, first), dst);
    const PostOpChain rest = links_from(chain, first.links.size());
    if (!rest.links.empty()) add_chain(builder, rest, dst, product.dst);
    return true;
}

// Writes densely and copies, where no engine writes into a part of a pixel.
bool add_with_engine_and_copy(PlanBuilder& builder, const Product& product, const PostOpChain& chain) {
    if (is_dense(product.dst.desc)) return false;
    Product dense = product;
    dense.dst = builder.allocate(channels_last_desc(product.dst.desc.type, product.dst.desc.dims));
    if (!add_with_engine(builder, dense, chain, chain.links.size())) return false;
    builder.add_copy(dense.dst, product.dst);
    return true;
}

void add_with_own_kernel(PlanBuilder& builder, const Product& product) {
    const bool whole = product.chain.links.empty();
    const TensorDesc between = channels_last_desc(product.dst.desc.type, product.dst.desc.dims);
    const View dst = whole ? product.dst : builder.allocate(between);
    builder.add_step(product.operation, product.own_kernel(dst.desc), product.own_srcs, dst);
    if (!whole) add_chain(builder, product.chain, dst, product.dst);
}

}  // namespace

void add_product(PlanBuilder& builder, const Product& product) {
    const std::size_t fusible = fusible_links(product.chain);
    if (product.engine && has_regular_pixels(product.src.desc, product.src.offset)) {
        const PostOpChain chain = with_engine_addends(builder, product.chain);
        for (std::size_t fused = fusible + 1; fused-- > 0;) {
            if (add_with_engine(builder, product, chain, fused)) return;
            if (fused == chain.links.size() && add_with_engine_and_copy(builder, product, chain)) return;
        }
    }
    add_with_own_kernel(builder, product);
}

View engine_operand(PlanBuilder& builder, const View& view, std::int64_t channels) {
    const bool zeros_suffice = view.zero_channels >= channels - view.desc.dims[1];
    if (view.desc.type == builder.compute_type() && zeros_suffice && has_regular_pixels(view.desc, view.offset)) {
        View operand = view;
        operand.zero_channels -= channels - view.desc.dims[1];
        operand.desc.dims[1] = channels;
        operand.desc = with_regular_strides(operand.desc);
        return operand;
    }
    Dims dims = view.desc.dims;
    dims[1] = channels;
    return aligned_operand(builder, builder.convert(view, channels_last_desc(builder.compute_type(), dims)));
}

View aligned_operand(PlanBuilder& builder, const View& view) {
    if (view.offset % piece_bytes == 0) return view;
    const View copy = builder.allocate(view.desc);
    builder.add_copy(view, copy);
    return copy;
}

std::optional<View> bias_operand(PlanBuilder& builder, const std::optional<ValueId>& bias) {
    if (!bias) return std::nullopt;
    const TensorDesc desc = plain_desc(ElementType::f32, builder.dims(*bias));
    return aligned_operand(builder, builder.convert(builder.view(*bias), desc));
}

}  // namespace mish4j::cudnn
