// SPDX-License-Identifier: Apache-2.0
//
// Darknet-53 with Mish, built, compiled and measured through the C ABI: what the same network costs without Java.
//
//     mish4j_darknet53 [SIZE [THREADS [ITERATIONS [DEVICE [PRECISION]]]]]
//
// The program is the one that Java makes of its network "darknet53": the same operators in the same order, batch
// normalisation folded into the convolutions, the same seeded weights and the same input. It prints the steps of the
// plan and the first logits, to be compared with those of Java, and the latency. PRECISION: f32, bf16 or f16.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string>
#include <vector>

#include "mish4j/mish4j.h"

namespace {

void check(mish4j_status status) {
    if (status == MISH4J_OK) return;
    std::array<char, 1024> text{};
    mish4j_int64 length = 0;
    mish4j_get_last_error(text.data(), text.size(), &length);
    std::fprintf(stderr, "mish4j_darknet53: %s\n", text.data());
    std::exit(1);
}

// The index-th number of the SplitMix64 stream of a seed: its top 24 bits over 2^24.
double uniform(std::uint64_t seed, std::uint64_t index) {
    std::uint64_t z = seed + (index + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return static_cast<double>((z ^ z >> 31) >> 40) * 0x1p-24;
}

// Parameters in the order and with the distributions of the zoo's seeded weights.
class SeededParameters {
 public:
    std::vector<float> centred(std::size_t count, double scale) {
        return draw(count, [&](double u) { return scale * (2 * u - 1); });
    }
    std::vector<float> between(std::size_t count, double least, double width) {
        return draw(count, [&](double u) { return least + width * u; });
    }

 private:
    template <class Map>
    std::vector<float> draw(std::size_t count, Map map) {
        std::vector<float> values(count);
        for (float& value : values) value = static_cast<float>(map(uniform(7, position_++)));
        return values;
    }

    std::uint64_t position_ = 0;
};

class Darknet53 {
 public:
    explicit Darknet53(mish4j_int64 size) {
        check(mish4j_program_create(&program_));
        const std::array<mish4j_int64, 4> dims{1, 3, size, size};
        mish4j_value x = 0;
        check(mish4j_program_add_input(program_, "image", MISH4J_TYPE_F32, 4, dims.data(), &x));
        mish4j_int64 filters = 32;
        x = convolution(x, 3, filters, 3, 1);
        for (const int blocks : {1, 2, 8, 8, 4}) {
            x = convolution(x, filters, 2 * filters, 3, 2);
            filters *= 2;
            for (int block = 0; block < blocks; ++block) {
                const mish4j_value inner = convolution(x, filters, filters / 2, 1, 1);
                const mish4j_value outer = convolution(inner, filters / 2, filters, 3, 1);
                check(mish4j_program_append_add(program_, outer, x));
                x = outer;
            }
        }
        const std::array<mish4j_int64, 2> axes{2, 3};
        check(mish4j_program_add_reduce(program_, "pool", MISH4J_REDUCE_MEAN, x, 2, axes.data(), 1, &x));
        classify(x, filters);
    }
    Darknet53(const Darknet53&) = delete;
    Darknet53& operator=(const Darknet53&) = delete;
    ~Darknet53() { check(mish4j_program_close(program_)); }

    static constexpr mish4j_int64 classes = 1000;

    mish4j_model compile(const char* device_name, mish4j_int64 threads, mish4j_int64 precision) const {
        mish4j_device device = 0;
        mish4j_model model = 0;
        const std::array<mish4j_int64, 6> options{MISH4J_OPTION_THREADS,   threads,    //
                                                  MISH4J_OPTION_PRECISION, precision,  //
                                                  MISH4J_OPTION_TUNE,      MISH4J_TUNE_FAST};
        check(mish4j_device_open(device_name, &device));
        check(mish4j_compile(device, program_, 3, options.data(), &model));
        check(mish4j_device_close(device));
        return model;
    }

 private:
    mish4j_value constant(std::vector<float> values, const std::vector<mish4j_int64>& dims) {
        const std::vector<float>& kept = constants_.emplace_back(std::move(values));
        mish4j_value value = 0;
        check(mish4j_program_add_constant(program_, MISH4J_TYPE_F32, static_cast<std::int32_t>(dims.size()),
                                          dims.data(), kept.data(),
                                          static_cast<mish4j_int64>(kept.size() * sizeof(float)), &value));
        return value;
    }

    mish4j_value add_convolution(mish4j_value src, mish4j_value weights, mish4j_value bias, mish4j_int64 stride,
                                 mish4j_int64 pad) {
        const std::array<mish4j_int64, 2> strides{stride, stride};
        const std::array<mish4j_int64, 2> dense{1, 1};
        const std::array<mish4j_int64, 2> pads{pad, pad};
        mish4j_value dst = 0;
        check(mish4j_program_add_convolution(program_, nullptr, src, weights, bias, 1, 2, strides.data(), dense.data(),
                                             pads.data(), pads.data(), &dst));
        return dst;
    }

    // Convolution, batch normalisation folded into it, and Mish.
    mish4j_value convolution(mish4j_value src, mish4j_int64 channels, mish4j_int64 filters, mish4j_int64 size,
                             mish4j_int64 stride) {
        const auto count = static_cast<std::size_t>(filters);
        const auto fan_in = static_cast<std::size_t>(channels * size * size);
        const std::vector<float> shifts = parameters_.centred(count, 0.2);
        const std::vector<float> scales = parameters_.between(count, 0.8, 0.4);
        const std::vector<float> means = parameters_.centred(count, 0.2);
        const std::vector<float> variances = parameters_.between(count, 0.75, 0.5);
        std::vector<float> weights =
            parameters_.centred(count * fan_in, 0.9 * std::sqrt(6.0 / static_cast<double>(fan_in)));
        std::vector<float> biases(count);
        for (std::size_t filter = 0; filter < count; ++filter) {
            const double scale = scales[filter] / std::sqrt(double{variances[filter]} + double{1e-5f});
            biases[filter] = static_cast<float>(shifts[filter] - scale * means[filter]);
            for (std::size_t i = filter * fan_in; i < (filter + 1) * fan_in; ++i) {
                weights[i] = static_cast<float>(weights[i] * scale);
            }
        }
        const mish4j_value kernel = constant(std::move(weights), {filters, channels, size, size});
        const mish4j_value bias = constant(std::move(biases), {filters});
        const mish4j_value dst = add_convolution(src, kernel, bias, stride, size / 2);
        check(mish4j_program_append_eltwise(program_, dst, MISH4J_ELTWISE_MISH, 0, 0));
        return dst;
    }

    void classify(mish4j_value src, mish4j_int64 channels) {
        std::vector<float> biases = parameters_.centred(classes, 0.2);
        std::vector<float> weights = parameters_.centred(static_cast<std::size_t>(classes * channels),
                                                         0.9 * std::sqrt(6.0 / static_cast<double>(channels)));
        const mish4j_value kernel = constant(std::move(weights), {classes, channels, 1, 1});
        const mish4j_value bias = constant(std::move(biases), {classes});
        const mish4j_value scores = add_convolution(src, kernel, bias, 1, 0);
        const std::array<mish4j_int64, 2> dims{1, classes};
        mish4j_value logits = 0;
        mish4j_value probabilities = 0;
        check(mish4j_program_add_reshape(program_, "logits", scores, 2, dims.data(), &logits));
        check(mish4j_program_add_softmax(program_, "probabilities", 1, 0, logits, &probabilities));
        check(mish4j_program_add_output(program_, logits, MISH4J_TYPE_F32, "logits"));
        check(mish4j_program_add_output(program_, probabilities, MISH4J_TYPE_F32, "probabilities"));
    }

    mish4j_program program_ = 0;
    SeededParameters parameters_;
    std::deque<std::vector<float>> constants_;
};

std::string step_text(mish4j_model model, std::int32_t step, std::int32_t key) {
    std::array<char, 1024> text{};
    mish4j_int64 length = 0;
    check(mish4j_model_get_step_text(model, step, key, text.data(), text.size(), &length));
    return text.data();
}

void print_plan(mish4j_model model) {
    mish4j_int64 steps = 0;
    mish4j_int64 threads = 0;
    check(mish4j_model_get_number(model, MISH4J_MODEL_STEP_COUNT, &steps));
    check(mish4j_model_get_number(model, MISH4J_MODEL_THREADS, &threads));
    for (std::int32_t step = 0; step < steps; ++step) {
        std::printf("%3d  %-25s  %-20s  %s\n", step + 1, step_text(model, step, MISH4J_STEP_OPERATION).c_str(),
                    step_text(model, step, MISH4J_STEP_KERNEL).c_str(),
                    step_text(model, step, MISH4J_STEP_DST).c_str());
    }
    std::printf("threads  %lld\n", threads);
}

double percentile(const std::vector<double>& sorted, std::size_t percent) {
    return sorted[(sorted.size() * percent + 99) / 100 - 1];
}

void measure(mish4j_request request, int iterations) {
    using Clock = std::chrono::steady_clock;
    constexpr int warm_up = 10;
    std::vector<double> times;
    for (int run = 0; run < warm_up + iterations; ++run) {
        const Clock::time_point start = Clock::now();
        check(mish4j_request_run(request));
        const std::chrono::duration<double, std::milli> time = Clock::now() - start;
        if (run >= warm_up) times.push_back(time.count());
    }
    std::sort(times.begin(), times.end());
    std::printf("latency  median %.3f ms, p90 %.3f ms, p99 %.3f ms, min %.3f ms\n", percentile(times, 50),
                percentile(times, 90), percentile(times, 99), times.front());
}

void run(mish4j_model model, mish4j_int64 size, int iterations) {
    std::vector<float> image(static_cast<std::size_t>(3 * size * size));
    for (std::size_t i = 0; i < image.size(); ++i) image[i] = static_cast<float>(uniform(8, i));
    std::vector<float> logits(Darknet53::classes);
    std::vector<float> probabilities(Darknet53::classes);
    constexpr mish4j_int64 result_bytes = Darknet53::classes * sizeof(float);
    mish4j_request request = 0;
    check(mish4j_request_create(model, &request));
    check(mish4j_request_bind_input(request, 0, image.data(), static_cast<mish4j_int64>(image.size() * sizeof(float))));
    check(mish4j_request_bind_output(request, 0, logits.data(), result_bytes));
    check(mish4j_request_bind_output(request, 1, probabilities.data(), result_bytes));
    measure(request, iterations);
    check(mish4j_request_close(request));
    std::printf("logits   %.6g %.6g %.6g %.6g\n", double{logits[0]}, double{logits[1]}, double{logits[2]},
                double{logits[3]});
}

mish4j_int64 precision_of(const std::string& name) {
    if (name == "f32") return MISH4J_PRECISION_F32;
    if (name == "bf16") return MISH4J_PRECISION_BF16;
    if (name == "f16") return MISH4J_PRECISION_F16;
    std::fprintf(stderr, "mish4j_darknet53: '%s' is no precision, expected f32, bf16 or f16\n", name.c_str());
    std::exit(2);
}

int argument(int count, char** arguments, int index, int otherwise) {
    if (index >= count) return otherwise;
    const int number = std::atoi(arguments[index]);
    if (number > 0) return number;
    std::fprintf(stderr, "mish4j_darknet53: '%s' is not a positive number\n", arguments[index]);
    std::exit(2);
}

}  // namespace

int main(int count, char** arguments) {
    const int size = argument(count, arguments, 1, 256);
    const int threads = argument(count, arguments, 2, 1);
    const int iterations = argument(count, arguments, 3, 100);
    const char* device = count > 4 ? arguments[4] : "cpu";
    const mish4j_int64 precision = precision_of(count > 5 ? arguments[5] : "f32");
    mish4j_model model = 0;
    {
        const Darknet53 network(size);
        model = network.compile(device, threads, precision);
    }
    print_plan(model);
    run(model, size, iterations);
    check(mish4j_model_close(model));
    return 0;
}
