// SPDX-License-Identifier: Apache-2.0
#include "fake.hpp"

#include <cstring>

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

// Memory whose address is nobody else's business.
class UnreachableMemory : public Memory {
 public:
    explicit UnreachableMemory(std::int64_t bytes) : data_(static_cast<std::size_t>(bytes)) {}

    std::int64_t bytes() const override { return static_cast<std::int64_t>(data_.size()); }
    void* host_address() const override { return nullptr; }
    void write(std::int64_t offset, const void* src, std::int64_t bytes) override {
        std::memcpy(data_.data() + offset, src, static_cast<std::size_t>(bytes));
    }
    void read(std::int64_t offset, void* dst, std::int64_t bytes) const override {
        std::memcpy(dst, data_.data() + offset, static_cast<std::size_t>(bytes));
    }

    void* at(std::int64_t offset) { return data_.data() + offset; }

 private:
    std::vector<std::byte> data_;
};

class FakeRequest : public Request {
 public:
    FakeRequest(std::vector<std::size_t> output_bytes, std::size_t step_count)
        : output_bytes_(std::move(output_bytes)), outputs_(output_bytes_.size()), step_count_(step_count) {}

    ~FakeRequest() override { call(hooks().destroy_request); }

    void bind_input(std::size_t, const void*) override { call(hooks().bind); }

    void bind_output(std::size_t index, void* data) override {
        call(hooks().bind);
        outputs_[index] = data;
    }

    void bind_input_memory(std::size_t, std::shared_ptr<Memory> memory, std::int64_t offset) override {
        call(hooks().bind);
        hooks().input_memory = memory.get();
        hooks().input_offset = offset;
    }

    void bind_output_memory(std::size_t index, std::shared_ptr<Memory> memory, std::int64_t offset) override {
        call(hooks().bind);
        outputs_[index] = dynamic_cast<UnreachableMemory&>(*memory).at(offset);
    }

    void run() override {
        call(hooks().run);
        finish();
    }

    void start() override { call(hooks().start); }

    void cancel() override { call(hooks().cancel); }

    void await() override {
        call(hooks().await);
        finish();
    }

    void set_profiling(bool enabled) override { profiling_ = enabled; }

    const std::vector<std::int64_t>& step_times() const override { return times_; }

 private:
    void finish() {
        for (std::size_t i = 0; i < outputs_.size(); ++i) std::memset(outputs_[i], 0, output_bytes_[i]);
        if (profiling_) times_.assign(step_count_, 1000);
    }

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
        numbers_.asynchronous = hooks().asynchronous;
        for (const Operator& op : program.operators) {
            steps_.push_back({op.name, "fake", "fake:kernel", "dst", true, "fake algorithm", "fake reason"});
        }
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
        hooks().options = options;
        const auto total = static_cast<int>(hooks().parts.size());
        for (int done = 0; done < total; ++done) {
            options.report(done, total, hooks().parts[static_cast<std::size_t>(done)]);
        }
        return std::make_unique<FakeModel>(program, options);
    }

    std::shared_ptr<Memory> allocate(std::int64_t bytes) const override {
        call(hooks().allocate);
        if (!hooks().device_memory) return nullptr;
        return std::make_shared<UnreachableMemory>(bytes);
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

EXPORTED mish4j::Backend* mish4j_backend_entry(std::int32_t, char*, std::size_t,
                                               const mish4j::Settings* settings) noexcept {
    mish4j::test::hooks().settings = settings;
    static mish4j::test::FakeBackend backend;
    return &backend;
}
