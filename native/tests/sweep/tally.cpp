// SPDX-License-Identifier: Apache-2.0
#include "tally.hpp"

#include <cctype>

namespace mish4j::sweep {

namespace {

bool is_failure(const std::string& word) {
    return word != "right" && word != "guarded" && word != "reference" && word != "no kernel";
}

// The product of all sizes in a description, as a measure of the case.
double size_of(const std::string& description) {
    double size = 1;
    for (std::size_t i = 0; i < description.size(); ++i) {
        if (std::isdigit(static_cast<unsigned char>(description[i])) == 0) continue;
        std::size_t length = 0;
        const double number = std::stod(description.substr(i), &length);
        if (number > 1) size *= number;
        i += length;
    }
    return size;
}

}  // namespace

void Tally::add(const RunningCase& running, const std::string& word) {
    ++counts_[word];
    if (!is_failure(word)) return;
    Failure& failure = failures_[{word, running.kernel}];
    if (failure.count++ == 0 || size_of(running.description) < size_of(failure.smallest.description)) {
        failure.smallest = running;
    }
}

void Tally::print_counts(std::ostream& out) const {
    const char* separator = "";
    for (const auto& [word, count] : counts_) {
        out << separator << count << ' ' << word;
        separator = ", ";
    }
    out << '\n';
}

void Tally::print_failures(std::ostream& out, const std::string& title) const {
    for (const auto& [kind, failure] : failures_) {
        out << title << ": " << failure.count << " times " << kind.first << " by " << kind.second << "; case "
            << failure.smallest.number << ':' << failure.smallest.description << '\n';
    }
}

}  // namespace mish4j::sweep
