// SPDX-License-Identifier: Apache-2.0
//
// The random cases of each primitive, and what they share.
#pragma once

#include "../case.hpp"

namespace mish4j::sweep {

Verdict binary_case(Case& c);
Verdict concat_case(Case& c);
Verdict convolution_case(Case& c);
Verdict deconvolution_case(Case& c);
Verdict eltwise_case(Case& c);
Verdict matmul_case(Case& c);
Verdict pooling_case(Case& c);
Verdict reorder_case(Case& c);
Verdict softmax_case(Case& c);

inline bool is_integer(DataType type) { return type == DataType::u8 || type == DataType::s8; }

// One, few, and around the sizes of blocks.
inline std::int64_t random_channels(Random& random) {
    return random.one_of<std::int64_t>({1, 1, 2, 3, 4, 5, 7, 8, 12, 15, 16, 17, 20, 24, 32, 33, 48});
}

// Numbers of the type of the weights that belong to the case's type: s8 for integers. Without VNNI, as is documented,
// pairs of products of u8 and s8 saturate at 16 bits, and weights for a source of s8 are halved.
Values random_weights(Case& c, const Dims& dims);

}  // namespace mish4j::sweep
