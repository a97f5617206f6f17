// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operator_label.hpp"
#include "program.hpp"

namespace mish4j {

// Throws unless alpha and beta are what the kind takes. Gives an equal function in which a clip's bounds are in order.
Eltwise checked_eltwise(const OperatorLabel& label, Eltwise eltwise);

}  // namespace mish4j
