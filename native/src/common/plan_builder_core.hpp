// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "concat_placement.hpp"
#include "operator_text.hpp"
#include "value_table.hpp"

namespace mish4j {

// What building a plan is in every backend: where values lie, which copies of them there are, and how a plan ends. A
// backend says how tensors are copied and outputs written. Plan: has `buffers`. View: as in ValueTable.
template <typename Plan, typename View>
class PlanBuilderCore {
 public:
    using Desc = typename ValueTable<View>::Desc;

    const Program& program() const { return program_; }
    const Dims& dims(ValueId value) const { return program_.values[static_cast<std::size_t>(value)].dims; }

    bool is_constant(const View& view) const { return plan_.buffers[view.buffer].place == PlanBuffer::Place::constant; }

    // Where the operator at hand is to write its value, if it can: a part of a concatenation's result, or the result of
    // a concatenation whose sources lie in it. Nothing where the value may lie anywhere.
    std::optional<View> destination(ValueId value) {
        std::optional<View>& joined = values_.joined_view(value);
        if (joined) return joined;
        std::optional<View> result;
        if (const auto& place = placement_.place(value)) {
            result = channels_of(*destination(place->parent), place->channel, dims(value)[1]);
        } else if (placement_.is_joined(value)) {
            result = allocate(joined_desc(value));
        }
        if (placement_.is_joined(value)) joined = result;
        return result;
    }

    // The same tensor in another layout or type: `view` itself where nothing differs, else a copy, which is made once.
    View convert(const View& view, const Desc& wanted) {
        if (const auto same = without_copy(view, wanted)) return *same;
        if (const auto done = values_.conversion(view, wanted)) return *done;
        const View result = copied(view, wanted);
        values_.add_conversion(view, result);
        return result;
    }

    // A tensor in a new buffer.
    View allocate(const Desc& desc) { return {add_buffer(PlanBuffer::Place::activation, bytes_of(desc)), desc}; }

    // Adds what brings each output into its place, and places all buffers.
    Plan finish() {
        for (std::size_t port = 0; port < program_.outputs.size(); ++port) {
            const Port& output = program_.outputs[port];
            begin_output(output, producer_name(program_, output));
            place_output(port, output);
        }
        place_buffers();
        return std::move(plan_);
    }

 protected:
    // program: outlives the builder.
    PlanBuilderCore(const Program& program, const ConcatRules& rules)
        : program_(program), placement_(program, rules), values_(program.values.size()) {}
    virtual ~PlanBuilderCore() = default;

    BufferId add_buffer(PlanBuffer::Place place, std::int64_t bytes, std::size_t port = 0) {
        auto& buffer = plan_.buffers.emplace_back();
        buffer.place = place;
        buffer.bytes = bytes;
        buffer.port = port;
        return plan_.buffers.size() - 1;
    }

    // Whether the buffer of a tensor can be that of an output: steps write it, and it holds nothing else.
    bool can_become_output(const View& view) const {
        const auto& buffer = plan_.buffers[view.buffer];
        return buffer.place == PlanBuffer::Place::activation && view.offset == 0 && buffer.bytes == bytes_of(view.desc);
    }

    void become_output(const View& view, std::size_t port) {
        plan_.buffers[view.buffer].place = PlanBuffer::Place::output;
        plan_.buffers[view.buffer].port = port;
    }

    const Program& program_;
    ConcatPlacement placement_;
    ValueTable<View> values_;
    Plan plan_;

 private:
    // From the first to past the last element.
    virtual std::int64_t bytes_of(const Desc& desc) const = 0;

    // Some channels of an image, and how a concatenation lies whose sources are computed there.
    virtual View channels_of(const View& image, std::int64_t channel, std::int64_t count) const = 0;
    virtual Desc joined_desc(ValueId value) const = 0;

    // A tensor that lies as it is wanted already, as such; nothing where it must be copied.
    virtual std::optional<View> without_copy(const View& view, const Desc& wanted) const = 0;
    virtual View copied(const View& view, const Desc& wanted) = 0;

    // The steps that follow write this output, and belong to what produces it. place_output adds them, where there must
    // be any: a step that produces an output can write it in its place.
    virtual void begin_output(const Port& output, const std::string& producer) = 0;
    virtual void place_output(std::size_t port, const Port& output) = 0;

    // Keeps the constants that steps read, and gives activations their places.
    virtual void place_buffers() = 0;
};

}  // namespace mish4j
