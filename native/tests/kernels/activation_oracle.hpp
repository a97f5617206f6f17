// SPDX-License-Identifier: Apache-2.0
//
// The functions that activate() computes, in double, by formulas other than the kernels'.
#pragma once

#include <string>
#include <vector>

#include "program/program.hpp"

namespace mish4j::kernels::test {

struct Exact {
    double result;
    double magnitude;  // that the relative error refers to: the result's, or, where the function cancels, that of its
                       // terms
};

// At numbers; what is infinite or NaN is not for formulas.
Exact exact(const Eltwise& function, double x);

// Every kind, with parameters that lead to different code.
std::vector<Eltwise> functions();

// "swish_0.5_0": for the names of tests
std::string name_of_test(const Eltwise& function);

}  // namespace mish4j::kernels::test
