// SPDX-License-Identifier: Apache-2.0
#include "onednn/algorithms/algorithm_comparison.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace mish4j::test {
namespace {

using namespace onednn;
using enum ConvolutionAlgorithm;

constexpr double ms = 1e-3;

Comparison comparison(double direct_time, double f2x2, std::int64_t f2x2_bytes, double f4x4, std::int64_t f4x4_bytes) {
    return {
        {{direct, direct_time * ms}, {winograd_f2x2, f2x2 * ms, f2x2_bytes}, {winograd_f4x4, f4x4 * ms, f4x4_bytes}},
        TimeSource::measurement};
}

AlgorithmChoice only_choice(const Comparison& comparison, std::int64_t memory = -1) {
    return choose_fastest({comparison}, memory).front();
}

std::vector<ConvolutionAlgorithm> chosen(const std::vector<Comparison>& comparisons, std::int64_t memory) {
    std::vector<ConvolutionAlgorithm> algorithms;
    for (const AlgorithmChoice& choice : choose_fastest(comparisons, memory)) algorithms.push_back(choice.algorithm);
    return algorithms;
}

TEST(AlgorithmComparisonTest, TakesTheFastestAndSaysWhy) {
    const AlgorithmChoice winograd = only_choice(comparison(4.1, 2.5, 16, 1.93, 36));
    EXPECT_EQ(winograd.algorithm, winograd_f4x4);
    EXPECT_EQ(winograd.reason, "measured 1.9 ms, direct 4.1 ms");

    Comparison estimated = comparison(12.3, 15, 16, 0.02, 36);
    estimated.source = TimeSource::estimate;
    EXPECT_EQ(only_choice(estimated).reason, "estimated 0.020 ms, direct 12 ms");

    const AlgorithmChoice slower = only_choice(comparison(0.5, 0.75, 16, 0.6, 36));
    EXPECT_EQ(slower.algorithm, direct);
    EXPECT_EQ(slower.reason, "measured 0.50 ms, winograd F(4x4,3x3) 0.60 ms");
}

TEST(AlgorithmComparisonTest, StaysWithDirectWhereTheDifferenceIsInDoubt) {
    Comparison close = comparison(100, 101, 1, 95, 1);
    EXPECT_EQ(only_choice(close).algorithm, winograd_f4x4);
    close.source = TimeSource::estimate;
    EXPECT_EQ(only_choice(close).algorithm, direct);
    EXPECT_EQ(only_choice(close).reason, "estimated 100 ms, winograd F(4x4,3x3) 95 ms, which is not 7% less");
    EXPECT_EQ(only_choice(comparison(100, 101, 1, 99, 1)).algorithm, direct);
    EXPECT_EQ(only_choice(comparison(100, 101, 1, 99, 1)).reason,
              "measured 100 ms, winograd F(4x4,3x3) 99 ms, which is not 3% less");
    EXPECT_EQ(chosen({comparison(100, 99, 1, 99, 1)}, 10), std::vector{direct});
}

TEST(AlgorithmComparisonTest, TrustsEstimatesOfActivationsMore) {
    EXPECT_EQ(only_choice({{{direct, 100 * ms}, {direct_own_activation, 97 * ms}}}).algorithm, direct_own_activation);
    EXPECT_EQ(only_choice({{{direct, 100 * ms}, {direct_own_activation, 99 * ms}}}).algorithm, direct);
}

TEST(AlgorithmComparisonTest, HasNoReasonWithoutAChoice) {
    const AlgorithmChoice choice = only_choice({{{direct, ms}}});
    EXPECT_EQ(choice.algorithm, direct);
    EXPECT_EQ(choice.reason, "");
}

TEST(AlgorithmComparisonTest, NamesWhatIsForbidden) {
    Comparison restricted{{{direct, 4 * ms}, {winograd_f2x2, 2 * ms}}};
    restricted.restriction = "accuracy is strict";
    EXPECT_EQ(only_choice(restricted).reason, "estimated 2.0 ms, direct 4.0 ms; accuracy is strict");
}

TEST(AlgorithmComparisonTest, SpendsMemoryWhereItGainsMost) {
    // Gains for a byte: of the first 2 / 16, then 1 / 20; of the second 5 / 16, then 1 / 20; of the third 1 / 16, never
    const std::vector<Comparison> comparisons{comparison(10, 8, 16, 7, 36), comparison(10, 5, 16, 4, 36),
                                              comparison(10, 9, 16, 11, 36)};
    struct Case {
        std::int64_t memory;
        std::vector<ConvolutionAlgorithm> expected;
    };
    for (const Case& c : {
             Case{0, {direct, direct, direct}},
             Case{15, {direct, direct, direct}},
             Case{16, {direct, winograd_f2x2, direct}},
             Case{32, {winograd_f2x2, winograd_f2x2, direct}},
             Case{48, {winograd_f2x2, winograd_f2x2, winograd_f2x2}},
             Case{68, {winograd_f4x4, winograd_f2x2, winograd_f2x2}},
             Case{88, {winograd_f4x4, winograd_f4x4, winograd_f2x2}},
             Case{std::numeric_limits<std::int64_t>::max(), {winograd_f4x4, winograd_f4x4, winograd_f2x2}},
             Case{-1, {winograd_f4x4, winograd_f4x4, winograd_f2x2}},
         }) {
        EXPECT_EQ(chosen(comparisons, c.memory), c.expected) << c.memory << " bytes";
    }
}

TEST(AlgorithmComparisonTest, NeverTakesMoreThanTheMemory) {
    std::vector<Comparison> comparisons;
    for (int i = 0; i < 20; ++i) {
        const std::int64_t bytes = 1000 + i * 377 % 900;
        comparisons.push_back(comparison(10 + i % 7, 6 + i % 3, 16 * bytes, 4 + i % 5, 36 * bytes));
    }
    for (std::int64_t memory = 0; memory < 900'000; memory += 31'337) {
        const std::vector<ConvolutionAlgorithm> algorithms = chosen(comparisons, memory);
        EXPECT_EQ(chosen(comparisons, memory), algorithms);
        std::int64_t bytes = 0;
        for (std::size_t i = 0; i < comparisons.size(); ++i) {
            for (const Candidate& candidate : comparisons[i].candidates) {
                if (candidate.algorithm == algorithms[i]) bytes += candidate.weight_bytes;
            }
        }
        EXPECT_LE(bytes, memory);
    }
}

TEST(AlgorithmComparisonTest, NamesTheMemoryThatIsMissing) {
    const Comparison large = comparison(4.1, 5, 16'777'216, 1.9, 37'748'736);
    EXPECT_EQ(only_choice(large, 12'000'000).reason,
              "measured 4.1 ms, winograd F(4x4,3x3) 1.9 ms; winograd F(4x4,3x3) needs 37.7 MB, 12.0 MB are left of "
              "winograd-memory");
    // What it has itself counts as left
    EXPECT_EQ(only_choice(comparison(4, 3, 16'000'000, 2, 36'000'000), 20'000'000).reason,
              "measured 3.0 ms, direct 4.0 ms; winograd F(4x4,3x3) needs 36.0 MB, 20.0 MB are left of "
              "winograd-memory");
}

TEST(AlgorithmComparisonTest, TakesWhatCostsNoMemoryInAnyCase) {
    Comparison with_own = comparison(10, 6, 16, 4, 36);
    with_own.candidates.insert(with_own.candidates.begin() + 1, {direct_own_activation, 8 * ms});
    EXPECT_EQ(only_choice(with_own, 0).algorithm, direct_own_activation);
    EXPECT_EQ(only_choice(with_own, 20).algorithm, winograd_f2x2);
}

TEST(ForcedAlgorithmTest, IsTakenWhereItCanBeAndAsLongAsTheMemoryLasts) {
    const std::vector<Comparison> comparisons{
        comparison(1, 9, 16, 9, 36), {{{direct, ms}}}, comparison(1, 9, 16, 9, 36), comparison(1, 9, 16, 9, 30)};
    const auto names = [&](ConvolutionAlgorithm algorithm, std::int64_t memory) {
        std::vector<ConvolutionAlgorithm> algorithms;
        for (const AlgorithmChoice& choice : choose_forced(comparisons, algorithm, memory))
            algorithms.push_back(choice.algorithm);
        return algorithms;
    };
    EXPECT_EQ(names(winograd_f4x4, -1), (std::vector{winograd_f4x4, direct, winograd_f4x4, winograd_f4x4}));
    EXPECT_EQ(names(winograd_f2x2, 32), (std::vector{winograd_f2x2, direct, winograd_f2x2, direct}));
    EXPECT_EQ(names(winograd_f4x4, 70), (std::vector{winograd_f4x4, direct, direct, winograd_f4x4}));
    EXPECT_EQ(names(direct, 0), (std::vector{direct, direct, direct, direct}));

    const std::vector<AlgorithmChoice> choices = choose_forced(comparisons, winograd_f4x4, 70);
    EXPECT_EQ(choices[0].reason, "the option algorithm says so");
    EXPECT_EQ(choices[1].reason, "");
    EXPECT_EQ(choices[2].reason, "winograd F(4x4,3x3) needs 0.0 MB, 0.0 MB are left of winograd-memory");
}

}  // namespace
}  // namespace mish4j::test
