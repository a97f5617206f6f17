// SPDX-License-Identifier: Apache-2.0
//
// The shape of each operator's result, as mish4j.h gives it. Every function checks what it is given, down to sizes that
// would overflow, and throws with the operator's label, what was expected and what was found; it may complete the
// operation. The shapes of the sources must themselves be valid.
#pragma once

#include "shape_checks.hpp"
#include "source_shapes.hpp"

namespace mish4j {

// window_inference.cpp
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Convolution& convolution);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Deconvolution& deconvolution);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Pooling& pooling);

// element_inference.cpp
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Matmul& matmul);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, EltwiseOp& eltwise);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Binary& binary);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Select& select);

// movement_inference.cpp
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Concat& concat);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Slice& slice, const Dims& sizes);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Gather& gather);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Interpolate& interpolate);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, ResizeNearest& resize);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, ConvertImage& image);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Reshape& reshape, const Dims& dims);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Transpose& transpose, const Dims& permutation);

// reduction_inference.cpp
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Softmax& softmax);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, MeanVarianceNormalization& normalization);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Reduce& reduce, const Dims& axes, bool keep_dims);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, ArgReduce& reduce, bool keep_dims);
Dims infer(const OperatorLabel& label, const SourceShapes& shapes, TopK& top_k, std::int64_t count);

}  // namespace mish4j
