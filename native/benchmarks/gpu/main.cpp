// SPDX-License-Identifier: Apache-2.0
//
// Convolutions with bias and Mish on a GPU: as one kernel, as two, and the convolution alone.
//
//     mish4j_gpu_layers [--networks=NAME,...] [--batches=N,...] [--arithmetics=NAME,...] [--candidates=N] [--samples=N]
//     FOLDER
//
// Measures the distinct layers of the networks (yolov4-416,resnet50-224) at each batch (1) in each arithmetic
// (f16,bf16,tf32,f32): the median of so many samples (31), of the fastest of cuDNN's first candidates (4), each of
// which it compiles for about a second. Writes gpu-layers.json and gpu-layers.md into the folder, again after each
// table.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/status.hpp"
#include "base/text.hpp"
#include "cudnn/engines/library/cudnn_library.hpp"
#include "layer_benchmark.hpp"
#include "layers.hpp"
#include "report.hpp"

namespace {

using namespace mish4j;
using namespace mish4j::bench;

constexpr std::array arithmetics = {
    Arithmetic{"f16", ElementType::f16, false, 1e-2},
    Arithmetic{"bf16", ElementType::bf16, false, 3e-2},
    Arithmetic{"tf32", ElementType::f32, true, 5e-3},
    Arithmetic{"f32", ElementType::f32, false, 1e-5},
};

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts;
    std::istringstream in(list);
    for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
    return parts;
}

const auto& find(const auto& all, const std::string& name, const char* what) {
    std::string names;
    for (const auto& one : all) {
        if (one.name == name) return one;
        names += text(names.empty() ? "" : ", ", one.name);
    }
    throw Error(MISH4J_NOT_FOUND, text("there is no ", what, " '", name, "', only: ", names));
}

std::int64_t positive(const std::string& number, const char* what) {
    char* end = nullptr;
    const long long value = std::strtoll(number.c_str(), &end, 10);
    if (value <= 0 || *end != '\0')
        throw Error(MISH4J_INVALID_ARGUMENT, text(what, " is '", number, "', expected a positive number"));
    return value;
}

template <class Search>
const auto& found_or_throw(const Search& search, const auto* found) {
    if (found == nullptr) throw Error(MISH4J_NOT_FOUND, search.reason);
    return *found;
}

struct Options {
    std::filesystem::path folder;
    std::vector<std::string> networks = {"yolov4-416", "resnet50-224"};
    std::vector<std::string> batches = {"1"};
    std::vector<std::string> arithmetics = {"f16", "bf16", "tf32", "f32"};
    int candidates = 4;
    int samples = 31;
};

Options parse(const std::vector<std::string>& arguments) {
    Options options;
    for (const std::string& argument : arguments) {
        const std::size_t end = argument.find('=');
        const std::string name = argument.substr(0, end);
        const std::string value = end == std::string::npos ? "" : argument.substr(end + 1);
        if (name == "--networks") {
            options.networks = split(value);
        } else if (name == "--batches") {
            options.batches = split(value);
        } else if (name == "--arithmetics") {
            options.arithmetics = split(value);
        } else if (name == "--candidates") {
            options.candidates = static_cast<int>(positive(value, "the number of candidates"));
        } else if (name == "--samples") {
            options.samples = static_cast<int>(positive(value, "the number of samples"));
        } else if (name.starts_with("-")) {
            throw Error(MISH4J_INVALID_ARGUMENT, text("there is no option ", name));
        } else if (options.folder.empty()) {
            options.folder = argument;
        } else {
            throw Error(MISH4J_INVALID_ARGUMENT, text("one folder is expected, found '", argument, "' too"));
        }
    }
    if (options.folder.empty()) throw Error(MISH4J_INVALID_ARGUMENT, "no folder is named for the results");
    return options;
}

void write(const std::filesystem::path& folder, const Machine& machine, const std::vector<Result>& results) {
    std::ofstream json(folder / "gpu-layers.json");
    write_json(json, machine, results);
    std::ofstream markdown(folder / "gpu-layers.md");
    write_markdown(markdown, machine, results);
    if (!json.flush() || !markdown.flush())
        throw Error(MISH4J_INTERNAL_ERROR, text("the results cannot be written into ", folder.string()));
}

void measure_layer(LayerBenchmark& benchmark, const Arithmetic& arithmetic, Result& result) {
    try {
        result.times = benchmark.measure(result.layer, result.batch, arithmetic);
    } catch (const Error& error) {
        if (error.status() == MISH4J_BACKEND_FAILURE) throw;
        result.times.omission = error.what();
    }
    const LayerTimes& times = result.times;
    std::printf("%s, batch %lld, %s, %s: alone %.2f, with Mish %.2f, then Mish %.2f us %s\n", result.network.c_str(),
                static_cast<long long>(result.batch), result.arithmetic.c_str(), describe(result.layer).c_str(),
                times.alone, times.fused, times.unfused, times.omission.c_str());
    std::fflush(stdout);
}

void run(const Options& options) {
    const cudnn::CudaDriverSearch& driver_search = cudnn::find_cuda_driver();
    const cudnn::CudaDriver& driver = found_or_throw(driver_search, driver_search.driver);
    const cudnn::CudnnSearch& cudnn_search = cudnn::find_cudnn();
    const cudnn::CudnnLibrary& library = found_or_throw(cudnn_search, cudnn_search.library);
    const auto gpu = cudnn::Gpu::open(driver, 0);
    const Machine machine{gpu->properties(), driver.version(), version_text(library)};
    std::filesystem::create_directories(options.folder);

    LayerBenchmark benchmark(gpu, library, options.candidates, options.samples);
    std::vector<Result> results;
    for (const std::string& name : options.networks) {
        const Network& network = find(all_networks(), name, "network");
        for (const std::string& batch : options.batches) {
            for (const std::string& arithmetic_name : options.arithmetics) {
                const Arithmetic& arithmetic = find(arithmetics, arithmetic_name, "arithmetic");
                for (const Layer& layer : network.layers) {
                    Result& result =
                        results.emplace_back(Result{name, layer, positive(batch, "the batch"), arithmetic_name, {}});
                    measure_layer(benchmark, arithmetic, result);
                }
                write(options.folder, machine, results);
            }
        }
    }
    const auto omissions = std::count_if(results.begin(), results.end(),
                                         [](const Result& result) { return !result.times.omission.empty(); });
    if (omissions != 0)
        throw Error(MISH4J_UNSUPPORTED, text(omissions, " of ", results.size(), " convolutions have no times"));
}

}  // namespace

int main(int argument_count, char** arguments) {
    try {
        run(parse({arguments + 1, arguments + argument_count}));
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "mish4j_gpu_layers: %s\n", error.what());
        return 1;
    }
}
