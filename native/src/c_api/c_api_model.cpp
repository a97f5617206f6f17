// SPDX-License-Identifier: Apache-2.0
//
// The part "model" of mish4j.h.
#include "arguments/arguments.hpp"
#include "arguments/compile_options.hpp"
#include "guard.hpp"
#include "handles/objects.hpp"
#include "mish4j/mish4j.h"

using namespace mish4j;

namespace {

const std::string& step_text(const StepDescription& step, std::int32_t key) {
    switch (key) {
        case MISH4J_STEP_NAME:
            return step.name;
        case MISH4J_STEP_OPERATION:
            return step.operation;
        case MISH4J_STEP_KERNEL:
            return step.kernel;
        case MISH4J_STEP_DST:
            return step.dst;
        case MISH4J_STEP_ALGORITHM:
            return step.algorithm;
        case MISH4J_STEP_REASON:
            return step.reason;
        default:
            fail_argument("key is ", key, ", expected one of MISH4J_STEP_*");
    }
}

Progress progress_of(mish4j_progress callback, void* context) {
    if (callback == nullptr) return {};
    return [callback, context](int done, int total, const std::string& what) {
        if (callback(context, done, total, what.c_str()) != 0) {
            throw Error(MISH4J_CANCELLED, text("the compilation was given up before: ", what));
        }
    };
}

mish4j_model compile(mish4j_device device, mish4j_program program, int32_t option_count, const mish4j_int64* options,
                     Progress progress) {
    const auto device_use = devices.acquire(device);
    const ExclusiveUse program_use(programs, program);
    CompileOptions compile_options = read_compile_options(option_count, options);
    compile_options.progress = std::move(progress);
    const Program& source = program_use->builder.program();
    if (source.outputs.empty()) throw Error(MISH4J_INVALID_STATE, "the program has no output");
    auto object = std::make_unique<ModelObject>();
    object->model = std::make_shared<CompiledModel>(device_use->device->compile(source, compile_options),
                                                    device_use->entry, source);
    return models.insert(std::move(object));
}

}  // namespace

mish4j_status mish4j_compile(mish4j_device device, mish4j_program program, int32_t option_count,
                             const mish4j_int64* options, mish4j_model* model) noexcept {
    return guard([&] {
        require(model, "model");
        *model = compile(device, program, option_count, options, {});
    });
}

mish4j_status mish4j_compile_with_progress(mish4j_device device, mish4j_program program, int32_t option_count,
                                           const mish4j_int64* options, mish4j_progress callback, void* context,
                                           mish4j_model* model) noexcept {
    return guard([&] {
        require(model, "model");
        *model = compile(device, program, option_count, options, progress_of(callback, context));
    });
}

mish4j_status mish4j_model_close(mish4j_model model) noexcept {
    return guard([&] { models.close(model); });
}

mish4j_status mish4j_model_get_number(mish4j_model model, int32_t key, mish4j_int64* number) noexcept {
    return guard([&] {
        require(number, "number");
        *number = models.acquire(model)->model->number(key);
    });
}

mish4j_status mish4j_model_get_step_text(mish4j_model model, int32_t step, int32_t key, char* buffer,
                                         mish4j_int64 capacity, mish4j_int64* length) noexcept {
    return guard([&] {
        const auto use = models.acquire(model);
        const std::vector<StepDescription>& steps = use->model->steps();
        check_index(step, steps.size(), "step", "steps");
        write_text(step_text(steps[static_cast<std::size_t>(step)], key), buffer, capacity, length);
    });
}
