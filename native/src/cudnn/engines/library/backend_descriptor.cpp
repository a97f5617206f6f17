// SPDX-License-Identifier: Apache-2.0
#include "backend_descriptor.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace mish4j::cudnn {

BackendDescriptor::BackendDescriptor(const CudnnLibrary& library, cudnnBackendDescriptorType_t type, std::string what)
    : library_(&library), what_(std::move(what)) {
    library.check(library.create_descriptor(type, &descriptor_), text("creating ", what_));
}

BackendDescriptor::BackendDescriptor(BackendDescriptor&& other) noexcept
    : library_(other.library_), what_(std::move(other.what_)), descriptor_(std::exchange(other.descriptor_, nullptr)) {}

BackendDescriptor& BackendDescriptor::operator=(BackendDescriptor&& other) noexcept {
    std::swap(library_, other.library_);
    std::swap(what_, other.what_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

BackendDescriptor::~BackendDescriptor() {
    if (descriptor_ != nullptr) library_->destroy_descriptor(descriptor_);
}

void BackendDescriptor::set(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, const void* elements,
                            std::int64_t count) {
    library_->check(library_->set_attribute(descriptor_, name, type, count, elements),
                    text("describing ", what_, " (attribute ", static_cast<int>(name), ")"));
}

void BackendDescriptor::set(cudnnBackendAttributeName_t name, std::int64_t value) {
    set(name, CUDNN_TYPE_INT64, &value, 1);
}

void BackendDescriptor::set(cudnnBackendAttributeName_t name, std::span<const std::int64_t> values) {
    set(name, CUDNN_TYPE_INT64, values.data(), std::ssize(values));
}

void BackendDescriptor::set(cudnnBackendAttributeName_t name, float value) { set(name, CUDNN_TYPE_FLOAT, &value, 1); }

void BackendDescriptor::set(cudnnBackendAttributeName_t name, double value) { set(name, CUDNN_TYPE_DOUBLE, &value, 1); }

void BackendDescriptor::set(cudnnBackendAttributeName_t name, bool value) { set(name, CUDNN_TYPE_BOOLEAN, &value, 1); }

void BackendDescriptor::set(cudnnBackendAttributeName_t name, cudnnDataType_t value) {
    set(name, CUDNN_TYPE_DATA_TYPE, &value, 1);
}

void BackendDescriptor::set(cudnnBackendAttributeName_t name, cudnnConvolutionMode_t value) {
    set(name, CUDNN_TYPE_CONVOLUTION_MODE, &value, 1);
}

void BackendDescriptor::set(cudnnBackendAttributeName_t name, cudnnPointwiseMode_t value) {
    set(name, CUDNN_TYPE_POINTWISE_MODE, &value, 1);
}

void BackendDescriptor::set(cudnnBackendAttributeName_t name, cudnnBackendHeurMode_t value) {
    set(name, CUDNN_TYPE_HEUR_MODE, &value, 1);
}

void BackendDescriptor::set(cudnnBackendAttributeName_t name, cudnnBackendKnobType_t value) {
    set(name, CUDNN_TYPE_KNOB_TYPE, &value, 1);
}

void BackendDescriptor::set(cudnnBackendAttributeName_t name, cudnnHandle_t value) {
    set(name, CUDNN_TYPE_HANDLE, &value, 1);
}

void BackendDescriptor::set(cudnnBackendAttributeName_t name, const BackendDescriptor& value) {
    const cudnnBackendDescriptor_t descriptor = value.get();
    set(name, CUDNN_TYPE_BACKEND_DESCRIPTOR, &descriptor, 1);
}

void BackendDescriptor::set(cudnnBackendAttributeName_t name, std::span<const cudnnBackendDescriptor_t> values) {
    set(name, CUDNN_TYPE_BACKEND_DESCRIPTOR, values.data(), std::ssize(values));
}

void BackendDescriptor::set_text(cudnnBackendAttributeName_t name, const std::string& value) {
    set(name, CUDNN_TYPE_CHAR, value.data(), std::ssize(value));
}

void BackendDescriptor::finalize() { library_->check(library_->finalize(descriptor_), text("finalising ", what_)); }

bool BackendDescriptor::try_finalize() { return library_->finalize(descriptor_) == CUDNN_STATUS_SUCCESS; }

std::int64_t BackendDescriptor::get(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, void* elements,
                                    std::int64_t capacity) const {
    std::int64_t count = 0;
    library_->check(library_->get_attribute(descriptor_, name, type, capacity, &count, elements),
                    text("asking ", what_, " (attribute ", static_cast<int>(name), ")"));
    return count;
}

std::int64_t BackendDescriptor::get_int64(cudnnBackendAttributeName_t name) const {
    std::int64_t value = 0;
    get(name, CUDNN_TYPE_INT64, &value, 1);
    return value;
}

std::string BackendDescriptor::get_text(cudnnBackendAttributeName_t name) const {
    std::string value(static_cast<std::size_t>(get(name, CUDNN_TYPE_CHAR, nullptr, 0)), '\0');
    const std::int64_t length = get(name, CUDNN_TYPE_CHAR, value.data(), std::ssize(value));
    value.resize(static_cast<std::size_t>(std::min(length, std::ssize(value))));
    while (!value.empty() && value.back() == '\0') value.pop_back();
    return value;
}

BackendDescriptor BackendDescriptor::get_descriptor(cudnnBackendAttributeName_t name, cudnnBackendDescriptorType_t type,
                                                    const std::string& what) const {
    BackendDescriptor value(*library_, type, what);
    cudnnBackendDescriptor_t descriptor = value.get();
    get(name, CUDNN_TYPE_BACKEND_DESCRIPTOR, &descriptor, 1);
    return value;
}

std::vector<BackendDescriptor> BackendDescriptor::get_descriptors(cudnnBackendAttributeName_t name,
                                                                  cudnnBackendDescriptorType_t type,
                                                                  const std::string& what) const {
    std::vector<BackendDescriptor> values;
    std::vector<cudnnBackendDescriptor_t> descriptors;
    const std::int64_t capacity = get(name, CUDNN_TYPE_BACKEND_DESCRIPTOR, nullptr, 0);
    for (std::int64_t i = 0; i < capacity; ++i) descriptors.push_back(values.emplace_back(*library_, type, what).get());
    const std::int64_t count =
        capacity == 0 ? 0 : get(name, CUDNN_TYPE_BACKEND_DESCRIPTOR, descriptors.data(), capacity);
    values.erase(values.begin() + std::min(count, capacity), values.end());
    return values;
}

}  // namespace mish4j::cudnn
