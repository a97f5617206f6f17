// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.passes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mish4j.Activation;
import org.mish4j.Graph;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Operator.PoolingKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.Window;

/**
 * A small network of randomly chosen layers, such as the passes rewrite. Some of what it computes is read twice, by
 * nobody, or by outputs.
 */
final class RandomNetwork {
    private static final int LAYERS = 14;
    private static final long CHANNELS = 4;
    private static final Activation[] ACTIVATIONS = {
        Activation.mish(),
        Activation.leakyRelu(0.1f),
        Activation.tanh(),
        Activation.swish(),
        Activation.linear(0.5f, 0.25f)
    };

    private static final List<PoolingKind> POOLING_KINDS = List.of(PoolingKind.values());

    private final Random random;
    private final Network network = new Network();
    private final List<Value> images = new ArrayList<>();
    private int names;

    private RandomNetwork(long seed) {
        this.random = new Random(seed);
    }

    static Graph create(long seed) {
        return new RandomNetwork(seed).create();
    }

    private Graph create() {
        long batch = random.nextLong(1, 3);
        network.input("unread", 2);
        images.add(network.input("x", batch, CHANNELS, 5, 4));
        for (int layer = 0; layer < LAYERS; layer++) {
            images.add(layer());
        }
        Value last = images.getLast();
        List<Value> outputs = new ArrayList<>(List.of(classifier(last)));
        for (int output = random.nextInt(3); output > 0; output--) {
            outputs.add(anyImage());
        }
        return network.outputs(outputs.toArray(Value[]::new));
    }

    private Value layer() {
        Value src = random.nextInt(3) > 0 ? images.getLast() : anyImage();
        return switch (random.nextInt(13)) {
            case 0, 1, 2 -> convolution(src);
            case 3, 4 -> network.batchNormalization(name(), src);
            case 5 -> network.eltwise(name(), ACTIVATIONS[random.nextInt(ACTIVATIONS.length)], src);
            case 6 -> network.decomposedMish(name(), src);
            case 7 -> network.binary(name(), BinaryKind.MUL, network.eltwise(name(), Activation.sigmoid(), src), src);
            case 8, 9 -> network.binary(name(), BinaryKind.ADD, src, anyImage());
            case 10 -> scaleOrShift(src);
            case 11 -> pooling(src);
            default -> detour(src);
        };
    }

    private Value convolution(Value src) {
        long groups = random.nextLong(1, 3);
        long kernel = 1 + 2 * random.nextLong(2);
        boolean hasBias = random.nextBoolean();
        Value weights = network.random(CHANNELS, CHANNELS / groups, kernel, kernel);
        Operator operator = new Operator.Convolution(groups, Window.uniform(2, 1, kernel / 2), hasBias, List.of());
        return hasBias
                ? network.add(name(), operator, src, weights, network.random(CHANNELS))
                : network.add(name(), operator, src, weights);
    }

    private Value scaleOrShift(Value src) {
        BinaryKind[] kinds = {BinaryKind.ADD, BinaryKind.MUL, BinaryKind.SUB, BinaryKind.DIV};
        BinaryKind kind = kinds[random.nextInt(kinds.length)];
        long[][] shapes = {{}, {1}, {CHANNELS, 1, 1}, {1, CHANNELS, 1, 1}, {1, 1, 4}};
        Value constant =
                network.constant(TestConstants.positive(random.nextLong(), shapes[random.nextInt(shapes.length)]));
        return kind != BinaryKind.DIV && random.nextBoolean()
                ? network.binary(name(), kind, constant, src)
                : network.binary(name(), kind, src, constant);
    }

    private Value pooling(Value src) {
        PoolingKind kind = POOLING_KINDS.get(random.nextInt(POOLING_KINDS.size()));
        return network.add(name(), new Operator.Pooling(kind, List.of(3L, 3L), Window.uniform(2, 1, 1)), src);
    }

    /** Takes a value through nodes that give it back. */
    private Value detour(Value src) {
        Value flat =
                network.add(name(), new Operator.Reshape(Shape.of(src.shape().elementCount())), src);
        Value back = network.add(name(), new Operator.Reshape(src.shape()), flat);
        return network.add(name(), new Operator.Transpose(List.of(0, 1, 2, 3)), back);
    }

    private Value classifier(Value image) {
        boolean keepDimensions = random.nextBoolean();
        Value mean = network.add(
                name(), new Operator.Reduce(Operator.ReductionKind.MEAN, List.of(2, 3), keepDimensions), image);
        Value row =
                network.add(name(), new Operator.Reshape(Shape.of(image.shape().dimension(0), CHANNELS)), mean);
        Value product = network.matMul(name(), row, network.random(CHANNELS, 3));
        return network.binary(name(), BinaryKind.ADD, product, network.random(3));
    }

    private Value anyImage() {
        return images.get(random.nextInt(images.size()));
    }

    private String name() {
        return "node" + names++;
    }
}
