// SPDX-License-Identifier: Apache-2.0
//
// What a backend is to the core: a library that exports mish4j_backend_entry and gives devices, models and requests
// behind these interfaces. The core checks arguments, handles, bindings and concurrent use; a backend need not.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "program.hpp"

namespace mish4j {

enum class Precision : std::int32_t {
    f32 = MISH4J_PRECISION_F32,
    bf16 = MISH4J_PRECISION_BF16,
    f16 = MISH4J_PRECISION_F16,
};

struct CompileOptions {
    int threads = 0;  // 0: as many as the process may use
    Precision precision = Precision::f32;
    bool fast_math = false;
};

struct StepDescription {
    std::string name;
    std::string operation;
    std::string kernel;
    std::string dst;
    bool reference = false;  // runs a reference kernel of the backend's library
};

struct ModelNumbers {
    int threads = 0;
    Precision precision = Precision::f32;
    std::int64_t weight_bytes = 0;
    std::int64_t activation_bytes = 0;
    std::int64_t largest_live_bytes = 0;
    std::int64_t scratchpad_bytes = 0;
};

// The activations of one inference at a time.
class Request {
 public:
    virtual ~Request() = default;

    // Memory of the right size and alignment, in the order of the program's inputs and outputs.
    virtual void bind_input(std::size_t index, const void* data) = 0;
    virtual void bind_output(std::size_t index, void* data) = 0;

    // Called when everything is bound, by one thread at a time.
    virtual void run() = 0;

    virtual void set_profiling(bool enabled) = 0;

    // The times of the last measured run, one for each step, in nanoseconds; empty before that.
    virtual const std::vector<std::int64_t>& step_times() const = 0;
};

// A compiled program; immutable, used by many threads.
class Model {
 public:
    virtual ~Model() = default;
    virtual const ModelNumbers& numbers() const = 0;
    virtual const std::vector<StepDescription>& steps() const = 0;

    // The request keeps what it needs of the model alive.
    virtual std::unique_ptr<Request> create_request() const = 0;
};

struct DeviceTexts {
    std::string name;
    std::string description;
    std::string instruction_set;
    std::string precisions;
};

class Device {
 public:
    virtual ~Device() = default;
    virtual const DeviceTexts& texts() const = 0;

    // Throws Error; leaves nothing behind when it does. Needs nothing of the program once it has returned.
    virtual std::unique_ptr<Model> compile(const Program& program, const CompileOptions& options) const = 0;
};

class Backend {
 public:
    virtual ~Backend() = default;

    // The version of the library that the backend drives, "oneDNN 3.13.0".
    virtual std::string version() const = 0;

    virtual std::vector<std::string> device_names() const = 0;

    // A device of one of the names above.
    virtual std::unique_ptr<Device> open(const std::string& name) const = 0;
};

// The interface above. A backend of another version is refused.
inline constexpr std::int32_t backend_interface_version = 2;

// The symbol that a backend's library exports. Gives its backend, which lives as long as the process; or null, and the
// reason, as a zero-terminated sentence, in the buffer.
using BackendEntry = Backend* (*)(std::int32_t interface_version, char* reason, std::size_t reason_capacity) noexcept;
inline constexpr const char* backend_entry_name = "mish4j_backend_entry";

}  // namespace mish4j
