// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "common/aligned_memory.hpp"
#include "onednn/algorithms/convolution_layer.hpp"
#include "program/program.hpp"

namespace mish4j::onednn {

// A program of one convolution, with memory for its inputs, its constants and its output, filled with numbers about 1.
class LayerProgram {
 public:
    // Throws Error(MISH4J_OUT_OF_MEMORY).
    explicit LayerProgram(const ConvolutionLayer& layer);

    const Program& program() const { return program_; }

    // In the order of the program's inputs.
    const std::vector<AlignedMemory>& inputs() const { return inputs_; }
    const AlignedMemory& output() const { return output_; }

 private:
    ValueId add_input(const Dims& dims);
    ValueId add_constant_if(bool constant, const Dims& dims);
    ValueId add_constant(const Dims& dims);

    Program program_;
    std::vector<AlignedMemory> inputs_;
    std::vector<AlignedMemory> constants_;
    AlignedMemory output_;
};

}  // namespace mish4j::onednn
