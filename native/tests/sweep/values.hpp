// SPDX-License-Identifier: Apache-2.0
//
// Tensors as numbers in double, and how they are stored in memory of any type and blocked layout. The places of
// elements are computed here, since oneDNN's own copies are under test.
#pragma once

#include <cstddef>
#include <functional>
#include <oneapi/dnnl/dnnl.hpp>
#include <vector>

#include "onednn/layouts/layouts.hpp"
#include "random.hpp"

namespace mish4j::sweep {

using onednn::DataType;
using onednn::Desc;

struct Values {
    Dims dims;
    std::vector<double> data;  // row-major

    std::size_t place(const Dims& index) const;  // in data
    double at(const Dims& index) const { return data[place(index)]; }
};

std::int64_t element_count(const Dims& dims);

// Calls `use` with every index below dims, in row-major order.
void for_each_index(const Dims& dims, const std::function<void(const Dims&)>& use);

// What an element of the type is read as once x was written to it: rounded to even, integers also limited.
double represented(double x, DataType type);

// Numbers that the type represents: mostly from -2 to 2, or small integers, now and then tiny, large or 0; for u8 and
// s8 of the type's whole range, but s8 within -most_s8 .. most_s8.
Values random_values(Random& random, const Dims& dims, DataType type, std::int64_t most_s8 = 127);

void store(const Values& values, const Desc& desc, std::byte* data);

double load(const Desc& desc, const std::byte* data, const Dims& index);

// Whether the places that fill up the last blocks hold zeros, as oneDNN promises.
bool has_zero_padding(const Desc& desc, const std::byte* data);

}  // namespace mish4j::sweep
