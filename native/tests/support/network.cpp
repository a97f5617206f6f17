// SPDX-License-Identifier: Apache-2.0
#include "network.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace mish4j::test {

namespace {

std::int32_t length(const auto& list) { return static_cast<std::int32_t>(list.size()); }

mish4j_int64 bytes_of(const std::vector<float>& data) { return static_cast<mish4j_int64>(data.size() * sizeof(float)); }

Tensor tensor_of(const Dims& dims, const std::vector<float>& data) { return {dims, {data.begin(), data.end()}}; }

std::vector<float> floats_of(const Tensor& tensor) {
    std::vector<float> data;
    for (double x : tensor.data) data.push_back(static_cast<float>(x));
    return data;
}

const Tensor* tensor_or_null(const Expected* value) { return value != nullptr ? &value->tensor : nullptr; }

mish4j_value value_or_none(const Expected* value) { return value != nullptr ? value->value : MISH4J_NO_VALUE; }

}  // namespace

Network::Network() { EXPECT_OK(mish4j_program_create(program_.out())); }

std::vector<float> Network::random_data(const Dims& dims) {
    std::vector<float> data(static_cast<std::size_t>(oracle::element_count(dims)));
    for (float& x : data) x = static_cast<float>(random_() >> 8) * 0x1p-22f - 2;
    return data;
}

Expected Network::result(mish4j_status status, mish4j_value value, Tensor tensor) {
    EXPECT_EQ(status, MISH4J_OK) << last_error();
    std::int32_t type = 0;
    std::int32_t rank = -1;
    std::array<mish4j_int64, MISH4J_MAX_RANK> dims{};
    EXPECT_OK(mish4j_program_get_shape(program_, value, &type, &rank, dims.data()));
    EXPECT_EQ(Dims(dims.begin(), dims.begin() + std::max(rank, 0)), tensor.dims);
    return {value, std::move(tensor)};
}

Expected Network::input(const Dims& dims) { return input(dims, random_data(dims)); }

Expected Network::constant(const Dims& dims) {
    std::vector<float> data = random_data(dims);
    if (dims.size() >= 2) {
        const double terms = static_cast<double>(data.size()) / static_cast<double>(dims[0]);
        for (float& x : data) x = static_cast<float>(x / (2 * std::sqrt(terms)));
    }
    return constant(dims, data);
}

Expected Network::input(const Dims& dims, const std::vector<float>& data) {
    const std::string name = "input" + std::to_string(inputs_.size());
    mish4j_value value = -1;
    const mish4j_status status =
        mish4j_program_add_input(program_, name.c_str(), MISH4J_TYPE_F32, length(dims), dims.data(), &value);
    return inputs_.emplace_back(result(status, value, tensor_of(dims, data)));
}

Expected Network::constant(const Dims& dims, const std::vector<float>& data) {
    const std::vector<float>& kept = constants_.emplace_back(data);
    mish4j_value value = -1;
    const mish4j_status status = mish4j_program_add_constant(program_, MISH4J_TYPE_F32, length(dims), dims.data(),
                                                             kept.data(), bytes_of(kept), &value);
    return result(status, value, tensor_of(dims, data));
}

Expected Network::convolution(const Expected& src, const Expected& weights, const Expected* bias, mish4j_int64 groups,
                              const Windows& windows) {
    mish4j_value dst = -1;
    const mish4j_status status = mish4j_program_add_convolution(
        program_, nullptr, src.value, weights.value, value_or_none(bias), groups, length(windows.strides),
        windows.strides.data(), windows.dilations.data(), windows.pads_begin.data(), windows.pads_end.data(), &dst);
    return result(status, dst, oracle::convolution(src.tensor, weights.tensor, tensor_or_null(bias), groups, windows));
}

