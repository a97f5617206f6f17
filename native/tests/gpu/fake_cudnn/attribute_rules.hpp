// SPDX-License-Identifier: Apache-2.0
//
// Which attributes a descriptor has.
#pragma once

#include <cstdint>
#include <span>

#include <cudnn.h>

namespace fake_cudnn {

struct AttributeRule {
    cudnnBackendDescriptorType_t descriptor;
    cudnnBackendAttributeName_t name;
    cudnnBackendAttributeType_t type;
    std::int64_t most;  // elements
    bool required;      // before it is finalised
    bool settable;
};

// Null where the descriptor has no such attribute.
const AttributeRule* find_rule(cudnnBackendDescriptorType_t descriptor, cudnnBackendAttributeName_t name);

std::span<const AttributeRule> all_rules();

bool is_known(cudnnBackendDescriptorType_t descriptor);

}  // namespace fake_cudnn
