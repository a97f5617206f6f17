// SPDX-License-Identifier: Apache-2.0
#include "descriptor.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "attribute_rules.hpp"

namespace fake_cudnn {

namespace {

const AttributeRule& rule_of(const State& state, cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type) {
    const AttributeRule* rule = find_rule(state.type, name);
    require(rule != nullptr, CUDNN_STATUS_BAD_PARAM, "the descriptor has no such attribute");
    require(rule->type == type, CUDNN_STATUS_BAD_PARAM_ATTRIBUTE_TYPE, "the attribute is of another type");
    return *rule;
}

const State* require_finalized(const std::shared_ptr<const State>& state) {
    require(state->finalized, CUDNN_STATUS_BAD_PARAM_NOT_FINALIZED,
            "a descriptor that is referred to is not finalised");
    return state.get();
}

}  // namespace

std::size_t element_size(cudnnBackendAttributeType_t type) {
    switch (type) {
        case CUDNN_TYPE_BOOLEAN:
            return sizeof(bool);
        case CUDNN_TYPE_CHAR:
            return sizeof(char);
        case CUDNN_TYPE_INT64:
        case CUDNN_TYPE_DOUBLE:
        case CUDNN_TYPE_VOID_PTR:
        case CUDNN_TYPE_HANDLE:
            return 8;
        default:
            return sizeof(int);
    }
}

const State* State::descriptor(cudnnBackendAttributeName_t name) const {
    const std::vector<const State*> found = descriptors(name);
    return found.empty() ? nullptr : found.front();
}

std::vector<const State*> State::descriptors(cudnnBackendAttributeName_t name) const {
    std::vector<const State*> states;
    const auto found = attributes.find(name);
    if (found == attributes.end()) return states;
    for (const auto& state : found->second.descriptors) states.push_back(require_finalized(state));
    return states;
}

void set_attribute(State& state, cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, std::int64_t count,
                   const void* elements) {
    require(!state.finalized, CUDNN_STATUS_BAD_PARAM, "the descriptor is finalised");
    const AttributeRule& rule = rule_of(state, name, type);
    require(rule.settable, CUDNN_STATUS_BAD_PARAM, "the attribute cannot be set");
    require(elements != nullptr || count == 0, CUDNN_STATUS_BAD_PARAM, "the elements are null");
    const bool may_be_none = !rule.required && rule.most > 1;
    require(count <= rule.most && count >= (may_be_none ? 0 : 1), CUDNN_STATUS_BAD_PARAM, "the number of elements");
    if (type != CUDNN_TYPE_BACKEND_DESCRIPTOR) return put(state, name, type, elements, count);
    std::vector<std::shared_ptr<const State>> states;
    for (std::int64_t i = 0; i < count; ++i) {
        const auto* descriptor = static_cast<const Descriptor* const*>(elements)[i];
        require(descriptor != nullptr, CUDNN_STATUS_BAD_PARAM_NULL_POINTER, "a descriptor is null");
        states.push_back(descriptor->state);
    }
    put_descriptors(state, name, std::move(states));
}

void get_attribute(const State& state, cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type,
                   std::int64_t capacity, std::int64_t* count, void* elements) {
    require(state.finalized, CUDNN_STATUS_NOT_INITIALIZED, "the descriptor is not finalised");
    rule_of(state, name, type);
    const auto found = state.attributes.find(name);
    const std::int64_t there = found != state.attributes.end() ? found->second.count : 0;
    if (elements == nullptr) {
        if (count != nullptr) *count = there;
        return;
    }
    const std::int64_t given = std::min(there, capacity);
    if (count != nullptr) *count = given;
    for (std::int64_t i = 0; i < given && type == CUDNN_TYPE_BACKEND_DESCRIPTOR; ++i) {
        auto* descriptor = static_cast<Descriptor* const*>(elements)[i];
        const State& value = *found->second.descriptors[static_cast<std::size_t>(i)];
        require(descriptor != nullptr && descriptor->state->type == value.type, CUDNN_STATUS_BAD_PARAM_DESCRIPTOR_TYPE,
                "the descriptor to be filled is of another type");
        descriptor->state = std::make_shared<State>(value);
    }
    if (type != CUDNN_TYPE_BACKEND_DESCRIPTOR && given > 0)
        std::memcpy(elements, found->second.bytes.data(), static_cast<std::size_t>(given) * element_size(type));
}

void put(State& state, cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, const void* elements,
         std::int64_t count) {
    Attribute attribute{type, count, {}, {}};
    attribute.bytes.resize(static_cast<std::size_t>(count) * element_size(type));
    if (count > 0) std::memcpy(attribute.bytes.data(), elements, attribute.bytes.size());
    state.attributes.insert_or_assign(name, std::move(attribute));
}

void put_int64(State& state, cudnnBackendAttributeName_t name, std::int64_t value) {
    put(state, name, CUDNN_TYPE_INT64, &value, 1);
}

void put_text(State& state, cudnnBackendAttributeName_t name, const std::string& value) {
    // With the zero byte at its end, as the real one
    put(state, name, CUDNN_TYPE_CHAR, value.c_str(), static_cast<std::int64_t>(value.size()) + 1);
}

void put_descriptors(State& state, cudnnBackendAttributeName_t name,
                     std::vector<std::shared_ptr<const State>> descriptors) {
    const auto count = static_cast<std::int64_t>(descriptors.size());
    state.attributes.insert_or_assign(name,
                                      Attribute{CUDNN_TYPE_BACKEND_DESCRIPTOR, count, {}, std::move(descriptors)});
}

}  // namespace fake_cudnn
