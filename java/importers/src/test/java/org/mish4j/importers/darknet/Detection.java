// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An object that was found: its class, a score from 0 to 1, and its box in pixels. */
record Detection(int category, double score, double left, double top, double right, double bottom) {
    /** Keeps of boxes of one class that overlap more than a bound only the one with the best score, greedily. */
    static List<Detection> suppress(List<Detection> found, double largestOverlap) {
        List<Detection> kept = new ArrayList<>();
        for (Detection next : found.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .toList()) {
            if (kept.stream()
                    .noneMatch(other -> other.category == next.category && other.overlap(next) > largestOverlap)) {
                kept.add(next);
            }
        }
        return kept;
    }

    /** Returns the area that both boxes cover over the area that either covers. */
    double overlap(Detection other) {
        double width = Math.max(0, Math.min(right, other.right) - Math.max(left, other.left));
        double height = Math.max(0, Math.min(bottom, other.bottom) - Math.max(top, other.top));
        double both = width * height;
        return both / (area() + other.area() - both);
    }

    private double area() {
        return (right - left) * (bottom - top);
    }
}
