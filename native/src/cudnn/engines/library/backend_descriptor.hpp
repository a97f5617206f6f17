// SPDX-License-Identifier: Apache-2.0
//
// A descriptor of cuDNN's backend API: attributes are set, it is finalised, others refer to it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <cudnn.h>

#include "cudnn_library.hpp"

namespace mish4j::cudnn {

// Every call throws Error where cuDNN refuses, but those that say otherwise.
class BackendDescriptor {
 public:
    // what: for the error's text, "the tensor src".
    BackendDescriptor(const CudnnLibrary& library, cudnnBackendDescriptorType_t type, std::string what);
    BackendDescriptor(BackendDescriptor&& other) noexcept;
    BackendDescriptor& operator=(BackendDescriptor&& other) noexcept;
    ~BackendDescriptor();

    cudnnBackendDescriptor_t get() const { return descriptor_; }

    void set(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, const void* elements,
             std::int64_t count);

    void set(cudnnBackendAttributeName_t name, std::int64_t value);
    void set(cudnnBackendAttributeName_t name, std::span<const std::int64_t> values);
    void set(cudnnBackendAttributeName_t name, float value);
    void set(cudnnBackendAttributeName_t name, double value);
    void set(cudnnBackendAttributeName_t name, bool value);
    void set(cudnnBackendAttributeName_t name, cudnnDataType_t value);
    void set(cudnnBackendAttributeName_t name, cudnnConvolutionMode_t value);
    void set(cudnnBackendAttributeName_t name, cudnnPointwiseMode_t value);
    void set(cudnnBackendAttributeName_t name, cudnnBackendHeurMode_t value);
    void set(cudnnBackendAttributeName_t name, cudnnBackendKnobType_t value);
    void set(cudnnBackendAttributeName_t name, cudnnHandle_t value);
    void set(cudnnBackendAttributeName_t name, const BackendDescriptor& value);
    void set(cudnnBackendAttributeName_t name, std::span<const cudnnBackendDescriptor_t> values);
    void set_text(cudnnBackendAttributeName_t name, const std::string& value);

    void finalize();

    // False where cuDNN refuses.
    bool try_finalize();

    // The number of elements that there are; elements takes at most `capacity` of them.
    std::int64_t get(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, void* elements,
                     std::int64_t capacity) const;

    std::int64_t get_int64(cudnnBackendAttributeName_t name) const;
    std::string get_text(cudnnBackendAttributeName_t name) const;

    // The descriptor that the attribute is: a copy, of the type given.
    BackendDescriptor get_descriptor(cudnnBackendAttributeName_t name, cudnnBackendDescriptorType_t type,
                                     const std::string& what) const;
    std::vector<BackendDescriptor> get_descriptors(cudnnBackendAttributeName_t name, cudnnBackendDescriptorType_t type,
                                                   const std::string& what) const;

 private:
    const CudnnLibrary* library_;
    std::string what_;
    cudnnBackendDescriptor_t descriptor_ = nullptr;
};

}  // namespace mish4j::cudnn
