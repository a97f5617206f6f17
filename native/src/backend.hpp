// SPDX-License-Identifier: Apache-2.0
//
// What a backend is to the core: a library that exports mish4j_backend_entry and gives devices, models and requests
// behind these interfaces. The core checks arguments, handles, bindings and concurrent use; a backend need not.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "program/program.hpp"
#include "settings.hpp"

namespace mish4j {

enum class Precision : std::int32_t {
    f32 = MISH4J_PRECISION_F32,
    bf16 = MISH4J_PRECISION_BF16,
    f16 = MISH4J_PRECISION_F16,
};

// How far a compilation goes to find the fastest kernels.
enum class Tune : std::int32_t {
    off = MISH4J_TUNE_OFF,    // what the backend's library thinks best
    fast = MISH4J_TUNE_FAST,  // the best of a few candidates, by their times on the device
    full = MISH4J_TUNE_FULL,  // of all that there are
};

// How convolutions are computed.
enum class Algorithm : std::int32_t {
    automatic = MISH4J_ALGORITHM_AUTO,               // each as is fastest
    direct = MISH4J_ALGORITHM_DIRECT,                // as defined
    winograd_f2x2 = MISH4J_ALGORITHM_WINOGRAD_F2X2,  // F(2x2, 3x3) wherever it can be
    winograd_f4x4 = MISH4J_ALGORITHM_WINOGRAD_F4X4,  // F(4x4, 3x3) wherever it can be
};

enum class Accuracy : std::int32_t {
    standard = MISH4J_ACCURACY_STANDARD,
    strict = MISH4J_ACCURACY_STRICT,  // nothing less accurate than the direct algorithm, no NaN lost
};

// Told of a compilation that takes long: `done` of `total` parts, and the part that follows. May throw, which is how a
// compilation is given up. Called by the thread that compiles.
using Progress = std::function<void(int done, int total, const std::string& what)>;

struct CompileOptions {
    int threads = 0;  // 0: as many as the process may use
    Precision precision = Precision::f32;
    bool fast_math = false;
    Tune tune = Tune::off;
    bool record = true;  // record the device's work once and replay it, where the device can
    Algorithm algorithm = Algorithm::automatic;
    Accuracy accuracy = Accuracy::standard;
    std::int64_t winograd_memory = -1;  // the most bytes of weights packed for Winograd's algorithms; -1: any number
    Progress progress = {};

    void report(int done, int total, const std::string& what) const {
        if (progress) progress(done, total, what);
    }
};

struct StepDescription {
    std::string name;
    std::string operation;
    std::string kernel;
    std::string dst;
    bool reference = false;      // runs a reference kernel of the backend's library
    std::string algorithm = {};  // of a convolution: "direct", "direct, own activation", "winograd F(4x4,3x3)"
    std::string reason = {};     // why this algorithm, where there was a choice
};

struct ModelNumbers {
    int threads = 0;
    Precision precision = Precision::f32;
    std::int64_t weight_bytes = 0;
    std::int64_t activation_bytes = 0;
    std::int64_t largest_live_bytes = 0;
    std::int64_t scratchpad_bytes = 0;
    bool asynchronous = false;  // requests can start and await
};

// Memory of a device, filled with zeros at first. What is read or written lies within it. Used by many threads.
class Memory {
 public:
    virtual ~Memory() = default;
    virtual std::int64_t bytes() const = 0;

    // Where the processor reads and writes it; null where the processor cannot.
    virtual void* host_address() const = 0;

    virtual void write(std::int64_t offset, const void* src, std::int64_t bytes) = 0;
    virtual void read(std::int64_t offset, void* dst, std::int64_t bytes) const = 0;
};

// The activations of one inference at a time.
class Request {
 public:
    // Waits for work that is in motion, and leaves the caller's memory alone.
    virtual ~Request() = default;

    // Memory of the right size and alignment, in the order of the program's inputs and outputs.
    virtual void bind_input(std::size_t index, const void* data) = 0;
    virtual void bind_output(std::size_t index, void* data) = 0;

    // The same in memory of the model's device, offset bytes from its begin. Only called for memory that has no host
    // address, which a backend gives by Device::allocate; with one, the core binds that.
    virtual void bind_input_memory(std::size_t /*index*/, std::shared_ptr<Memory> /*memory*/, std::int64_t /*offset*/) {
    }
    virtual void bind_output_memory(std::size_t /*index*/, std::shared_ptr<Memory> /*memory*/,
                                    std::int64_t /*offset*/) {}

    // Called when everything is bound, by one thread at a time.
    virtual void run() = 0;

    // A run in two halves, where ModelNumbers::asynchronous. start copies the bound inputs into memory of the request's
    // own and puts all work in motion; await waits for it and copies the results to the bound outputs. So memory of the
    // caller's is touched within these two calls only. When start throws, nothing is in motion; after await, whether it
    // throws or not, nothing is. Between the two the core calls nothing but the destructor.
    virtual void start() {}
    virtual void await() {}

    // In place of await: waits, and leaves the caller's memory alone.
    virtual void cancel() {}

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

    // At least one byte, aligned to 64 bytes or more; for every model of the device of this name, also of one that is
    // opened anew. Null where the device works in the processor's memory: the core allocates that.
    virtual std::shared_ptr<Memory> allocate(std::int64_t /*bytes*/) const { return nullptr; }
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
inline constexpr std::int32_t backend_interface_version = 4;

// The symbol that a backend's library exports. Gives its backend, which lives as long as the process; or null, and the
// reason, as a zero-terminated sentence, in the buffer. The settings live as long as the process.
using BackendEntry = Backend* (*)(std::int32_t interface_version, char* reason, std::size_t reason_capacity,
                                  const Settings* settings) noexcept;
inline constexpr const char* backend_entry_name = "mish4j_backend_entry";

}  // namespace mish4j
