// SPDX-License-Identifier: Apache-2.0
//
// A random case of a primitive: what it is made of, and how it is run and compared.
#pragma once

#include <functional>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <vector>

#include "values.hpp"

namespace mish4j::sweep {

enum class Verdict {
    right,
    wrong,             // a value is none that the plain loops allow
    wrote_outside,     // bytes around a tensor or the scratchpad were changed
    padding_not_zero,  // what fills up the last blocks of the result isn't 0
    guarded,           // mish4j knows the kernel to be defective here, and does not take it
    reference,         // only a reference kernel, which mish4j does not take
    no_kernel,
};

class Case {
 public:
    // Called with the kernel and the words that describe the case before anything is executed.
    using Announce = std::function<void(const std::string& kernel, const std::string& description)>;

    Case(Random random, DataType type, bool known_defects, Announce announce)
        : random_(random), type_(type), known_defects_(known_defects), announce_(std::move(announce)) {}

    Random& random() { return random_; }
    DataType type() const { return type_; }
    const dnnl::engine& engine() const { return engine_; }

    // Whether to run what mish4j guards against, too.
    bool known_defects() const { return known_defects_; }

    // For every primitive: the scratchpad is the caller's, as in mish4j.
    static dnnl::primitive_attr attributes();

    // The layouts that mish4j uses, for a tensor of these dimensions; `any` only where it is allowed. Rank 3 to 5:
    // plain, channels last, blocks of 8 or 16 channels; others plain.
    Desc random_layout(const Dims& dims, DataType type, bool any);

    void announce(const std::string& kernel, const std::string& description) const { announce_(kernel, description); }

 private:
    Random random_;
    DataType type_;
    bool known_defects_;
    Announce announce_;
    dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
};

// An argument of a primitive.
struct Input {
    int key;
    Desc desc;  // as the primitive wants it
    Values values;
    // From a plain tensor by a reorder: for weights, whose layouts hold more than their elements.
    bool by_reorder = false;
};

// What plain loops give for each element, and how far from it a right result may be, but for the rounding to its type.
struct Expected {
    Values values;
    std::vector<double> tolerances;
};

// Runs the primitive and compares. before: what the result's memory holds before, for the post-op sum; or null.
Verdict run(Case& c, const dnnl::primitive_desc_base& primitive_desc, const std::vector<Input>& inputs, const Desc& dst,
            const Values* before, const Expected& expected, const std::string& description);

// "src 1x3x4x4 nchw f32", with "any" where the layout is left to the primitive.
std::string describe(const char* name, const Desc& desc);

// " strides 2x2"
std::string describe(const char* name, const Dims& numbers);

using RandomCase = Verdict (*)(Case& c);

// The case of the primitive of that name; null where there is none.
RandomCase find_primitive(const std::string& name);

std::vector<std::string> primitive_names();

}  // namespace mish4j::sweep
