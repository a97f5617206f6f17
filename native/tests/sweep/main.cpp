// SPDX-License-Identifier: Apache-2.0
//
// Compares oneDNN's kernels with plain loops, on random cases in child processes: see README.md.
#include <exception>
#include <iostream>

#include "child.hpp"
#include "options.hpp"
#include "parent.hpp"

int main(int count, char** arguments) {
    using namespace mish4j::sweep;
    const Options options = parse_options(count, arguments);
    try {
        return options.child ? run_child(options) : run_parent(options);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