Expected Network::deconvolution(const Expected& src, const Expected& weights, const Expected* bias, mish4j_int64 groups,
                                const Windows& windows, const Dims& output_pads) {
    mish4j_value dst = -1;
    const mish4j_status status =
        mish4j_program_add_deconvolution(program_, nullptr, src.value, weights.value, value_or_none(bias), groups,
                                         length(windows.strides), windows.strides.data(), windows.dilations.data(),
                                         windows.pads_begin.data(), windows.pads_end.data(), output_pads.data(), &dst);
    return result(
        status, dst,
        oracle::deconvolution(src.tensor, weights.tensor, tensor_or_null(bias), groups, windows, output_pads));
}

Expected Network::matmul(const Expected& src, const Expected& weights, const Expected* bias) {
    mish4j_value dst = -1;
    const mish4j_status status =
        mish4j_program_add_matmul(program_, nullptr, src.value, weights.value, value_or_none(bias), &dst);
    return result(status, dst, oracle::matmul(src.tensor, weights.tensor, tensor_or_null(bias)));
}

Expected Network::append_eltwise(const Expected& dst, std::int32_t kind, float alpha, float beta) {
    const mish4j_status status = mish4j_program_append_eltwise(program_, dst.value, kind, alpha, beta);
    return result(status, dst.value, oracle::eltwise(kind, alpha, beta, dst.tensor));
}

Expected Network::append_add(const Expected& dst, const Expected& other) {
    const mish4j_status status = mish4j_program_append_add(program_, dst.value, other.value);
    return result(status, dst.value, oracle::binary(MISH4J_BINARY_ADD, dst.tensor, other.tensor));
}

Expected Network::pooling(std::int32_t kind, const Expected& src, const Dims& kernel, const Windows& windows) {
    mish4j_value dst = -1;
    const mish4j_status status = mish4j_program_add_pooling(
        program_, nullptr, kind, src.value, length(kernel), kernel.data(), windows.strides.data(),
        windows.dilations.data(), windows.pads_begin.data(), windows.pads_end.data(), &dst);
    return result(status, dst, oracle::pooling(kind, src.tensor, kernel, windows));
}

Expected Network::reduce_images(std::int32_t kind, const Expected& src) {
    Dims axes(src.tensor.dims.size() - 2);
    std::iota(axes.begin(), axes.end(), 2);
    return reduce(kind, src, axes, true);
}

Expected Network::eltwise(std::int32_t kind, const Expected& src, float alpha, float beta) {
    mish4j_value dst = -1;
    const mish4j_status status = mish4j_program_add_eltwise(program_, nullptr, kind, alpha, beta, src.value, &dst);
    return result(status, dst, oracle::eltwise(kind, alpha, beta, src.tensor));
}

Expected Network::binary(std::int32_t kind, const Expected& src0, const Expected& src1) {
    mish4j_value dst = -1;
    const mish4j_status status = mish4j_program_add_binary(program_, nullptr, kind, src0.value, src1.value, &dst);
    return result(status, dst, oracle::binary(kind, src0.tensor, src1.tensor));
}

Expected Network::select(const Expected& condition, const Expected& src0, const Expected& src1) {
    mish4j_value dst = -1;
    const mish4j_status status =
        mish4j_program_add_select(program_, nullptr, condition.value, src0.value, src1.value, &dst);
    return result(status, dst, oracle::select(condition.tensor, src0.tensor, src1.tensor));
}

Expected Network::concat(std::int32_t axis, const std::vector<Expected>& srcs) {
    std::vector<mish4j_value> values;
    std::vector<Tensor> tensors;
    for (const Expected& src : srcs) {
        values.push_back(src.value);
        tensors.push_back(src.tensor);
    }
    mish4j_value dst = -1;
    const mish4j_status status =
        mish4j_program_add_concat(program_, nullptr, axis, length(values), values.data(), &dst);
    return result(status, dst, oracle::concat(static_cast<std::size_t>(axis), tensors));
}

Expected Network::slice(const Expected& src, const Dims& starts, const Dims& sizes, const Dims& steps) {
    mish4j_value dst = -1;
    const mish4j_status status =
        mish4j_program_add_slice(program_, nullptr, src.value, starts.data(), sizes.data(), steps.data(), &dst);
    return result(status, dst, oracle::slice(src.tensor, starts, sizes, steps));
}

