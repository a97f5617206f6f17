// SPDX-License-Identifier: Apache-2.0
#include "compile_options.hpp"

#include <limits>
#include <set>

#include "arguments.hpp"

namespace mish4j {

namespace {

constexpr std::int64_t max_threads = 1024;

std::int64_t checked(std::string_view option, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value < least || value > most) {
        fail_argument("option ", option, " is ", value, ", expected ", least, " to ", most);
    }
    return value;
}

}  // namespace

CompileOptions read_compile_options(std::int32_t count, const mish4j_int64* pairs) {
    if (count < 0) fail_argument("option_count is ", count, ", expected 0 or more");
    if (count > 0) require(pairs, "options");
    CompileOptions options;
    std::set<std::int64_t> seen;
    for (std::int32_t i = 0; i < count; ++i) {
        const std::int64_t key = pairs[2 * std::int64_t{i}];
        if (!seen.insert(key).second) fail_argument("option key ", key, " is given more than once");
        const std::int64_t value = pairs[2 * std::int64_t{i} + 1];
        switch (key) {
            case MISH4J_OPTION_THREADS:
                options.threads = static_cast<int>(checked("threads", value, 0, max_threads));
                break;
            case MISH4J_OPTION_PRECISION:
                options.precision =
                    static_cast<Precision>(checked("precision", value, MISH4J_PRECISION_F32, MISH4J_PRECISION_F16));
                break;
            case MISH4J_OPTION_FAST_MATH:
                options.fast_math = checked("fast math", value, 0, 1) == 1;
                break;
            case MISH4J_OPTION_TUNE:
                options.tune = static_cast<Tune>(checked("tune", value, MISH4J_TUNE_OFF, MISH4J_TUNE_FULL));
                break;
            case MISH4J_OPTION_RECORD:
                options.record = checked("record", value, 0, 1) == 1;
                break;
            case MISH4J_OPTION_ALGORITHM:
                options.algorithm = static_cast<Algorithm>(
                    checked("algorithm", value, MISH4J_ALGORITHM_AUTO, MISH4J_ALGORITHM_WINOGRAD_F4X4));
                break;
            case MISH4J_OPTION_ACCURACY:
                options.accuracy =
                    static_cast<Accuracy>(checked("accuracy", value, MISH4J_ACCURACY_STANDARD, MISH4J_ACCURACY_STRICT));
                break;
            case MISH4J_OPTION_WINOGRAD_MEMORY:
                options.winograd_memory =
                    checked("winograd memory", value, -1, std::numeric_limits<std::int64_t>::max());
                break;
            default:
                fail_argument("option key ", key, " is unknown, expected one of MISH4J_OPTION_*");
        }
    }
    if (options.algorithm == Algorithm::winograd_f4x4 && options.accuracy == Accuracy::strict) {
        fail_argument("option accuracy is strict, which forbids the option algorithm's F(4x4, 3x3)");
    }
    return options;
}

}  // namespace mish4j
