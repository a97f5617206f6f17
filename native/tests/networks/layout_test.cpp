// SPDX-License-Identifier: Apache-2.0
//
// Every kind of operator behind values of every layout: what a convolution gives, whole or in part, and what it gives
// rearranged. A backend may keep each of them as it likes; what is computed from it must not depend on that.
#include <algorithm>
#include <functional>
#include <numeric>
#include <ostream>
#include <string>
#include <tuple>

#include "network.hpp"

namespace mish4j::test {
namespace {

struct Producer {
    std::string name;
    std::function<Expected(Network&)> make;
};

struct Rearrangement {
    std::string name;
    std::function<Expected(Network&, const Expected&)> apply;
};

struct Consumer {
    std::string name;
    std::function<std::vector<Expected>(Network&, const Expected&)> apply;

    friend std::ostream& operator<<(std::ostream& out, const Consumer& consumer) { return out << consumer.name; }
};

std::int32_t axis_of(std::size_t axis) { return static_cast<std::int32_t>(axis); }

Dims zeros(const Expected& x) { return Dims(x.tensor.dims.size(), 0); }

Dims ones(const Expected& x) { return Dims(x.tensor.dims.size(), 1); }

// Dimensions of 1 but for one.
Dims along(const Expected& x, std::size_t axis) {
    Dims dims = ones(x);
    dims[axis] = x.tensor.dims[axis];
    return dims;
}

Expected convolution(Network& network, const Dims& src, mish4j_int64 channels, mish4j_int64 groups = 1) {
    Dims weights(src.size(), 1);
    weights[0] = channels;
    weights[1] = src[1] / groups;
    return network.convolution(network.input(src), network.constant(weights), nullptr, groups, dense(src.size() - 2));
}

std::vector<Producer> producers() {
    return {
        {"whole_blocks",
         [](Network& network) {
             return convolution(network, {2, 3, 3, 4}, 16);
         }},
        {"ragged_blocks",
         [](Network& network) {
             return convolution(network, {1, 3, 4, 3}, 20);
         }},
        {"few_channels",
         [](Network& network) {
             return convolution(network, {2, 4, 3, 5}, 5);
         }},
        {"narrow_groups",
         [](Network& network) {
             return convolution(network, {1, 8, 3, 5}, 8, 2);
         }},
        {"narrow_groups_of_images",
         [](Network& network) {
             return convolution(network, {2, 8, 4, 3}, 12, 4);
         }},
        {"single_pixels",
         [](Network& network) {
             return convolution(network, {2, 3, 1, 1}, 20);
         }},
        {"rows",
         [](Network& network) {
             return convolution(network, {1, 3, 1, 6}, 16);
         }},
        {"joined",
         [](Network& network) {
             return network.concat(1, {convolution(network, {2, 3, 3, 4}, 16), convolution(network, {2, 5, 3, 4}, 16)});
         }},
        {"part",
         [](Network& network) {
             const Expected whole = convolution(network, {2, 3, 4, 3}, 32);
             return network.slice(whole, {0, 16, 0, 0}, {2, 16, 4, 3}, {1, 1, 1, 1});
         }},
        {"lines",
         [](Network& network) {
             return convolution(network, {2, 3, 7}, 16);
         }},
        {"lines_of_groups",
         [](Network& network) {
             return convolution(network, {1, 8, 6}, 8, 2);
         }},
        {"volumes",
         [](Network& network) {
             return convolution(network, {1, 3, 2, 3, 4}, 16);
         }},
        {"volumes_of_groups",
         [](Network& network) {
             return convolution(network, {2, 8, 3, 1, 4}, 8, 2);
         }},
    };
}

std::string text_of_dims(const Dims& dims) {
    std::string text;
    for (mish4j_int64 dim : dims) text += std::to_string(dim);
    return text;
}

// Every permutation of up to four dimensions; of five, those that move each of them to each place.
std::vector<Dims> permutations(std::size_t rank) {
    Dims order(rank);
    std::iota(order.begin(), order.end(), 0);
    std::vector<Dims> result;
    if (rank < 5) {
        do {
            result.push_back(order);
        } while (std::next_permutation(order.begin(), order.end()));
        return result;
    }
    for (std::size_t i = 0; i < rank; ++i) {
        result.push_back(order);
        result.push_back({order.rbegin(), order.rend()});
        std::rotate(order.begin(), order.begin() + 1, order.end());
    }
    return result;
}

std::vector<Rearrangement> rearrangements(std::size_t rank) {
    std::vector<Rearrangement> result;
    for (const Dims& permutation : permutations(rank)) {
        result.push_back({"transpose " + text_of_dims(permutation),
                          [=](Network& network, const Expected& x) { return network.transpose(x, permutation); }});
    }
    for (std::size_t axis = 0; axis < rank; ++axis) {
        const std::string name = std::to_string(axis);
        result.push_back({"crop " + name, [=](Network& network, const Expected& x) {
                              Dims starts = zeros(x);
                              Dims sizes = x.tensor.dims;
                              starts[axis] = sizes[axis] > 1 ? 1 : 0;
                              sizes[axis] -= starts[axis];
                              return network.slice(x, starts, sizes, ones(x));
                          }});
        result.push_back({"halve " + name, [=](Network& network, const Expected& x) {
                              Dims sizes = x.tensor.dims;
                              sizes[axis] = (sizes[axis] + 1) / 2;
                              return network.slice(x, zeros(x), sizes, ones(x));
                          }});
        result.push_back({"stride " + name, [=](Network& network, const Expected& x) {
                              Dims sizes = x.tensor.dims;
                              Dims steps = ones(x);
                              sizes[axis] = (sizes[axis] + 1) / 2;
                              steps[axis] = 2;
                              return network.slice(x, zeros(x), sizes, steps);
                          }});
    }
    result.push_back({"transpose and crop", [](Network& network, const Expected& x) {
                          Dims order(x.tensor.dims.size());
                          std::iota(order.rbegin(), order.rend(), 0);
                          const Expected y = network.transpose(x, order);
                          Dims sizes = y.tensor.dims;
                          sizes[0] = (sizes[0] + 1) / 2;
                          return network.slice(y, zeros(y), sizes, ones(y));
                      }});
    result.push_back({"reshape", [](Network& network, const Expected& x) {
                          const Dims& dims = x.tensor.dims;
                          Dims joined = {dims[0] * dims[1], 1};
                          joined.insert(joined.end(), dims.begin() + 2, dims.end());
                          return network.reshape(x, joined);
                      }});
    return result;
}

// Calls apply for each dimension of x.
std::vector<Expected> for_each_axis(const Expected& x, const std::function<Expected(std::size_t)>& apply) {
    std::vector<Expected> results;
    for (std::size_t axis = 0; axis < x.tensor.dims.size(); ++axis) results.push_back(apply(axis));
    return results;
}

std::vector<Expected> binary_with_vectors(Network& network, const Expected& x) {
    std::vector<Expected> results = for_each_axis(
        x, [&](std::size_t axis) { return network.binary(MISH4J_BINARY_ADD, x, network.constant(along(x, axis))); });
    const Expected last = network.input({x.tensor.dims.back()});
    results.push_back(network.binary(MISH4J_BINARY_MAX, x, last));
    results.push_back(network.binary(MISH4J_BINARY_SUB, last, x));
    results.push_back(network.binary(MISH4J_BINARY_MUL, x, network.constant({}, {0.75F})));
    Dims without_last = x.tensor.dims;
    without_last.back() = 1;
    results.push_back(network.binary(MISH4J_BINARY_MUL, x, network.input(without_last)));
    return results;
}

std::vector<Expected> binary_with_tensors(Network& network, const Expected& x) {
    const Expected other = network.input(x.tensor.dims);
    Dims longer = x.tensor.dims;
    longer.insert(longer.begin(), 2);
    return {network.binary(MISH4J_BINARY_MUL, x, other), network.binary(MISH4J_BINARY_SUB, other, x),
            network.binary(MISH4J_BINARY_ADD, x, network.eltwise(MISH4J_ELTWISE_TANH, x)),
            network.binary(MISH4J_BINARY_ADD, network.input(longer), x)};
}

// Squeeze and excite: each channel of each image by a factor that its mean gives.
std::vector<Expected> excite(Network& network, const Expected& x) {
    Dims spatial(x.tensor.dims.size() - 2);
    std::iota(spatial.begin(), spatial.end(), 2);
    const Expected mean = network.reduce(MISH4J_REDUCE_MEAN, x, spatial, true);
    const Expected pooled = network.reduce_images(MISH4J_REDUCE_MEAN, x);
    return {network.binary(MISH4J_BINARY_MUL, x, network.eltwise(MISH4J_ELTWISE_SIGMOID, mean)),
            network.binary(MISH4J_BINARY_MUL, network.eltwise(MISH4J_ELTWISE_TANH, pooled), x)};
}

std::vector<Expected> functions(Network& network, const Expected& x) {
    const Expected squares = network.eltwise(MISH4J_ELTWISE_POW, x, 1, 2);
    const Expected near_one =
        network.eltwise(MISH4J_ELTWISE_LINEAR, network.eltwise(MISH4J_ELTWISE_SIGMOID, x), 1, 0.5F);
    return {network.eltwise(MISH4J_ELTWISE_MISH, x), network.eltwise(MISH4J_ELTWISE_EXP, x), squares,
            network.binary(MISH4J_BINARY_POW, near_one, network.constant({x.tensor.dims.back()})),
            network.select(network.constant({x.tensor.dims.back()}), x, squares)};
}

std::vector<Expected> softmax(Network& network, const Expected& x) {
    std::vector<Expected> results =
        for_each_axis(x, [&](std::size_t axis) { return network.softmax(axis_of(axis), x); });
    results.push_back(network.softmax(1, x, true));
    results.push_back(network.normalize(1, 1e-3F, x));
    return results;
}

std::vector<Expected> reductions(Network& network, const Expected& x) {
    std::vector<Expected> results = for_each_axis(x, [&](std::size_t axis) {
        return network.reduce(MISH4J_REDUCE_SUM, x, {static_cast<mish4j_int64>(axis)}, axis % 2 == 0);
    });
    results.push_back(network.reduce(MISH4J_REDUCE_MAX, x, {0, 2}, false));
    return results;
}

std::vector<Expected> joins(Network& network, const Expected& x) {
    return for_each_axis(x, [&](std::size_t axis) {
        Dims dims = x.tensor.dims;
        dims[axis] = 3;
        return network.concat(axis_of(axis), {x, network.input(dims), x});
    });
}

std::vector<Expected> parts(Network& network, const Expected& x) {
    return for_each_axis(x, [&](std::size_t axis) {
        Dims sizes = x.tensor.dims;
        Dims starts = zeros(x);
        Dims steps = ones(x);
        steps[axis] = 2;
        starts[axis] = sizes[axis] > 1 ? 1 : 0;
        sizes[axis] = (sizes[axis] - starts[axis] + 1) / 2;
        return network.slice(x, starts, sizes, steps);
    });
}

std::vector<Expected> places(Network& network, const Expected& x) {
    std::vector<Expected> results = for_each_axis(x, [&](std::size_t axis) {
        const mish4j_int64 last = x.tensor.dims[axis] - 1;
        return network.gather(axis_of(axis), {last, 0, last}, x);
    });
    for (const Expected& sum : for_each_axis(x, [&](std::size_t axis) {
             const mish4j_int64 last = x.tensor.dims[axis] - 1;
             return network.interpolate(axis_of(axis), 2, {0, last, last, 0}, {0.25F, 0.75F, 1, 0.5F}, x);
         })) {
        results.push_back(sum);
    }
    return results;
}

std::vector<Expected> windows(Network& network, const Expected& x) {
    const std::size_t spatial = x.tensor.dims.size() - 2;
    Windows padded = dense(spatial);
    padded.pads_begin.assign(spatial, 1);
    padded.pads_end.assign(spatial, 1);
    return {network.pooling(MISH4J_POOLING_MAX, x, Dims(spatial, 2), padded),
            network.pooling(MISH4J_POOLING_AVERAGE_EXCLUDE_PADDING, x, Dims(spatial, 3), padded),
            network.resize_nearest(x, Dims(spatial, 2))};
}

std::vector<Expected> convolutions(Network& network, const Expected& x) {
    const std::size_t spatial = x.tensor.dims.size() - 2;
    Dims weights(spatial + 2, 3);
    Windows padded = dense(spatial);
    padded.pads_begin.assign(spatial, 1);
    padded.pads_end.assign(spatial, 1);
    weights[0] = 16;
    weights[1] = x.tensor.dims[1];
    const Expected next = network.convolution(x, network.constant(weights), nullptr, 1, padded);
    std::swap(weights[0], weights[1]);
    const Expected previous =
        network.deconvolution(x, network.constant({weights}), nullptr, 1, padded, Dims(spatial, 0));
    return {next, previous};
}

// The value as the residual of a convolution, before an activation and after it.
std::vector<Expected> residuals(Network& network, const Expected& x) {
    Dims src = x.tensor.dims;
    const mish4j_int64 channels = src[1];
    src[1] = 3;
    const Expected before = network.append_add(convolution(network, src, channels), x);
    const Expected after = network.append_eltwise(convolution(network, src, channels), MISH4J_ELTWISE_MISH);
    return {network.append_eltwise(before, MISH4J_ELTWISE_MISH), network.append_add(after, x)};
}

std::vector<Expected> products(Network& network, const Expected& x) {
    const std::size_t rank = x.tensor.dims.size();
    Dims order(rank);
    std::iota(order.begin(), order.end(), 0);
    std::swap(order[rank - 2], order[rank - 1]);
    Dims weights(rank, 1);
    weights[rank - 2] = x.tensor.dims.back();
    weights[rank - 1] = 6;
    return {network.matmul(x, network.transpose(x, order), nullptr),
            network.matmul(x, network.constant(weights), nullptr)};
}

std::vector<Expected> views(Network& network, const Expected& x) {
    Dims order(x.tensor.dims.size());
    std::iota(order.begin(), order.end(), 1);
    order.back() = 0;
    const Dims flat = {x.tensor.dims[0], oracle::element_count(x.tensor.dims) / x.tensor.dims[0]};
    return {x, network.transpose(x, order), network.reshape(x, flat)};
}

std::vector<Expected> places_of_the_largest(Network& network, const Expected& x) {
    return for_each_axis(
        x, [&](std::size_t axis) { return network.arg_reduce(MISH4J_ARG_MAX, x, axis_of(axis), false, false); });
}

struct Precision {
    std::string name;
    mish4j_int64 option;
    double tolerance;

