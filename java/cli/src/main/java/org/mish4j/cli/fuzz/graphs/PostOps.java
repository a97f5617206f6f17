// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.List;
import org.mish4j.PostOp;

/** What follows a convolution or a matrix product within its node. */
final class PostOps {
    private PostOps() {}

    static List<PostOp> draw(Draw draw) {
        if (draw.chance(0.5)) {
            return List.of();
        }
        PostOp apply = new PostOp.Apply(Activations.draw(draw));
        PostOp add = new PostOp.AddResidual();
        return switch (draw.from(0, 6)) {
            case 0, 1 -> List.of(apply);
            case 2 -> List.of(add);
            case 3 -> List.of(add, apply);
            case 4 -> List.of(apply, add);
            case 5 -> List.of(apply, new PostOp.Apply(Activations.draw(draw)));
            default -> List.of(apply, add, new PostOp.Apply(Activations.draw(draw)));
        };
    }
}
