// SPDX-License-Identifier: Apache-2.0
//
// Concatenations along the channels: what is joined is computed where it is to lie, and nothing is copied.
#include <algorithm>
#include <optional>
#include <string>

#include "instruction_set.hpp"
#include "network.hpp"

namespace mish4j::test {
namespace {

// Batches of one and of several images, for which slices are laid out differently.
class ConcatTest : public AbiTest, public ::testing::WithParamInterface<mish4j_int64> {
 protected:
    void SetUp() override {
        AbiTest::SetUp();
        network_.emplace();
    }

    void TearDown() override {
        network_.reset();
        AbiTest::TearDown();
    }

    static constexpr mish4j_int64 size = 6;

    static bool has_blocks() { return channel_block() > 0; }

    // Slices of several images take whole blocks; what ends within one is copied.
    static bool has_slices_of(mish4j_int64 channels) {
        return GetParam() == 1 || !has_blocks() || channels % channel_block() == 0;
    }

    Expected input(mish4j_int64 channels = 16) { return network_->input({GetParam(), channels, size, size}); }

    Expected convolution(const Expected& src, mish4j_int64 channels, mish4j_int64 kernel = 1, mish4j_int64 groups = 1) {
        const mish4j_int64 src_channels = src.tensor.dims[1];
        const mish4j_int64 pad = kernel / 2;
        const Expected bias = network_->constant({channels});
        return network_->convolution(src, network_->constant({channels, src_channels / groups, kernel, kernel}), &bias,
                                     groups, {{1, 1}, {1, 1}, {pad, pad}, {pad, pad}});
    }

    Expected pooling(const Expected& src, mish4j_int64 kernel) {
        const mish4j_int64 pad = kernel / 2;
        return network_->pooling(MISH4J_POOLING_MAX, src, {kernel, kernel}, {{1, 1}, {1, 1}, {pad, pad}, {pad, pad}});
    }

    // Compiles, compares with the oracle, and gives how many steps of a kind the plan has. The values that come in and
    // go out are in another layout, for which there are reorders of their own.
    std::ptrdiff_t check_and_count(const std::string& operation) {
        network_->check(tolerance);
        const std::vector<std::string> operations = network_->operations();
        return std::count(operations.begin(), operations.end(), operation);
    }

    // The number of copies besides those of the one input and the outputs.
    std::ptrdiff_t check_and_count_copies(std::ptrdiff_t outputs = 1) {
        return check_and_count("reorder") + check_and_count("concat") - 1 - outputs;
    }

    static constexpr double tolerance = 3e-6;  // of several convolutions, one after the other

