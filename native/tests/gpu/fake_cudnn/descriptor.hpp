// SPDX-License-Identifier: Apache-2.0
//
// A descriptor of the backend API: attributes by name, checked when they are set and when it is finalised.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <cudnn.h>

#include "failure.hpp"

namespace fake_cudnn {

struct Graph;
struct Plan;
struct State;

struct Attribute {
    cudnnBackendAttributeType_t type;
    std::int64_t count = 0;
    std::vector<std::byte> bytes;
    std::vector<std::shared_ptr<const State>> descriptors;  // in place of bytes
};

struct State {
    cudnnBackendDescriptorType_t type;
    bool finalized = false;
    std::map<cudnnBackendAttributeName_t, Attribute> attributes;
    std::shared_ptr<const Graph> graph;  // of a finalised operation graph
    std::shared_ptr<const Plan> plan;    // of a finalised execution plan

    bool has(cudnnBackendAttributeName_t name) const { return attributes.contains(name); }

    template <typename T>
    std::vector<T> values(cudnnBackendAttributeName_t name) const {
        const auto found = attributes.find(name);
        if (found == attributes.end()) return {};
        std::vector<T> result(static_cast<std::size_t>(found->second.count));
        if (!result.empty()) std::memcpy(result.data(), found->second.bytes.data(), found->second.bytes.size());
        return result;
    }

    // The one value, or otherwise.
    template <typename T>
    T value(cudnnBackendAttributeName_t name, T otherwise) const {
        const std::vector<T> found = values<T>(name);
        return found.empty() ? otherwise : found.front();
    }

    bool is_true(cudnnBackendAttributeName_t name) const {
        const auto found = attributes.find(name);
        return found != attributes.end() && found->second.bytes.front() != std::byte{0};
    }

    // Finalised; null where it was never set.
    const State* descriptor(cudnnBackendAttributeName_t name) const;
    std::vector<const State*> descriptors(cudnnBackendAttributeName_t name) const;
};

// What a cudnnBackendDescriptor_t points to.
struct Descriptor {
    std::shared_ptr<State> state;
};

void set_attribute(State& state, cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, std::int64_t count,
                   const void* elements);

// count: how many there are, or were given.
void get_attribute(const State& state, cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type,
                   std::int64_t capacity, std::int64_t* count, void* elements);

// Makes attributes that cuDNN itself sets.
void put_int64(State& state, cudnnBackendAttributeName_t name, std::int64_t value);
void put_text(State& state, cudnnBackendAttributeName_t name, const std::string& value);
void put_descriptors(State& state, cudnnBackendAttributeName_t name,
                     std::vector<std::shared_ptr<const State>> descriptors);
void put(State& state, cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, const void* elements,
         std::int64_t count);

std::size_t element_size(cudnnBackendAttributeType_t type);

}  // namespace fake_cudnn
