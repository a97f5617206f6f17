// SPDX-License-Identifier: Apache-2.0
#include "fake.hpp"

#include <cstring>

#include "backend.hpp"

#define EXPORTED extern "C" __attribute__((visibility("default")))

namespace mish4j::test {
namespace {

FakeBackendHooks& hooks() {
    static FakeBackendHooks hooks;
    return hooks;
}

void call(const std::function<void()>& hook) {
    if (hook) hook();
}

class FakeRequest : public Request {
 public:
    FakeRequest(std::vector<std::size_t> output_bytes, std::size_t step_count)
        : output_bytes_(std::move(output_bytes)), outputs_(output_bytes_.size()), step_count_(step_count) {}

    void bind_input(std::size_t, const void*) override { call(hooks().bind); }

    void bind_output(std::size_t index, void* data) override {
        call(hooks().bind);
        outputs_[index] = data;
    }

    void run() override {
        call(hooks().run);
        for (std::size_t i = 0; i < outputs_.size(); ++i) std::memset(outputs_[i], 0, output_bytes_[i]);
        if (profiling_) times_.assign(step_count_, 1000);
    }

    void set_profiling(bool enabled) override { profiling_ = enabled; }

    const std::vector<std::int64_t>& step_times() const override { return times_; }

 private:
    std::vector<std::size_t> output_bytes_;
    std::vector<void*> outputs_;
    std::size_t step_count_;
    std::vector<std::int64_t> times_;
    bool profiling_ = false;
};

class FakeModel : public Model {
 public:
    FakeModel(const Program& program, const CompileOptions& options) {
        numbers_.threads = options.threads;
        numbers_.precision = options.precision;
        numbers_.weight_bytes = 1000;
        numbers_.activation_bytes = 200;
        numbers_.largest_live_bytes = 150;
        numbers_.scratchpad_bytes = 30;
        for (const Operator& op : program.operators) steps_.push_back({op.name, "fake", "fake:kernel", "dst", true});
        for (const Port& output : program.outputs) {
            const auto count = program.values[static_cast<std::size_t>(output.value)].element_count();
            output_bytes_.push_back(static_cast<std::size_t>(count) * sizeof(float));
        }
    }

    const ModelNumbers& numbers() const override { return numbers_; }
    const std::vector<StepDescription>& steps() const override { return steps_; }

    std::unique_ptr<Request> create_request() const override {
        call(hooks().create_request);
        return std::make_unique<FakeRequest>(output_bytes_, steps_.size());
    }

 private:
    ModelNumbers numbers_;
    std::vector<StepDescription> steps_;
    std::vector<std::size_t> output_bytes_;
};

class FakeDevice : public Device {
 public:
    explicit FakeDevice(const std::string& name) : texts_{name, "a fake device", "fakes", "f32"} {}

    const DeviceTexts& texts() const override { return texts_; }

    std::unique_ptr<Model> compile(const Program& program, const CompileOptions& options) const override {
        call(hooks().compile);
        return std::make_unique<FakeModel>(program, options);
    }

 private:
    DeviceTexts texts_;
};

class FakeBackend : public Backend {
 public:
    std::string version() const override { return "fake 1.2.3"; }
    std::vector<std::string> device_names() const override { return {"fake:0", "fake:1"}; }

    std::unique_ptr<Device> open(const std::string& name) const override {
        call(hooks().open);
        return std::make_unique<FakeDevice>(name);
    }
};

}  // namespace
}  // namespace mish4j::test

EXPORTED mish4j::test::FakeBackendHooks& mish4j_get_fake_backend_hooks() { return mish4j::test::hooks(); }

EXPORTED mish4j::Backend* mish4j_backend_entry(std::int32_t, char*, std::size_t) noexcept {
    static mish4j::test::FakeBackend backend;
    return &backend;
}
