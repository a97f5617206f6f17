// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.peers;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.Passes;
import org.mish4j.PostOp;
import org.mish4j.Value;
import org.mish4j.bench.UnavailableException;

/**
 * A graph written with another library's operators, for libraries that have no reader for its files. Batch normalisation
 * is folded into the convolutions, as the readers of the other libraries do. What is computed is released after its last
 * use.
 *
 * @param <T> the library's tensors
 */
final class TensorProgram<T> {
    private final String library;
    private final Graph graph;
    private final TensorOperations<T> operations;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Value, Integer> slots = new IdentityHashMap<>();
    private final List<@Nullable T> constants = new ArrayList<>();

    /** A node, the slots of its inputs and of its result, and those that nobody reads after it. */
    private record Step(Node node, List<Integer> inputs, int output, List<Integer> dead) {}

    /**
     * Makes a program.
     *
     * @param library its name, for errors
     * @param constant makes a tensor of a constant that a node reads
     */
    TensorProgram(
            String library, Graph original, TensorOperations<T> operations, BiFunction<Node, Constant, T> constant) {
        this.library = library;
        this.graph = Passes.optimize(original);
        this.operations = operations;
        slot(graph.inputs().getFirst(), null);
        for (Node node : graph.nodes()) {
            for (Value input : node.inputs()) {
                if (!slots.containsKey(input)) {
                    slot(input, constant.apply(node, Objects.requireNonNull(input.constant())));
                }
            }
            slot(node.output(), null);
        }
        addSteps();
    }

    private void slot(Value value, @Nullable T tensor) {
        slots.put(value, constants.size());
        constants.add(tensor);
    }

    private void addSteps() {
        Map<Value, Node> lastUses = new IdentityHashMap<>();
        for (Node node : graph.nodes()) {
            node.inputs().forEach(input -> lastUses.put(input, node));
        }
        graph.outputs().forEach(output -> lastUses.remove(output.value()));
        graph.inputs().forEach(lastUses::remove);
        for (Node node : graph.nodes()) {
            List<Integer> inputs = node.inputs().stream().map(this::slotOf).toList();
            List<Integer> dead = node.inputs().stream()
                    .filter(input -> !input.isConstant() && node.equals(lastUses.get(input)))
                    .map(this::slotOf)
                    .distinct()
                    .toList();
            steps.add(new Step(node, inputs, slotOf(node.output()), dead));
        }
    }

    private int slotOf(Value value) {
        return Objects.requireNonNull(slots.get(value));
    }

    /** Returns the results for an input, in the order of the graph's outputs. */
    List<T> run(T input) {
        List<@Nullable T> tensors = new ArrayList<>(constants);
        tensors.set(0, input);
        for (Step step : steps) {
            List<T> inputs = step.inputs().stream()
                    .map(slot -> Objects.requireNonNull(tensors.get(slot)))
                    .toList();
            tensors.set(step.output(), apply(step.node(), inputs));
            for (int slot : step.dead()) {
                operations.release(Objects.requireNonNull(tensors.set(slot, null)));
            }
        }
        return graph.outputs().stream()
                .map(output -> Objects.requireNonNull(tensors.get(slotOf(output.value()))))
                .toList();
    }

    private T apply(Node node, List<T> inputs) {
        T x = inputs.getFirst();
        Value source = node.inputs().getFirst();
        return switch (node.operator()) {
            case Operator.Convolution(var groups, var window, boolean hasBias, var postOps) -> {
                T bias = hasBias ? inputs.get(2) : null;
                T sum = operations.convolution(x, inputs.get(1), bias, groups, window);
                yield applyAll(postOps, sum, inputs.subList(hasBias ? 3 : 2, inputs.size()));
            }
            case Operator.MatMul(boolean hasBias, var postOps) -> {
                T bias = hasBias ? inputs.get(2) : null;
                T sum = operations.matrixProduct(x, inputs.get(1), bias);
                yield applyAll(postOps, sum, inputs.subList(hasBias ? 3 : 2, inputs.size()));
            }
            case Operator.Eltwise(var activation) -> operations.activation(activation, x);
            case Operator.Binary(var kind) when kind == Operator.BinaryKind.ADD -> operations.add(x, inputs.get(1));
            case Operator.Concat(int axis) -> operations.concat(axis, inputs);
            case Operator.Slice slice -> operations.slice(x, slice);
            case Operator.Pooling pooling
            when pooling.kind() == Operator.PoolingKind.MAX ->
                operations.maxPool(x, pooling, source.shape(), node.output().shape());
            case Operator.Reduce reduce
            when reduce.kind() == Operator.ReductionKind.MEAN
                    && reduce.isOfImages(source.shape().rank()) -> operations.globalAverage(x);
            case Operator.ResizeNearest _ ->
                operations.upsample(x, node.output().shape());
            case Operator.Reshape(var shape) -> operations.reshape(x, source.shape(), shape);
            case Operator.Softmax(int axis, boolean logarithmic) when !logarithmic -> operations.softmax(x, axis);
            default ->
                throw new UnavailableException(
                        "%s can't run node '%s': %s".formatted(library, node.name(), node.operator()));
        };
    }

    private T applyAll(List<PostOp> postOps, T first, List<T> residuals) {
        T x = first;
        int residual = 0;
        for (PostOp postOp : postOps) {
            T next = switch (postOp) {
                case PostOp.Apply(var activation) -> operations.activation(activation, x);
                case PostOp.AddResidual() -> operations.add(x, residuals.get(residual++));
            };
            operations.release(x);
            x = next;
        }
        return x;
    }
}
