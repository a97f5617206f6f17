// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.IdentityHashMap;
import java.util.List;
import org.mish4j.Activation;
import org.mish4j.Constant;
import org.mish4j.Graph;
import org.mish4j.Node;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.bindings.mish4j_h;

/**
 * Writes a graph as a native program, node by node. The program borrows the graph's constants: the graph is kept until the
 * program is closed.
 */
final class ProgramWriter implements AutoCloseable {
    private static final int MAX_NAME_CHARACTERS = 256;

    private final Graph graph;
    private final long program;
    private final IdentityHashMap<Value, Integer> ids = new IdentityHashMap<>();

    private ProgramWriter(Graph graph) {
        this.graph = graph;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(ValueLayout.JAVA_LONG);
            NativeStatus.check(mish4j_h.mish4j_program_create(handle));
            this.program = handle.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    /** Writes a graph. The result must be closed. */
    static ProgramWriter write(Graph graph) {
        ProgramWriter writer = new ProgramWriter(graph);
        try {
            writer.writeAll();
            return writer;
        } catch (RuntimeException | Error e) {
            writer.close();
            throw e;
        }
    }

    long handle() {
        return program;
    }

    @Override
    public void close() {
        try {
            NativeStatus.check(mish4j_h.mish4j_program_close(program));
        } finally {
            Reference.reachabilityFence(graph);
        }
    }

    private void writeAll() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ValueLayout.JAVA_INT);
            int ordinal = 0;
            for (Value input : graph.inputs()) {
                MemorySegment name = portName(arena, input.name(), ordinal++);
                NativeStatus.check(mish4j_h.mish4j_program_add_input(
                        program,
                        name,
                        NativeKinds.of(input.type()),
                        input.shape().rank(),
                        dimensions(arena, input.shape()),
                        result));
                ids.put(input, result.get(ValueLayout.JAVA_INT, 0));
            }
            for (Value constant : graph.constants()) {
                writeConstant(arena, constant, result);
            }
            for (Node node : graph.nodes()) {
                // An arena of its own, so that a large graph's arguments do not add up.
                try (Arena nodeArena = Arena.ofConfined()) {
                    writeNode(nodeArena, node, result);
                }
                ids.put(node.output(), result.get(ValueLayout.JAVA_INT, 0));
                appendPostOps(node);
            }
            ordinal = 0;
            for (Graph.Output output : graph.outputs()) {
                NativeStatus.check(mish4j_h.mish4j_program_add_output(
                        program,
                        id(output.value()),
                        NativeKinds.of(output.type()),
                        portName(arena, output.name(), ordinal++)));
            }
        }
    }

    private void writeConstant(Arena arena, Value value, MemorySegment result) {
        Constant constant = value.constant();
        if (constant == null) {
            throw new IllegalArgumentException("value '%s' is no constant".formatted(value));
        }
        NativeStatus.check(mish4j_h.mish4j_program_add_constant(
                program,
                NativeKinds.of(constant.type()),
                constant.shape().rank(),
                dimensions(arena, constant.shape()),
                constant.segment(),
                constant.segment().byteSize(),
                result));
        ids.put(value, result.get(ValueLayout.JAVA_INT, 0));
    }

    private void writeNode(Arena arena, Node node, MemorySegment result) {
        MemorySegment name = arena.allocateFrom(cut(node.name()));
        List<Value> inputs = node.inputs();
        int src = id(inputs.getFirst());
        int status = switch (node.operator()) {
            case Operator.Convolution convolution ->
                mish4j_h.mish4j_program_add_convolution(
                        program,
                        name,
                        src,
                        id(inputs.get(1)),
                        convolution.hasBias() ? id(inputs.get(2)) : mish4j_h.MISH4J_NO_VALUE(),
                        convolution.groups(),
                        convolution.window().spatialRank(),
                        longs(arena, convolution.window().strides()),
                        longs(arena, convolution.window().dilations()),
                        longs(arena, convolution.window().padsBegin()),
                        longs(arena, convolution.window().padsEnd()),
                        result);
            case Operator.Deconvolution deconvolution ->
                mish4j_h.mish4j_program_add_deconvolution(
                        program,
                        name,
                        src,
                        id(inputs.get(1)),
                        deconvolution.hasBias() ? id(inputs.get(2)) : mish4j_h.MISH4J_NO_VALUE(),
                        deconvolution.groups(),
                        deconvolution.window().spatialRank(),
                        longs(arena, deconvolution.window().strides()),
                        longs(arena, deconvolution.window().dilations()),
                        longs(arena, deconvolution.window().padsBegin()),
                        longs(arena, deconvolution.window().padsEnd()),
                        longs(arena, deconvolution.outputPads()),
                        result);
            case Operator.MatMul matMul ->
                mish4j_h.mish4j_program_add_matmul(
                        program,
                        name,
                        src,
                        id(inputs.get(1)),
                        matMul.hasBias() ? id(inputs.get(2)) : mish4j_h.MISH4J_NO_VALUE(),
                        result);
            case Operator.Pooling pooling ->
                mish4j_h.mish4j_program_add_pooling(
                        program,
                        name,
                        NativeKinds.of(pooling.kind()),
                        src,
                        pooling.window().spatialRank(),
                        longs(arena, pooling.kernel()),
                        longs(arena, pooling.window().strides()),
                        longs(arena, pooling.window().dilations()),
                        longs(arena, pooling.window().padsBegin()),
                        longs(arena, pooling.window().padsEnd()),
                        result);
            case Operator.Eltwise(Activation activation) ->
                mish4j_h.mish4j_program_add_eltwise(
                        program,
                        name,
                        NativeKinds.of(activation.kind()),
                        activation.alpha(),
                        activation.beta(),
                        src,
                        result);
            case Operator.Binary binary ->
                mish4j_h.mish4j_program_add_binary(
                        program, name, NativeKinds.of(binary.kind()), src, id(inputs.get(1)), result);
            case Operator.Select _ ->
                mish4j_h.mish4j_program_add_select(program, name, src, id(inputs.get(1)), id(inputs.get(2)), result);
            case Operator.Concat concat ->
                mish4j_h.mish4j_program_add_concat(
                        program, name, concat.axis(), inputs.size(), ids(arena, inputs), result);
            case Operator.Slice slice ->
                mish4j_h.mish4j_program_add_slice(
                        program,
                        name,
                        src,
                        longs(arena, slice.starts()),
                        longs(arena, slice.sizes()),
                        longs(arena, slice.steps()),
                        result);
            case Operator.Gather gather ->
                mish4j_h.mish4j_program_add_gather(
                        program,
                        name,
                        gather.axis(),
                        gather.indices().size(),
                        longs(arena, gather.indices()),
                        src,
                        result);
            case Operator.Interpolate interpolate ->
                mish4j_h.mish4j_program_add_interpolate(
                        program,
                        name,
                        interpolate.axis(),
                        interpolate.indices().size() / interpolate.taps(),
                        interpolate.taps(),
                        longs(arena, interpolate.indices()),
                        floats(arena, interpolate.weights()),
                        src,
                        result);
            case Operator.ResizeNearest resize ->
                mish4j_h.mish4j_program_add_resize_nearest(
                        program, name, src, resize.scales().size(), longs(arena, resize.scales()), result);
            case Operator.Softmax softmax ->
                mish4j_h.mish4j_program_add_softmax(
                        program, name, softmax.axis(), flag(softmax.logarithmic()), src, result);
            case Operator.MeanVarianceNormalization normalize ->
                mish4j_h.mish4j_program_add_mean_variance_normalization(
                        program, name, normalize.firstAxis(), normalize.epsilon(), src, result);
            case Operator.ConvertImage image ->
                mish4j_h.mish4j_program_add_convert_image(
                        program, name, src, floats(arena, image.scales()), floats(arena, image.shifts()), result);
            case Operator.Reshape(Shape shape) ->
                mish4j_h.mish4j_program_add_reshape(program, name, src, shape.rank(), dimensions(arena, shape), result);
            case Operator.Transpose transpose ->
                mish4j_h.mish4j_program_add_transpose(
                        program, name, src, integers(arena, transpose.permutation()), result);
            case Operator.Reduce reduce ->
                mish4j_h.mish4j_program_add_reduce(
                        program,
                        name,
                        NativeKinds.of(reduce.kind()),
                        src,
                        reduce.axes().size(),
                        integers(arena, reduce.axes()),
                        flag(reduce.keepDimensions()),
                        result);
            case Operator.ArgReduce argReduce ->
                mish4j_h.mish4j_program_add_arg_reduce(
                        program,
                        name,
                        NativeKinds.of(argReduce.kind()),
                        src,
                        argReduce.axis(),
                        flag(argReduce.keepDimensions()),
                        flag(argReduce.lastIndex()),
                        result);
            case Operator.TopK topK ->
                mish4j_h.mish4j_program_add_top_k(
                        program,
                        name,
                        NativeKinds.of(topK.kind()),
                        src,
                        topK.axis(),
                        topK.count(),
                        flag(topK.result() == Operator.TopKResult.PLACES),
                        result);
            case Operator.BatchNormalization _ ->
                throw new IllegalArgumentException(
                        "node '%s' is a batch normalisation; the passes replace those".formatted(node.name()));
        };
        NativeStatus.check(status);
    }

    private void appendPostOps(Node node) {
        switch (node.operator()) {
            case Operator.Convolution convolution ->
                appendPostOps(node, convolution.postOps(), convolution.hasBias() ? 3 : 2);
            case Operator.Deconvolution deconvolution ->
                appendPostOps(node, deconvolution.postOps(), deconvolution.hasBias() ? 3 : 2);
            case Operator.MatMul matMul -> appendPostOps(node, matMul.postOps(), matMul.hasBias() ? 3 : 2);
            default -> {}
        }
    }

    private void appendPostOps(Node node, List<PostOp> postOps, int firstResidual) {
        int dst = id(node.output());
        int residual = firstResidual;
        for (PostOp postOp : postOps) {
            NativeStatus.check(
                    switch (postOp) {
                        case PostOp.Apply(Activation activation) ->
                            mish4j_h.mish4j_program_append_eltwise(
                                    program,
                                    dst,
                                    NativeKinds.of(activation.kind()),
                                    activation.alpha(),
                                    activation.beta());
                        case PostOp.AddResidual() ->
                            mish4j_h.mish4j_program_append_add(
                                    program, dst, id(node.inputs().get(residual++)));
                    });
        }
    }

    private int id(Value value) {
        Integer id = ids.get(value);
        if (id == null) {
            throw new IllegalArgumentException("value '%s' is read before it is computed".formatted(value));
        }
        return id;
    }

    private MemorySegment ids(SegmentAllocator allocator, List<Value> values) {
        return allocator.allocateFrom(
                ValueLayout.JAVA_INT, values.stream().mapToInt(this::id).toArray());
    }

    /** Native names have a limit, and those of inputs and outputs must differ: a long one is cut and numbered. */
    private static MemorySegment portName(SegmentAllocator allocator, String name, int ordinal) {
        String cut = cut(name);
        return allocator.allocateFrom(cut.equals(name) ? name : cut + "#" + ordinal);
    }

    private static String cut(String name) {
        String printable = name.replace('\0', ' ');
        return printable.length() <= MAX_NAME_CHARACTERS ? printable : printable.substring(0, MAX_NAME_CHARACTERS);
    }

    private static MemorySegment dimensions(SegmentAllocator allocator, Shape shape) {
        return allocator.allocateFrom(ValueLayout.JAVA_LONG, shape.toArray());
    }

    private static MemorySegment longs(SegmentAllocator allocator, List<Long> numbers) {
        return allocator.allocateFrom(
                ValueLayout.JAVA_LONG,
                numbers.stream().mapToLong(Long::longValue).toArray());
    }

    private static MemorySegment floats(SegmentAllocator allocator, List<Float> numbers) {
        MemorySegment segment = allocator.allocate(ValueLayout.JAVA_FLOAT, numbers.size());
        for (int index = 0; index < numbers.size(); index++) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, index, numbers.get(index));
        }
        return segment;
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }

    private static MemorySegment integers(SegmentAllocator allocator, List<Integer> numbers) {
        return allocator.allocateFrom(
                ValueLayout.JAVA_LONG,
                numbers.stream().mapToLong(Integer::longValue).toArray());
    }
}
