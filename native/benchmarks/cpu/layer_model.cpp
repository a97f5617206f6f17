// SPDX-License-Identifier: Apache-2.0
#include "layer_model.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <numeric>
#include <random>
#include <stdexcept>

namespace mish4j::bench {

namespace {

constexpr std::size_t evicting_floats = std::size_t{96} << 18;  // 96 MiB, more than the last cache of a core complex

std::vector<float> random_numbers(std::int64_t count, float range, unsigned seed) {
    std::vector<float> numbers(static_cast<std::size_t>(count));
    std::minstd_rand generator(seed);
    std::uniform_real_distribution<float> distribution(-range, range);
    for (float& x : numbers) x = distribution(generator);
    return numbers;
}

void evict_caches() {
    static const std::vector<float> other_weights(evicting_floats, 1.0F);
    float sum = 0;
    for (std::size_t i = 0; i < other_weights.size(); i += 16) sum += other_weights[i];
    benchmark::DoNotOptimize(sum);
}

mish4j_int64 bytes_of(const std::vector<float>& numbers) {
    return static_cast<mish4j_int64>(numbers.size() * sizeof(float));
}

mish4j_int64 algorithm_of(Variant variant) {
    switch (variant) {
        case Variant::winograd_f2x2:
            return MISH4J_ALGORITHM_WINOGRAD_F2X2;
        case Variant::winograd_f4x4:
            return MISH4J_ALGORITHM_WINOGRAD_F4X4;
        case Variant::automatic:
            return MISH4J_ALGORITHM_AUTO;
        default:
            return MISH4J_ALGORITHM_DIRECT;
    }
}

std::string step_text(mish4j_model model, std::int32_t step, std::int32_t key) {
    std::array<char, 1024> text{};
    mish4j_int64 length = 0;
    check(mish4j_model_get_step_text(model, step, key, text.data(), text.size(), &length));
    return text.data();
}

// The layer as a program; its constants lie here.
class LayerProgram {
 public:
    LayerProgram(const Layer& layer, bool fused)
        : weights_(random_numbers(layer.filters * fan_in(layer), 2 / std::sqrt(static_cast<float>(fan_in(layer))), 1)),
          bias_(random_numbers(layer.filters, 1, 2)) {
        check(mish4j_program_create(program_.out()));
        const mish4j_value src = input("src", {1, layer.channels, layer.size, layer.size});
        const bool adds = layer.residual != Residual::none;
        const mish4j_value residual =
            adds ? input("residual", {1, layer.filters, layer.dst_size(), layer.dst_size()}) : MISH4J_NO_VALUE;
        mish4j_value dst = convolution(layer, src);
        if (layer.residual == Residual::before) check(mish4j_program_append_add(program_, dst, residual));
        if (fused) {
            check(mish4j_program_append_eltwise(program_, dst, MISH4J_ELTWISE_MISH, 0, 0));
            if (layer.residual == Residual::after) check(mish4j_program_append_add(program_, dst, residual));
        } else {
            check(mish4j_program_add_eltwise(program_, "mish", MISH4J_ELTWISE_MISH, 0, 0, dst, &dst));
            if (layer.residual == Residual::after)
                check(mish4j_program_add_binary(program_, "add", MISH4J_BINARY_ADD, dst, residual, &dst));
        }
        check(mish4j_program_add_output(program_, dst, MISH4J_TYPE_F32, "dst"));
    }

    operator mish4j_program() const { return program_; }

 private:
    static std::int64_t fan_in(const Layer& layer) { return layer.channels * layer.kernel * layer.kernel; }

    mish4j_value input(const char* name, const std::array<mish4j_int64, 4>& dims) {
        mish4j_value value = 0;
        check(mish4j_program_add_input(program_, name, MISH4J_TYPE_F32, 4, dims.data(), &value));
        return value;
    }

