// SPDX-License-Identifier: Apache-2.0
#include "algorithm_comparison.hpp"

#include <cstdio>
#include <limits>
#include <utility>

#include "base/text.hpp"

namespace mish4j::onednn {

namespace {

// By how much of direct's time another algorithm must be faster. What an activation of its own saves is estimated more
// exactly than the rest, which is the same with it and without.
double least_gain(TimeSource source, ConvolutionAlgorithm algorithm) {
    if (source == TimeSource::measurement) return 0.03;
    return algorithm == ConvolutionAlgorithm::direct_own_activation ? 0.02 : 0.07;
}

std::string fixed(double number, int decimals) {
    char digits[64];
    std::snprintf(digits, sizeof digits, "%.*f", decimals, number);
    return digits;
}

std::string shortage_text(const Candidate& candidate, std::int64_t bytes_left) {
    return text(name_of(candidate.algorithm), " needs ", megabytes_text(candidate.weight_bytes), ", ",
                megabytes_text(bytes_left), " are left of winograd-memory");
}

std::int64_t bytes_allowed(std::int64_t winograd_memory) {
    return winograd_memory < 0 ? std::numeric_limits<std::int64_t>::max() : winograd_memory;
}

// A comparison while memory for weights is given out.
class PendingChoice {
 public:
    explicit PendingChoice(const Comparison& comparison) : comparison_(comparison) {
        const std::vector<Candidate>& candidates = comparison.candidates;
        for (std::size_t i = 1; i < candidates.size(); ++i) {
            if (may_take(i) && candidates[i].seconds < wanted().seconds) wanted_ = i;
        }
    }

    // Whether an algorithm beats direct beyond doubt.
    bool may_take(std::size_t index) const {
        const std::vector<Candidate>& candidates = comparison_.candidates;
        const double gain = least_gain(comparison_.source, candidates[index].algorithm);
        return candidates[index].seconds <= candidates.front().seconds * (1 - gain);
    }

    const Candidate& taken() const { return comparison_.candidates[taken_]; }
    const Candidate& wanted() const { return comparison_.candidates[wanted_]; }
    bool has_what_it_wants() const { return wanted_ == taken_; }

    void take(std::size_t index) { taken_ = index; }

    AlgorithmChoice choice(std::int64_t bytes_left) const {
        if (comparison_.candidates.size() == 1) return {taken().algorithm, {}};
        std::string reason = comparison_.source == TimeSource::estimate ? "estimated " : "measured ";
        reason += time_text(taken().seconds);
        if (taken_ != 0) {
            reason += text(", direct ", time_text(comparison_.candidates.front().seconds));
        } else {
            const Candidate& rival = fastest_rival();
            reason += text(", ", name_of(rival.algorithm), " ", time_text(rival.seconds));
            if (has_what_it_wants() && rival.seconds < taken().seconds) {
                reason +=
                    text(", which is not ", fixed(100 * least_gain(comparison_.source, rival.algorithm), 0), "% less");
            }
        }
        if (!has_what_it_wants()) {
            reason += text("; ", shortage_text(wanted(), bytes_left + taken().weight_bytes));
        }
        if (!comparison_.restriction.empty()) reason += text("; ", comparison_.restriction);
        return {taken().algorithm, reason};
    }

    const std::vector<Candidate>& candidates() const { return comparison_.candidates; }

 private:
    const Candidate& fastest_rival() const {
        std::size_t fastest = 1;
        for (std::size_t i = 2; i < comparison_.candidates.size(); ++i) {
            if (comparison_.candidates[i].seconds < comparison_.candidates[fastest].seconds) fastest = i;
        }
        return comparison_.candidates[fastest];
    }

    const Comparison& comparison_;
    std::size_t taken_ = 0;
    std::size_t wanted_ = 0;
};

// Gives the memory to what saves most time for its bytes, step by step; gives the bytes that are left.
std::int64_t spend(std::vector<PendingChoice>& pending_choices, std::int64_t bytes) {
    while (true) {
        PendingChoice* best = nullptr;
        std::size_t best_index = 0;
        double best_rate = 0;
        for (PendingChoice& pending : pending_choices) {
            for (std::size_t i = 1; i < pending.candidates().size(); ++i) {
                const Candidate& candidate = pending.candidates()[i];
                const std::int64_t more = candidate.weight_bytes - pending.taken().weight_bytes;
                const double gain = pending.taken().seconds - candidate.seconds;
                if (more > bytes || gain <= 0 || !pending.may_take(i)) continue;
                const double rate = more > 0 ? gain / static_cast<double>(more) : std::numeric_limits<double>::max();
                if (rate <= best_rate) continue;
                best = &pending;
                best_index = i;
                best_rate = rate;
            }
        }
        if (best == nullptr) return bytes;
        bytes -= best->candidates()[best_index].weight_bytes - best->taken().weight_bytes;
        best->take(best_index);
    }
}

}  // namespace

std::vector<AlgorithmChoice> choose_fastest(const std::vector<Comparison>& comparisons, std::int64_t winograd_memory) {
    std::vector<PendingChoice> pending_choices(comparisons.begin(), comparisons.end());
    const std::int64_t left = spend(pending_choices, bytes_allowed(winograd_memory));
    std::vector<AlgorithmChoice> choices;
    for (const PendingChoice& pending : pending_choices) choices.push_back(pending.choice(left));
    return choices;
}

std::vector<AlgorithmChoice> choose_forced(const std::vector<Comparison>& comparisons, ConvolutionAlgorithm algorithm,
                                           std::int64_t winograd_memory) {
    std::int64_t left = bytes_allowed(winograd_memory);
    std::vector<AlgorithmChoice> choices;
    for (const Comparison& comparison : comparisons) {
        AlgorithmChoice choice;
        if (comparison.candidates.size() > 1) choice.reason = "the option algorithm says so";
        for (const Candidate& candidate : comparison.candidates) {
            if (candidate.algorithm != algorithm) continue;
            if (candidate.weight_bytes > left) {
                choice.reason = shortage_text(candidate, left);
                continue;
            }
            left -= candidate.weight_bytes;
            choice.algorithm = algorithm;
        }
        choices.push_back(std::move(choice));
    }
    return choices;
}

std::string time_text(double seconds) {
    const double milliseconds = seconds * 1e3;
    const int decimals = milliseconds >= 10 ? 0 : milliseconds >= 1 ? 1 : milliseconds >= 0.1 ? 2 : 3;
    return fixed(milliseconds, decimals) + " ms";
}

std::string megabytes_text(std::int64_t bytes) { return fixed(static_cast<double>(bytes) / 1e6, 1) + " MB"; }

}  // namespace mish4j::onednn
