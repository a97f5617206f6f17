// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "cudnn/kernels/loop_nest.hpp"
#include "program/program.hpp"

namespace mish4j::cudnn {

Divisor divisor_of(std::int64_t value);

// The loops over the elements of several tensors of the same dimensions. They nest as the first tensor lies in memory,
// so that neighbouring iterations write neighbouring elements. Loops that are one for all tensors are merged.
class LoopNestBuilder {
 public:
    // strides: for each tensor one for each dimension.
    LoopNestBuilder(const Dims& dims, const std::vector<Dims>& strides);

    std::int64_t iterations() const;

    // The outermost first.
    const Dims& sizes() const { return sizes_; }
    const std::vector<Dims>& strides() const { return strides_; }

    // The elements of `type` that 16 bytes hold, if the first tensor, of that type, can be written by as many at a
    // time; else 1. With cut_allowed, also where those of a single loop leave a rest.
    std::int64_t vector_width(std::int64_t element_size, bool cut_allowed) const;

    // Of a tensor, for vectors of so many elements.
    Access access(std::size_t tensor, ElementType type, std::int64_t width) const;

    // The loops but two.
    LoopNestBuilder without(std::size_t first, std::size_t second) const;

    // Each iteration of the innermost loop becomes one of `width` elements.
    template <int tensors>
    LoopNest<tensors> build(std::int64_t width) const {
        LoopNest<tensors> nest{};
        nest.elements = iterations();
        nest.rank = static_cast<std::int32_t>(sizes_.size());
        nest.iterations = 1;
        for (std::size_t i = 0; i < sizes_.size(); ++i) {
            const std::size_t from = sizes_.size() - 1 - i;
            const std::int64_t size = i == 0 ? (sizes_[from] + width - 1) / width : sizes_[from];
            nest.iterations *= size;
            nest.sizes[i] = divisor_of(size);
            for (std::size_t t = 0; t < tensors && t < strides_.size(); ++t) {
                nest.strides[t][i] = strides_[t][from] * (i == 0 ? width : 1);
            }
        }
        return nest;
    }

 private:
    void sort();
    void merge();

    Dims sizes_;
    std::vector<Dims> strides_;
};

}  // namespace mish4j::cudnn
