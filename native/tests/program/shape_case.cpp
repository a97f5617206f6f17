// SPDX-License-Identifier: Apache-2.0
#include "shape_case.hpp"

#include <sstream>
#include <stdexcept>

#include "shapes_text.hpp"

namespace mish4j::test {

namespace {

std::string strip(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(' ');
    return begin == std::string::npos ? std::string{} : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// Empty parts too; none of an empty text.
std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    if (text.empty()) return parts;
    std::istringstream stream(text + separator);
    for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
    return parts;
}

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> words;
    std::istringstream stream(text);
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

mish4j_int64 to_number(const std::string& text) {
    std::size_t end = 0;
    const mish4j_int64 number = std::stoll(text, &end);
    if (end != text.size()) throw std::invalid_argument("'" + text + "' is no whole number");
    return number;
}

Dims to_dims(const std::string& shape) {
    Dims dims;
    if (shape == "()") return dims;
    for (const std::string& dim : split(shape, 'x')) dims.push_back(to_number(dim));
    return dims;
}

ShapeCase parse(const std::string& line) {
    const std::vector<std::string> columns = split(line, '|');
    if (columns.size() != 4) throw std::invalid_argument("expected 4 columns");
    ShapeCase shape_case;
    shape_case.operation = strip(columns[0]);
    for (const std::string& attribute : words(columns[1])) {
        const std::size_t equals = attribute.find('=');
        if (equals == std::string::npos ||
            !shape_case.attributes.emplace(attribute.substr(0, equals), attribute.substr(equals + 1)).second) {
            throw std::invalid_argument("'" + attribute + "' is no new attribute");
        }
    }
    for (const std::string& input : words(columns[2])) shape_case.inputs.push_back(to_dims(input));
    const std::string outcome = strip(columns[3]);
    shape_case.refused = outcome.rfind("! ", 0) == 0;
    if (shape_case.refused) {
        shape_case.message = strip(outcome.substr(2));
    } else if (outcome.rfind("= ", 0) == 0) {
        shape_case.shape = to_dims(strip(outcome.substr(2)));
    } else {
        throw std::invalid_argument("'" + outcome + "' begins with neither = nor !");
    }
    return shape_case;
}

}  // namespace

const std::string& ShapeCase::text(const std::string& name) const {
    const auto found = attributes.find(name);
    if (found == attributes.end()) throw std::invalid_argument(operation + " has no " + name);
    return found->second;
}

Dims ShapeCase::numbers(const std::string& name, std::size_t count, mish4j_int64 by_default) const {
    return attributes.count(name) != 0 ? numbers(name) : Dims(count, by_default);
}

Dims ShapeCase::numbers(const std::string& name) const {
    Dims numbers;
    for (const std::string& number : split(text(name), ',')) numbers.push_back(to_number(number));
    return numbers;
}

std::vector<float> ShapeCase::floats(const std::string& name) const {
    std::vector<float> floats;
    for (const std::string& number : split(text(name), ',')) floats.push_back(std::stof(number));
    return floats;
}

mish4j_int64 ShapeCase::number(const std::string& name) const { return to_number(text(name)); }

Dims ShapeCase::dims(const std::string& name) const { return to_dims(text(name)); }

std::vector<ShapeCase> read_shape_cases() {
    std::vector<ShapeCase> cases;
    std::istringstream stream(shapes_text);
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        if (strip(line).empty() || line.front() == '#') continue;
        try {
            cases.push_back(parse(line));
        } catch (const std::exception& e) {
            throw std::invalid_argument("shapes.txt:" + std::to_string(number) + ": " + e.what());
        }
        cases.back().line = number;
    }
    return cases;
}

}  // namespace mish4j::test
