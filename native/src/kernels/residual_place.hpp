// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mish4j::kernels {

// Where a residual is added: to what an activation is of, or to its result.
enum class ResidualPlace { none, before_activation, after_activation };

}  // namespace mish4j::kernels
