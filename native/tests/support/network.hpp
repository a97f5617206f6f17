// SPDX-License-Identifier: Apache-2.0
//
// A program under test beside its oracle: every function adds an operator through the C ABI and computes its result in
// double at once.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "abi.hpp"
#include "oracle.hpp"

namespace mish4j::test {

// A value of the program and what it must be.
struct Expected {
    mish4j_value value;
    Tensor tensor;
};

class Network {
 public:
    Network();

    // Numbers from -2 to 2, the same in every run; those of a constant of rank 2 or more are scaled as weights are, so
    // that numbers neither grow nor vanish from one operator to the next.
    Expected input(const Dims& dims);
    Expected constant(const Dims& dims);
    Expected input(const Dims& dims, const std::vector<float>& data);
    Expected constant(const Dims& dims, const std::vector<float>& data);

    // bias: null where there is none.
    Expected convolution(const Expected& src, const Expected& weights, const Expected* bias, mish4j_int64 groups,
                         const Windows& windows);
    Expected deconvolution(const Expected& src, const Expected& weights, const Expected* bias, mish4j_int64 groups,
                           const Windows& windows, const Dims& output_pads);
    Expected matmul(const Expected& src, const Expected& weights, const Expected* bias);
    Expected append_eltwise(const Expected& dst, std::int32_t kind, float alpha = 0, float beta = 0);
    Expected append_add(const Expected& dst, const Expected& other);
    Expected pooling(std::int32_t kind, const Expected& src, const Dims& kernel, const Windows& windows);
    // Over all of the spatial dimensions.
    Expected reduce_images(std::int32_t kind, const Expected& src);
    Expected eltwise(std::int32_t kind, const Expected& src, float alpha = 0, float beta = 0);
    Expected binary(std::int32_t kind, const Expected& src0, const Expected& src1);
    Expected select(const Expected& condition, const Expected& src0, const Expected& src1);
    Expected concat(std::int32_t axis, const std::vector<Expected>& srcs);
    Expected slice(const Expected& src, const Dims& starts, const Dims& sizes, const Dims& steps);
    Expected gather(std::int32_t axis, const Dims& indices, const Expected& src);
    Expected interpolate(std::int32_t axis, mish4j_int64 taps, const Dims& indices, const std::vector<float>& weights,
                         const Expected& src);
    Expected resize_nearest(const Expected& src, const Dims& scales);
    Expected softmax(std::int32_t axis, const Expected& src, bool logarithmic = false);
    Expected normalize(std::int32_t first_axis, float epsilon, const Expected& src);
    Expected reshape(const Expected& src, const Dims& dims);
    Expected transpose(const Expected& src, const Dims& permutation);
    Expected reduce(std::int32_t kind, const Expected& src, const Dims& axes, bool keep_dims);
    Expected arg_reduce(std::int32_t kind, const Expected& src, std::int32_t axis, bool keep_dims, bool last);

    Expected top_k(std::int32_t kind, const Expected& src, std::int32_t axis, std::int64_t count, bool places);

    void output(const Expected& value);

    // Compiles for the device; options: pairs of a key and its value.
    void compile(const std::string& device = test_device(), const std::vector<mish4j_int64>& options = {});
    mish4j_model model() const { return model_; }
    mish4j_program program() const { return program_; }

    // What the steps of the compiled model compute, in their order.
    std::vector<std::string> operations() const;

    // Runs what was compiled, twice, and gives the outputs of the second run.
    std::vector<std::vector<float>> run();

    // Compiles if that was not done, runs, and compares every output: each element within tolerance of the output's
    // largest magnitude. And no step may run a reference kernel.
    void check(double tolerance = 1e-6);

    // Binds new memory to all inputs and outputs of a request of the model.
    struct Binding {
        std::vector<std::vector<float>> inputs;
        std::vector<std::vector<float>> outputs;
    };
    Binding bind(mish4j_request request) const;

    void check_outputs(const std::vector<std::vector<float>>& outputs, double tolerance) const;

 private:
    std::vector<float> random_data(const Dims& dims);
    Expected result(mish4j_status status, mish4j_value value, Tensor tensor);

    OwnedDevice device_;
    OwnedProgram program_;
    OwnedModel model_;
    std::vector<Expected> inputs_;
    std::vector<Expected> outputs_;
    std::vector<std::vector<float>> constants_;  // what the program borrows
    std::mt19937 random_{2019};
};

}  // namespace mish4j::test