    friend std::ostream& operator<<(std::ostream& out, const Precision& precision) { return out << precision.name; }
};

bool is_supported(const Precision& precision) {
    OwnedDevice device;
    EXPECT_OK(mish4j_device_open(test_device().c_str(), device.out()));
    const std::string names = text_of([&](char* buffer, mish4j_int64 capacity, mish4j_int64* length) {
        return mish4j_device_get_text(device, MISH4J_DEVICE_PRECISIONS, buffer, capacity, length);
    });
    return (' ' + names + ' ').find(' ' + precision.name + ' ') != std::string::npos;
}

const Precision f32{"f32", MISH4J_PRECISION_F32, 1e-5};
const Precision bf16{"bf16", MISH4J_PRECISION_BF16, 3e-2};
const Precision f16{"f16", MISH4J_PRECISION_F16, 1e-2};

class LayoutTest : public AbiTest, public ::testing::WithParamInterface<std::tuple<Consumer, Precision>> {};

TEST_P(LayoutTest, BehindEveryValue) {
    const auto& [consumer, precision] = GetParam();
    if (!is_supported(precision)) GTEST_SKIP() << "this processor does not compute in " << precision.name;
    for (const Producer& producer : producers()) {
        Network network;
        const Expected x = producer.make(network);
        std::string outputs;
        int count = 0;
        for (const Rearrangement& rearrangement : rearrangements(x.tensor.dims.size())) {
            const std::vector<Expected> results = consumer.apply(network, rearrangement.apply(network, x));
            for (const Expected& result : results) network.output(result);
            outputs += "\n  from output " + std::to_string(count) + " on: " + rearrangement.name;
            count += static_cast<int>(results.size());
        }
        SCOPED_TRACE(producer.name + outputs);
        network.compile(test_device(), {MISH4J_OPTION_PRECISION, precision.option});
        network.check(precision.tolerance);
    }
}

std::vector<Consumer> consumers() {
    return {{"vectors", binary_with_vectors},
            {"tensors", binary_with_tensors},
            {"excite", excite},
            {"functions", functions},
            {"softmax", softmax},
            {"reductions", reductions},
            {"joins", joins},
            {"parts", parts},
            {"places", places},
            {"windows", windows},
            {"convolutions", convolutions},
            {"residuals", residuals},
            {"products", products},
            {"views", views}};
}

std::string name_of(const ::testing::TestParamInfo<std::tuple<Consumer, Precision>>& info) {
    return std::get<0>(info.param).name + "_" + std::get<1>(info.param).name;
}

INSTANTIATE_TEST_SUITE_P(Consumers, LayoutTest,
                         ::testing::Combine(::testing::ValuesIn(consumers()), ::testing::Values(f32, bf16, f16)),
                         name_of);
// Rounding may move the largest of nearly equal numbers.
INSTANTIATE_TEST_SUITE_P(Exact, LayoutTest,
                         ::testing::Combine(::testing::Values(Consumer{"largest", places_of_the_largest}),
                                            ::testing::Values(f32)),
                         name_of);

}  // namespace
}  // namespace mish4j::test