Expected Network::gather(std::int32_t axis, const Dims& indices, const Expected& src) {
    mish4j_value dst = -1;
    const mish4j_status status =
        mish4j_program_add_gather(program_, nullptr, axis, length(indices), indices.data(), src.value, &dst);
    return result(status, dst, oracle::gather(static_cast<std::size_t>(axis), indices, src.tensor));
}

Expected Network::interpolate(std::int32_t axis, mish4j_int64 taps, const Dims& indices,
                              const std::vector<float>& weights, const Expected& src) {
    mish4j_value dst = -1;
    const mish4j_status status = mish4j_program_add_interpolate(program_, nullptr, axis, length(indices) / taps, taps,
                                                                indices.data(), weights.data(), src.value, &dst);
    return result(status, dst, oracle::interpolate(static_cast<std::size_t>(axis), taps, indices, weights, src.tensor));
}

Expected Network::resize_nearest(const Expected& src, const Dims& scales) {
    mish4j_value dst = -1;
    const mish4j_status status =
        mish4j_program_add_resize_nearest(program_, nullptr, src.value, length(scales), scales.data(), &dst);
    return result(status, dst, oracle::resize_nearest(src.tensor, scales));
}

Expected Network::softmax(std::int32_t axis, const Expected& src, bool logarithmic) {
    mish4j_value dst = -1;
    const mish4j_status status =
        mish4j_program_add_softmax(program_, nullptr, axis, logarithmic ? 1 : 0, src.value, &dst);
    return result(status, dst, oracle::softmax(static_cast<std::size_t>(axis), logarithmic, src.tensor));
}

Expected Network::normalize(std::int32_t first_axis, float epsilon, const Expected& src) {
    mish4j_value dst = -1;
    const mish4j_status status =
        mish4j_program_add_mean_variance_normalization(program_, nullptr, first_axis, epsilon, src.value, &dst);
    return result(status, dst, oracle::normalize(static_cast<std::size_t>(first_axis), double{epsilon}, src.tensor));
}

Expected Network::reshape(const Expected& src, const Dims& dims) {
    mish4j_value dst = -1;
    const mish4j_status status =
        mish4j_program_add_reshape(program_, nullptr, src.value, length(dims), dims.data(), &dst);
    return result(status, dst, oracle::reshape(src.tensor, dims));
}

Expected Network::transpose(const Expected& src, const Dims& permutation) {
    mish4j_value dst = -1;
    const mish4j_status status = mish4j_program_add_transpose(program_, nullptr, src.value, permutation.data(), &dst);
    return result(status, dst, oracle::transpose(src.tensor, permutation));
}

Expected Network::reduce(std::int32_t kind, const Expected& src, const Dims& axes, bool keep_dims) {
    mish4j_value dst = -1;
    const mish4j_status status = mish4j_program_add_reduce(program_, nullptr, kind, src.value, length(axes),
                                                           axes.data(), keep_dims ? 1 : 0, &dst);
    return result(status, dst, oracle::reduce(kind, src.tensor, axes, keep_dims));
}

Expected Network::arg_reduce(std::int32_t kind, const Expected& src, std::int32_t axis, bool keep_dims, bool last) {
    mish4j_value dst = -1;
    const mish4j_status status =
        mish4j_program_add_arg_reduce(program_, nullptr, kind, src.value, axis, keep_dims ? 1 : 0, last ? 1 : 0, &dst);
    return result(status, dst, oracle::arg_reduce(kind, src.tensor, static_cast<std::size_t>(axis), keep_dims, last));
}

Expected Network::top_k(std::int32_t kind, const Expected& src, std::int32_t axis, std::int64_t count, bool places) {
    mish4j_value dst = -1;
    const mish4j_status status =
        mish4j_program_add_top_k(program_, nullptr, kind, src.value, axis, count, places ? 1 : 0, &dst);
    return result(status, dst, oracle::top_k(kind, src.tensor, static_cast<std::size_t>(axis), count, places));
}

