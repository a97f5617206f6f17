// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mish4j.importers.onnx.nodes.OperatorImporter;
import org.mish4j.importers.onnx.operators.elementwise.ActivationOperators;
import org.mish4j.importers.onnx.operators.elementwise.ArithmeticOperators;
import org.mish4j.importers.onnx.operators.elementwise.CastOperators;
import org.mish4j.importers.onnx.operators.elementwise.ClipOperators;
import org.mish4j.importers.onnx.operators.elementwise.FunctionOperators;
import org.mish4j.importers.onnx.operators.elementwise.LogicOperators;
import org.mish4j.importers.onnx.operators.elementwise.QuantizationOperators;
import org.mish4j.importers.onnx.operators.elementwise.TrivialOperators;
import org.mish4j.importers.onnx.operators.movement.IndexedOperators;
import org.mish4j.importers.onnx.operators.movement.JoiningOperators;
import org.mish4j.importers.onnx.operators.movement.MaskOperators;
import org.mish4j.importers.onnx.operators.movement.PaddingOperators;
import org.mish4j.importers.onnx.operators.movement.ReshapingOperators;
import org.mish4j.importers.onnx.operators.movement.SelectionOperators;
import org.mish4j.importers.onnx.operators.products.EinsumOperators;
import org.mish4j.importers.onnx.operators.products.MatrixOperators;
import org.mish4j.importers.onnx.operators.reductions.BatchNormalizationOperators;
import org.mish4j.importers.onnx.operators.reductions.LaneOperators;
import org.mish4j.importers.onnx.operators.reductions.NormalizationOperators;
import org.mish4j.importers.onnx.operators.reductions.ReductionOperators;
import org.mish4j.importers.onnx.operators.reductions.SoftmaxOperators;
import org.mish4j.importers.onnx.operators.resize.ResizeOperators;
import org.mish4j.importers.onnx.operators.windows.ConvolutionOperators;
import org.mish4j.importers.onnx.operators.windows.PoolingOperators;
import org.mish4j.importers.onnx.operators.windows.TransposedConvolutionOperators;

/** The operators of the standard domain that can be imported. */
public final class OperatorRegistry {
    private static final Map<String, OperatorImporter> IMPORTERS = join(List.of(
            ConvolutionOperators.importers(),
            TransposedConvolutionOperators.importers(),
            PoolingOperators.importers(),
            BatchNormalizationOperators.importers(),
            NormalizationOperators.importers(),
            SoftmaxOperators.importers(),
            ActivationOperators.importers(),
            ClipOperators.importers(),
            FunctionOperators.importers(),
            ArithmeticOperators.importers(),
            LogicOperators.importers(),
            MatrixOperators.importers(),
            EinsumOperators.importers(),
            ReductionOperators.importers(),
            ReshapingOperators.importers(),
            SelectionOperators.importers(),
            IndexedOperators.importers(),
            LaneOperators.importers(),
            MaskOperators.importers(),
            JoiningOperators.importers(),
            PaddingOperators.importers(),
            ResizeOperators.importers(),
            ConstantOperators.importers(),
            CastOperators.importers(),
            QuantizationOperators.importers(),
            BranchOperators.importers(),
            TrivialOperators.importers()));

    private OperatorRegistry() {}

    /** Returns what imports an operator; empty for one that is not supported. */
    public static Optional<OperatorImporter> find(String opType) {
        return Optional.ofNullable(IMPORTERS.get(opType));
    }

    private static Map<String, OperatorImporter> join(List<Map<String, OperatorImporter>> families) {
        Map<String, OperatorImporter> joined = new HashMap<>();
        families.forEach(joined::putAll);
        return Map.copyOf(joined);
    }
}
