// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mish4j.Graph;
import org.mish4j.Shape;
import org.mish4j.zoo.DarknetWeights;
import org.mish4j.zoo.Zoo;
import org.mish4j.zoo.ZooOptions;

/**
 * A network of the zoo.
 *
 * @param weights a Darknet file of weights; null for seeded ones
 */
public record ZooSource(
        String name, ZooOptions options, @Nullable Path weights) implements ModelSource {
    public static final String PREFIX = "zoo:";

    @Override
    public List<Input> inputs() {
        return List.of(new Input("image", true));
    }

    @Override
    public Graph read(Map<String, Shape> shapes) {
        if (!shapes.isEmpty()) {
            throw new IllegalArgumentException(
                    "--shape is for files, the images of '%s%s' are given by --size and --batch"
                            .formatted(PREFIX, name));
        }
        if (weights == null) {
            return Zoo.build(name, options);
        }
        try (DarknetWeights file = DarknetWeights.open(weights)) {
            return Zoo.build(name, options.withWeights(file));
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("'%s' can't be read: it does not exist".formatted(weights), e);
        } catch (IOException e) {
            throw new UncheckedIOException("'%s' can't be read: %s".formatted(weights, e.getMessage()), e);
        }
    }
}