    std::optional<Network> network_;
};

TEST_P(ConcatTest, OfConvolutions) {
    const Expected x = input();
    const Expected joined = network_->concat(1, {convolution(x, 32), convolution(x, 16, 3)});
    network_->output(convolution(joined, 24, 3));
    EXPECT_EQ(check_and_count_copies(), 0);
}

TEST_P(ConcatTest, WhoseLastSourceEndsWithinABlock) {
    const Expected x = input();
    const Expected joined = network_->concat(1, {convolution(x, 32), convolution(x, 19, 3)});
    network_->output(convolution(joined, 24, 3));
    EXPECT_EQ(check_and_count("concat") != 0, GetParam() != 1 || !has_blocks());
}

TEST_P(ConcatTest, OfConcats) {
    const Expected x = input();
    Expected joined = convolution(x, 32);
    for (int layer = 0; layer < 3; ++layer) {
        joined = network_->concat(1, {joined, convolution(convolution(joined, 64), 16, 3)});
    }
    network_->output(convolution(joined, 16));
    EXPECT_EQ(check_and_count_copies(), 0);
}

TEST_P(ConcatTest, OfPoolings) {
    const Expected x = convolution(input(), 16);
    network_->output(convolution(network_->concat(1, {pooling(x, 5), pooling(x, 3), x}), 16));
    // oneDNN pools slices of a single image only
    EXPECT_EQ(check_and_count_copies(), GetParam() == 1 || !has_blocks() ? 0 : 3);
}

TEST_P(ConcatTest, OfAnEnlargedImage) {
    const Expected x = convolution(input(), 16);
    const Expected small = network_->pooling(MISH4J_POOLING_MAX, x, {2, 2}, {{2, 2}, {1, 1}, {0, 0}, {0, 0}});
    network_->output(convolution(network_->concat(1, {x, network_->resize_nearest(small, {2, 2})}), 16));
    // With blocks, of what the pooling reads and writes
    EXPECT_EQ(check_and_count_copies(), GetParam() == 1 || !has_blocks() ? 0 : 2);
    EXPECT_EQ(check_and_count("resize_nearest"), 1);
}

TEST_P(ConcatTest, OfWhatIsReadElsewhereToo) {
    const Expected x = input();
    const Expected a = convolution(x, 16);
    const Expected b = convolution(x, 16);
    const Expected joined = network_->concat(1, {a, b});
    network_->output(convolution(joined, 16));
    network_->output(convolution(b, 16, 3));
    network_->output(convolution(a, 16, 3));
    EXPECT_EQ(check_and_count_copies(3), 0);
}

TEST_P(ConcatTest, OfElementwiseFunctions) {
    const Expected x = input();
    const Expected a = network_->eltwise(MISH4J_ELTWISE_TANH, convolution(x, 16));
    const Expected b = network_->binary(MISH4J_BINARY_MUL, convolution(x, 32), convolution(x, 32));
    network_->output(convolution(network_->concat(1, {a, b}), 16));
    network_->check(tolerance);
}

TEST_P(ConcatTest, OfAResidualBlock) {
    const Expected x = input();
    const Expected inner = convolution(x, 32);
    Expected block = network_->append_eltwise(convolution(inner, 32, 3), MISH4J_ELTWISE_MISH);
    block = network_->append_add(block, inner);
    network_->output(convolution(network_->concat(1, {convolution(x, 16), block}), 16));
    EXPECT_EQ(check_and_count("concat"), 0);
}

TEST_P(ConcatTest, OfTheSameValueTwice) {
    const Expected x = convolution(input(), 16);
    network_->output(convolution(network_->concat(1, {x, x}), 16));
    EXPECT_EQ(check_and_count_copies(), 1);
}

TEST_P(ConcatTest, OfOneValueInTwo) {
    const Expected x = input();
    const Expected a = convolution(x, 16);
    const Expected first = network_->concat(1, {convolution(x, 16), a});
    const Expected second = network_->concat(1, {a, convolution(x, 32)});
    network_->output(convolution(first, 16));
    network_->output(convolution(second, 16));
    EXPECT_EQ(check_and_count_copies(2), 1);
}

TEST_P(ConcatTest, OfAnInput) {
    const Expected x = input();
    network_->output(convolution(network_->concat(1, {convolution(x, 16), x}), 16));
    network_->check(tolerance);
}

TEST_P(ConcatTest, ThatIsAnOutputAlongWithItsSources) {
    const Expected x = input();
    const Expected a = convolution(x, 16);
    const Expected b = convolution(x, 24);
    network_->output(a);
    network_->output(network_->concat(1, {a, b}));
    network_->output(b);
    EXPECT_EQ(check_and_count_copies(3), has_slices_of(24) ? 0 : 1);
}

TEST_P(ConcatTest, OfWhatDoesNotFillBlocks) {
    const Expected x = input();
    network_->output(convolution(network_->concat(1, {convolution(x, 5), convolution(x, 12)}), 16));
    network_->check(tolerance);
}

TEST_P(ConcatTest, OfLines) {
    const Expected x = network_->input({GetParam(), 16, 9});
    const Expected a = network_->convolution(x, network_->constant({16, 16, 3}), nullptr, 1, {{1}, {1}, {1}, {1}});
    const Expected b = network_->convolution(x, network_->constant({32, 16, 1}), nullptr, 1, dense(1));
    const Expected joined = network_->concat(1, {a, b});
    network_->output(network_->convolution(joined, network_->constant({16, 48, 3}), nullptr, 1, dense(1)));
    network_->check(tolerance);
}

TEST_P(ConcatTest, OfVolumes) {
    const Expected x = network_->input({GetParam(), 16, 3, 4, 5});
    const Expected a = network_->convolution(x, network_->constant({16, 16, 1, 1, 1}), nullptr, 1, dense(3));
    const Expected b =
        network_->resize_nearest(network_->pooling(MISH4J_POOLING_MAX, a, {3, 2, 5}, dense(3)), {3, 2, 5});
    const Expected shorter = network_->slice(b, {0, 0, 0, 0, 0}, {GetParam(), 16, 3, 4, 5}, {1, 1, 1, 1, 1});
    const Expected joined = network_->concat(1, {a, shorter});
    network_->output(network_->convolution(joined, network_->constant({16, 32, 1, 1, 1}), nullptr, 1, dense(3)));
    network_->check(tolerance);
}

TEST_P(ConcatTest, SlicesOfChannelsAreViews) {
    const Expected x = convolution(input(), 64, 3);
    const Expected second = network_->slice(x, {0, 32, 0, 0}, {GetParam(), 32, size, size}, {1, 1, 1, 1});
    const Expected a = convolution(second, 32, 3);
    const Expected b = convolution(a, 32, 3);
    const Expected joined = network_->concat(1, {b, a});
    network_->output(convolution(network_->concat(1, {x, convolution(joined, 64)}), 16));
    EXPECT_EQ(check_and_count_copies(), 0);
}

TEST_P(ConcatTest, SlicesOfChannelsWithinBlocks) {
    const Expected x = convolution(input(), 40, 3);
    const Expected part = network_->slice(x, {0, 5, 0, 0}, {GetParam(), 17, size, size}, {1, 1, 1, 1});
    const Expected every = network_->slice(x, {0, 0, 0, 0}, {GetParam(), 20, size, size}, {1, 2, 1, 1});
    network_->output(convolution(part, 16));
    network_->output(convolution(every, 16, 3));
    network_->check(tolerance);
}

TEST_P(ConcatTest, ConvolutionsOfSmallGroups) {
    const Expected x = convolution(input(), 64);
    const Expected narrow = network_->append_eltwise(convolution(x, 64, 3, 32), MISH4J_ELTWISE_MISH);
    const Expected widening = convolution(narrow, 128, 3, 16);
    network_->output(convolution(widening, 16));
    EXPECT_EQ(check_and_count_copies(), 0);
}

INSTANTIATE_TEST_SUITE_P(Batches, ConcatTest, ::testing::Values(1, 3));

}  // namespace
}  // namespace mish4j::test
