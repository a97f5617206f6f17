// SPDX-License-Identifier: Apache-2.0
#include "report.hpp"

#include <iomanip>
#include <sstream>

#include "base/text.hpp"

namespace mish4j::bench {

namespace {

std::string driver_text(int version) { return text("CUDA ", version / 1000, ".", version % 1000 / 10); }

std::string fixed(double number, int digits) {
    std::ostringstream out;
    out << std::fixed << std::setprecision(digits) << number;
    return out.str();
}

std::string table_of(const Result& result) {
    return text(result.network, ", batch ", result.batch, ", ", result.arithmetic);
}

struct Sums {
    double fused = 0;
    double unfused = 0;
    double alone = 0;
};

void write_row(std::ostream& out, const std::string& name, std::int64_t count, const Sums& times,
               const std::string& plan) {
    out << "| " << name << " | " << count << " | " << fixed(times.alone, 2) << " | " << fixed(times.fused, 2) << " | "
        << fixed(times.unfused, 2) << " | " << fixed(times.fused / times.alone, 3) << " | "
        << fixed(times.unfused / times.fused, 3) << " | " << plan << " |\n";
}

void write_table(std::ostream& out, const std::vector<const Result*>& rows) {
    out << "\n## " << table_of(*rows.front()) << "\n\n"
        << "| convolution | times | alone, µs | with Mish, µs | then Mish, µs | with Mish / alone | then Mish / with "
           "Mish "
           "| plan with Mish |\n"
        << "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n";
    Sums sums;
    std::int64_t count = 0;
    for (const Result* row : rows) {
        const LayerTimes& times = row->times;
        if (!times.omission.empty()) {
            out << "| " << describe(row->layer) << " | " << row->layer.count << " | | | | | | " << times.omission
                << " |\n";
            continue;
        }
        write_row(out, describe(row->layer), row->layer.count, {times.fused, times.unfused, times.alone},
                  times.fused_plan);
        const auto weight = static_cast<double>(row->layer.count);
        sums.fused += weight * times.fused;
        sums.unfused += weight * times.unfused;
        sums.alone += weight * times.alone;
        count += row->layer.count;
    }
    if (count != 0) write_row(out, "all of these", count, sums, "");
}

}  // namespace

void write_json(std::ostream& out, const Machine& machine, const std::vector<Result>& results) {
    out << "{\n  \"gpu\": \"" << machine.gpu.name << "\",\n  \"compute\": \"" << machine.gpu.compute_major << "."
        << machine.gpu.compute_minor << "\",\n  \"multiprocessors\": " << machine.gpu.multiprocessors
        << ",\n  \"driver\": \"" << driver_text(machine.driver_version) << "\",\n  \"cudnn\": \"" << machine.cudnn
        << "\",\n  \"layers\": [";
    const char* separator = "\n";
    for (const Result& result : results) {
        const LayerTimes& times = result.times;
        out << separator << "    {\"network\": \"" << result.network << "\", \"convolution\": \""
            << describe(result.layer) << "\", \"count\": " << result.layer.count << ", \"batch\": " << result.batch
            << ", \"arithmetic\": \"" << result.arithmetic << "\", ";
        if (times.omission.empty()) {
            out << "\"alone_us\": " << fixed(times.alone, 3) << ", \"fused_us\": " << fixed(times.fused, 3)
                << ", \"unfused_us\": " << fixed(times.unfused, 3) << ", \"difference\": " << times.difference
                << ", \"alone_plan\": \"" << times.alone_plan << "\", \"fused_plan\": \"" << times.fused_plan << "\"}";
        } else {
            out << "\"omission\": \"" << times.omission << "\"}";
        }
        separator = ",\n";
    }
    out << "\n  ]\n}\n";
}

void write_markdown(std::ostream& out, const Machine& machine, const std::vector<Result>& results) {
    out << "# Convolutions with bias and Mish on " << machine.gpu.name << "\n\n"
        << machine.cudnn << ", driver for " << driver_text(machine.driver_version) << ", compute capability "
        << machine.gpu.compute_major << "." << machine.gpu.compute_minor << ", " << machine.gpu.multiprocessors
        << " multiprocessors. Medians; the caches are warm. Alone: the fastest plan for convolution and bias. With "
           "Mish: the "
           "fastest one that is one kernel with Mish. Then Mish: the plan of alone, then a kernel for Mish.\n";
    std::vector<const Result*> rows;
    for (const Result& result : results) {
        if (!rows.empty() && table_of(*rows.front()) != table_of(result)) {
            write_table(out, rows);
            rows.clear();
        }
        rows.push_back(&result);
    }
    if (!rows.empty()) write_table(out, rows);
}

}  // namespace mish4j::bench