    mish4j_value constant(const std::vector<float>& numbers, const std::vector<mish4j_int64>& dims) {
        mish4j_value value = 0;
        check(mish4j_program_add_constant(program_, MISH4J_TYPE_F32, static_cast<std::int32_t>(dims.size()),
                                          dims.data(), numbers.data(), bytes_of(numbers), &value));
        return value;
    }

    mish4j_value convolution(const Layer& layer, mish4j_value src) {
        const mish4j_value weights = constant(weights_, {layer.filters, layer.channels, layer.kernel, layer.kernel});
        const mish4j_value bias = constant(bias_, {layer.filters});
        const std::array<mish4j_int64, 2> strides{layer.stride, layer.stride};
        const std::array<mish4j_int64, 2> dense{1, 1};
        const std::array<mish4j_int64, 2> pads{layer.kernel / 2, layer.kernel / 2};
        mish4j_value dst = 0;
        check(mish4j_program_add_convolution(program_, nullptr, src, weights, bias, 1, 2, strides.data(), dense.data(),
                                             pads.data(), pads.data(), &dst));
        return dst;
    }

    std::vector<float> weights_;
    std::vector<float> bias_;
    Owned<mish4j_program_close> program_;
};

}  // namespace

void check(mish4j_status status) {
    if (status == MISH4J_OK) return;
    std::array<char, 1024> text{};
    mish4j_int64 length = 0;
    mish4j_get_last_error(text.data(), text.size(), &length);
    throw std::runtime_error(text.data());
}

LayerModel::LayerModel(const Layer& layer, Variant variant, std::int64_t threads)
    : src_(random_numbers(layer.channels * layer.size * layer.size, 1, 3)),
      dst_(static_cast<std::size_t>(layer.filters * layer.dst_size() * layer.dst_size())) {
    const LayerProgram program(layer, variant != Variant::direct_then_mish);
    const std::array<mish4j_int64, 4> options{MISH4J_OPTION_THREADS, threads,  //
                                              MISH4J_OPTION_ALGORITHM, algorithm_of(variant)};
    Owned<mish4j_device_close> device;
    check(mish4j_device_open("cpu", device.out()));
    check(mish4j_compile(device, program, 2, options.data(), model_.out()));
    check(mish4j_request_create(model_, request_.out()));
    check(mish4j_request_bind_input(request_, 0, src_.data(), bytes_of(src_)));
    if (layer.residual != Residual::none) {
        residual_ = random_numbers(static_cast<std::int64_t>(dst_.size()), 1, 4);
        check(mish4j_request_bind_input(request_, 1, residual_.data(), bytes_of(residual_)));
    }
    check(mish4j_request_bind_output(request_, 0, dst_.data(), bytes_of(dst_)));
    check(mish4j_request_set_profiling(request_, 1));
    mish4j_int64 count = 0;
    check(mish4j_model_get_number(model_, MISH4J_MODEL_STEP_COUNT, &count));
    for (std::int32_t step = 0; step < count; ++step) {
        if (step_text(model_, step, MISH4J_STEP_OPERATION) != "reorder") steps_.push_back(step);
    }
}

std::int64_t LayerModel::run() {
    evict_caches();
    check(mish4j_request_run(request_));
    return std::accumulate(steps_.begin(), steps_.end(), std::int64_t{0}, [&](std::int64_t sum, std::int32_t step) {
        mish4j_int64 nanoseconds = 0;
        check(mish4j_request_get_step_time(request_, step, &nanoseconds));
        return sum + nanoseconds;
    });
}

std::string LayerModel::kernels() const {
    std::string texts;
    for (const std::int32_t step : steps_) {
        for (const std::int32_t key : {MISH4J_STEP_ALGORITHM, MISH4J_STEP_KERNEL}) {
            const std::string text = step_text(model_, step, key);
            if (!text.empty()) texts += (texts.empty() ? "" : " ") + text;
        }
    }
    return texts;
}

}  // namespace mish4j::bench
