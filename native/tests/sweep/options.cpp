// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <cstdlib>
#include <iostream>
#include <sstream>

#include "case.hpp"

namespace mish4j::sweep {

namespace {

constexpr const char* usage =
    "usage: mish4j_onednn_sweep [--primitive NAME,...] [--type TYPE,...] [--isa ISA,...] [--count N] [--seed S]\n"
    "                           [--first NUMBER] [--known-defects]\n";

[[noreturn]] void fail(const std::string& reason) {
    std::cerr << reason << '\n' << usage;
    std::exit(2);
}

std::vector<std::string> parts_of(const std::string& list) {
    std::vector<std::string> parts;
    std::istringstream stream(list);
    for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
    return parts;
}

std::int64_t number_of(const std::string& option, const std::string& text) {
    std::size_t end = 0;
    try {
        const std::int64_t number = std::stoll(text, &end);
        if (end == text.size() && number >= 0) return number;
    } catch (const std::exception&) {
    }
    fail(option + " is '" + text + "', expected a number that is not negative");
}

}  // namespace

Options parse_options(int count, char** arguments) {
    Options options{primitive_names(), {"f32", "bf16", "f16", "u8", "s8"}, {"DEFAULT"}};
    for (int i = 1; i < count; ++i) {
        const std::string option = arguments[i];
        if (option == "--known-defects") {
            options.known_defects = true;
        } else if (option == "--child") {
            options.child = true;
        } else if (i + 1 == count) {
            fail(option + " is unknown, or its value is missing");
        } else if (const std::string value = arguments[++i]; option == "--primitive") {
            options.primitives = parts_of(value);
        } else if (option == "--type") {
            options.types = parts_of(value);
        } else if (option == "--isa") {
            options.isas = parts_of(value);
        } else if (option == "--count") {
            options.count = number_of(option, value);
        } else if (option == "--seed") {
            options.seed = static_cast<std::uint64_t>(number_of(option, value));
        } else if (option == "--first") {
            options.first = number_of(option, value);
        } else {
            fail(option + " is unknown");
        }
    }
    for (const std::string& primitive : options.primitives) {
        if (find_primitive(primitive) == nullptr) fail("--primitive " + primitive + " is unknown");
    }
    return options;
}

}  // namespace mish4j::sweep
