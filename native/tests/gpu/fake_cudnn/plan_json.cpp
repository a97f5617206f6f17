// SPDX-License-Identifier: Apache-2.0
//
// {"cudnnVersion": 92400, "device": "...", "kernels": [{"kernelName": "..."}], "plan": [numbers], "checksum": 123}
#include <charconv>
#include <string_view>

#include "plan.hpp"
#include "settings.hpp"

namespace fake_cudnn {

namespace {

constexpr std::string_view checksum_key = ", \"checksum\": ";
constexpr std::string_view plan_key = ", \"plan\": [";

std::uint64_t checksum(std::string_view text) {
    std::uint64_t hash = 14695981039346656037u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return hash;
}

std::string header(const std::string& device) {
    std::string text =
        "{\"cudnnVersion\": " + std::to_string(settings().version) + ", \"device\": \"" + device + "\", \"kernels\": [";
    for (int i = 0; i < settings().kernels; ++i)
        text += std::string(i == 0 ? "" : ", ") + "{\"kernelName\": \"fake_convolution_" + std::to_string(i) + "\"}";
    return text + "]";
}

void write(Numbers& out, const Numbers& numbers) {
    out.push_back(static_cast<std::int64_t>(numbers.size()));
    out.insert(out.end(), numbers.begin(), numbers.end());
}

class NumberReader {
 public:
    explicit NumberReader(const Numbers& numbers) : numbers_(numbers) {}

    std::int64_t one() {
        require(at_ < numbers_.size(), CUDNN_STATUS_BAD_PARAM, "the plan's numbers end too early");
        return numbers_[at_++];
    }

    Numbers list() {
        Numbers list(static_cast<std::size_t>(one()));
        for (std::int64_t& number : list) number = one();
        return list;
    }

 private:
    const Numbers& numbers_;
    std::size_t at_ = 0;
};

Numbers numbers_of(const Plan& plan) {
    Numbers out;
    const Graph& graph = *plan.graph;
    const Convolution& convolution = graph.convolution;
    write(out,
          {plan.choice.engine, convolution.transposed ? 1 : 0, convolution.src, convolution.weights, convolution.dst});
    for (const Numbers* list :
         {&convolution.strides, &convolution.dilations, &convolution.pads_begin, &convolution.pads_end})
        write(out, *list);
    out.push_back(static_cast<std::int64_t>(plan.choice.knobs.size()));
    for (const auto& [type, value] : plan.choice.knobs) write(out, {type, value});
    out.push_back(static_cast<std::int64_t>(graph.tensors.size()));
    for (const auto& [id, tensor] : graph.tensors) {
        write(out, {id, tensor.type, tensor.is_virtual ? 1 : 0, tensor.by_value ? 1 : 0});
        write(out, tensor.dims);
        write(out, tensor.strides);
    }
    out.push_back(static_cast<std::int64_t>(graph.pointwise.size()));
    for (const Pointwise& node : graph.pointwise)
        write(out, {node.mode, node.x, node.b ? 1 : 0, node.b.value_or(0), node.y});
    return out;
}

Plan plan_of(const Numbers& numbers, const std::string& device) {
    NumberReader reader(numbers);
    auto graph = std::make_shared<Graph>();
    graph->device = device;
    Convolution& convolution = graph->convolution;
    const Numbers head = reader.list();
    convolution.transposed = head.at(1) != 0;
    convolution.src = head.at(2);
    convolution.weights = head.at(3);
    convolution.dst = head.at(4);
    for (Numbers* list : {&convolution.strides, &convolution.dilations, &convolution.pads_begin, &convolution.pads_end})
        *list = reader.list();
    EngineChoice choice{head.at(0), {}};
    for (std::int64_t i = reader.one(); i > 0; --i) {
        const Numbers knob = reader.list();
        choice.knobs.emplace_back(knob.at(0), knob.at(1));
    }
    for (std::int64_t i = reader.one(); i > 0; --i) {
        const Numbers fields = reader.list();
        Tensor tensor{fields.at(0),     static_cast<cudnnDataType_t>(fields.at(1)), {}, {}, fields.at(2) != 0,
                      fields.at(3) != 0};
        tensor.dims = reader.list();
        tensor.strides = reader.list();
        graph->tensors.emplace(tensor.id, tensor);
    }
    for (std::int64_t i = reader.one(); i > 0; --i) {
        const Numbers fields = reader.list();
        Pointwise node{static_cast<cudnnPointwiseMode_t>(fields.at(0)), fields.at(1), std::nullopt, fields.at(4)};
        if (fields.at(2) != 0) node.b = fields.at(3);
        graph->pointwise.push_back(node);
    }
    return {std::move(graph), std::move(choice)};
}

Numbers parse(std::string_view text) {
    Numbers numbers;
    while (!text.empty()) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        require(error == std::errc(), CUDNN_STATUS_BAD_PARAM, "the plan's numbers cannot be read");
        numbers.push_back(number);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (text.starts_with(", ")) text.remove_prefix(2);
    }
    return numbers;
}

}  // namespace

std::string to_json(const Plan& plan) {
    std::string text = header(plan.graph->device) + std::string(plan_key);
    bool first = true;
    for (const std::int64_t number : numbers_of(plan)) {
        text += (first ? "" : ", ") + std::to_string(number);
        first = false;
    }
    text += "]";
    return text + std::string(checksum_key) + std::to_string(checksum(text)) + "}";
}

Plan from_json(const std::string& json, const std::string& device) {
    const std::size_t end = json.find(checksum_key);
    const std::size_t begin = json.find(plan_key);
    require(begin < end && end != std::string::npos, CUDNN_STATUS_BAD_PARAM, "the text is no plan");
    const std::string_view text(json.data(), end);
    require(json.substr(end) == std::string(checksum_key) + std::to_string(checksum(text)) + "}",
            CUDNN_STATUS_BAD_PARAM, "the plan's text is damaged");
    require(text.substr(0, begin) == header(device), CUDNN_STATUS_SERIALIZATION_VERSION_MISMATCH,
            "the plan is of another version or GPU");
    const std::size_t numbers = begin + plan_key.size();
    return plan_of(parse(text.substr(numbers, text.size() - 1 - numbers)), device);
}

}  // namespace fake_cudnn