void Network::output(const Expected& value) {
    const std::string name = "output" + std::to_string(outputs_.size());
    EXPECT_OK(mish4j_program_add_output(program_, value.value, MISH4J_TYPE_F32, name.c_str()));
    outputs_.push_back(value);
}

void Network::compile(const std::string& device, const std::vector<mish4j_int64>& options) {
    ASSERT_OK(mish4j_device_open(device.c_str(), device_.out()));
    std::vector<mish4j_int64> all = options;
    bool has_algorithm = false;
    for (std::size_t i = 0; i < options.size(); i += 2) has_algorithm |= options[i] == MISH4J_OPTION_ALGORITHM;
    if (!has_algorithm) all.insert(all.end(), {MISH4J_OPTION_ALGORITHM, test_algorithm()});
    ASSERT_OK(mish4j_compile(device_, program_, length(all) / 2, all.data(), model_.out()));
}

Network::Binding Network::bind(mish4j_request request) const {
    Binding binding;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
        const std::vector<float>& data = binding.inputs.emplace_back(floats_of(inputs_[i].tensor));
        EXPECT_OK(mish4j_request_bind_input(request, static_cast<std::int32_t>(i), data.data(), bytes_of(data)));
    }
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
        // Whatever is not written stays 777.
        std::vector<float>& data = binding.outputs.emplace_back(outputs_[i].tensor.data.size(), 777.0f);
        EXPECT_OK(mish4j_request_bind_output(request, static_cast<std::int32_t>(i), data.data(), bytes_of(data)));
    }
    return binding;
}

std::vector<std::string> Network::operations() const {
    std::vector<std::string> operations;
    for (std::int32_t step = 0; step < model_number(model_, MISH4J_MODEL_STEP_COUNT); ++step) {
        operations.push_back(step_text(model_, step, MISH4J_STEP_OPERATION));
    }
    return operations;
}

std::vector<std::vector<float>> Network::run() {
    OwnedRequest request;
    EXPECT_OK(mish4j_request_create(model_, request.out()));
    Binding binding = bind(request);
    EXPECT_OK(mish4j_request_run(request));
    for (std::vector<float>& output : binding.outputs) std::fill(output.begin(), output.end(), 777.0f);
    EXPECT_OK(mish4j_request_run(request));
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
        const std::vector<float> data = floats_of(inputs_[i].tensor);
        // Bytes, since a NaN is not equal to itself.
        EXPECT_EQ(std::memcmp(binding.inputs[i].data(), data.data(), data.size() * sizeof(float)), 0)
            << "input " << i << " was written";
    }
    return binding.outputs;
}

void Network::check_outputs(const std::vector<std::vector<float>>& outputs, double tolerance) const {
    ASSERT_EQ(outputs.size(), outputs_.size());
    for (std::size_t o = 0; o < outputs.size(); ++o) {
        const std::vector<double>& expected = outputs_[o].tensor.data;
        double largest = 0;
        for (double x : expected) largest = std::max(largest, std::abs(x));
        ASSERT_EQ(outputs[o].size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            // Written so that a NaN fails.
            if (!(std::abs(outputs[o][i] - expected[i]) <= tolerance * largest)) {
                FAIL() << "output " << o << ", element " << i << ": expected " << expected[i] << ", found "
                       << outputs[o][i] << "; the largest magnitude is " << largest;
            }
        }
    }
}

void Network::check(double tolerance) {
    if (model_ == 0) compile();
    if (model_ == 0) return;
    check_outputs(run(), tolerance);
    if (model_number(model_, MISH4J_MODEL_REFERENCE_STEP_COUNT) == 0) return;
    for (std::int32_t step = 0; step < model_number(model_, MISH4J_MODEL_STEP_COUNT); ++step) {
        ADD_FAILURE() << "some step runs a reference kernel: " << step_text(model_, step, MISH4J_STEP_NAME) << ", "
                      << step_text(model_, step, MISH4J_STEP_OPERATION) << ", "
                      << step_text(model_, step, MISH4J_STEP_KERNEL);
    }
}

}  // namespace mish4j::test
