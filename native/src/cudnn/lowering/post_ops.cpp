// SPDX-License-Identifier: Apache-2.0
#include "post_ops.hpp"

#include <algorithm>

#include "common/operation_names.hpp"

namespace mish4j::cudnn {

namespace {

bool is_add(const ChainLink& link) { return std::holds_alternative<ChainAdd>(link); }

std::size_t addend_count(std::span<const ChainLink> links) {
    return static_cast<std::size_t>(std::count_if(links.begin(), links.end(), is_add));
}

void add_chain_step(PlanBuilder& builder, const PostOpChain& chain, const View& src, const View& dst) {
    std::vector<View> srcs{src};
    std::vector<TensorDesc> addends;
    for (const View& addend : chain.addends) {
        srcs.push_back(addend);
        addends.push_back(addend.desc);
    }
    builder.add_step(with_post_ops("", chain.links).substr(1), chain_call(chain.links, src.desc, addends, dst.desc),
                     srcs, dst);
}

}  // namespace

PostOpChain post_op_chain(PlanBuilder& builder, std::span<const PostOp> post_ops) {
    PostOpChain chain;
    for (const PostOp& post_op : post_ops) {
        if (const auto* eltwise = std::get_if<Eltwise>(&post_op)) {
            chain.links.emplace_back(*eltwise);
        } else {
            chain.links.emplace_back(ChainAdd{});
            chain.addends.push_back(builder.view(std::get<AddValue>(post_op).other));
        }
    }
    return chain;
}

PostOpChain first_links(const PostOpChain& chain, std::size_t count) {
    PostOpChain first;
    first.links.assign(chain.links.begin(), chain.links.begin() + static_cast<std::ptrdiff_t>(count));
    const std::size_t addends = addend_count(first.links);
    first.addends.assign(chain.addends.begin(), chain.addends.begin() + static_cast<std::ptrdiff_t>(addends));
    return first;
}

PostOpChain links_from(const PostOpChain& chain, std::size_t start) {
    PostOpChain rest;
    rest.links.assign(chain.links.begin() + static_cast<std::ptrdiff_t>(start), chain.links.end());
    rest.addends.assign(chain.addends.end() - static_cast<std::ptrdiff_t>(addend_count(rest.links)),
                        chain.addends.end());
    return rest;
}

std::size_t links_of_one_kernel(const PostOpChain& chain) {
    std::size_t links = std::min(chain.links.size(), max_chain_links);
    while (addend_count(std::span(chain.links).first(links)) > max_chain_addends) --links;
    return links;
}

void add_chain(PlanBuilder& builder, const PostOpChain& chain, const View& src, const View& dst) {
    PostOpChain rest = chain;
    View current = src;
    for (std::size_t count = links_of_one_kernel(rest); count < rest.links.size(); count = links_of_one_kernel(rest)) {
        const View next = builder.allocate(dense_desc_like(dst.desc, dst.desc.type, dst.desc.dims));
        add_chain_step(builder, first_links(rest, count), current, next);
        rest = links_from(rest, count);
        current = next;
    }
    add_chain_step(builder, rest, current, dst);
}

}  // namespace mish4j::cudnn
