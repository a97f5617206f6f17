// SPDX-License-Identifier: Apache-2.0
//
// What the cases of one primitive, type and instruction set gave.
#pragma once

#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <utility>

namespace mish4j::sweep {

struct RunningCase {
    std::int64_t number = -1;
    std::string kernel;
    std::string description;
};

class Tally {
 public:
    // word: a verdict, or how the process ended.
    void add(const RunningCase& running, const std::string& word);

    bool has_failures() const { return !failures_.empty(); }

    // One line of the summary: the number of cases by verdict.
    void print_counts(std::ostream& out) const;

    // For each kind of failure and kernel: how many, and the case of the shortest description and its number.
    void print_failures(std::ostream& out, const std::string& title) const;

 private:
    struct Failure {
        std::int64_t count = 0;
        RunningCase smallest;
    };

    std::map<std::string, std::int64_t> counts_;
    std::map<std::pair<std::string, std::string>, Failure> failures_;  // by verdict and kernel
};

}  // namespace mish4j::sweep
