// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators.products;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The equation of an Einsum, with a label for each dimension of each operand: a letter's code point, or, for a dimension that
 * an ellipsis stands for, a negative number: -1 for the last of them, -2 for the one before.
 *
 * @param operands the labels of each operand
 * @param result the labels of the result
 */
record EinsumEquation(List<List<Integer>> operands, List<Integer> result) {
    private static final String ARROW = "->";
    private static final String ELLIPSIS = "...";

    /**
     * Reads an equation.
     *
     * @param ranks the number of dimensions of each operand
     * @param malformed makes what to throw where the equation contradicts itself or the operands
     * @throws RuntimeException what malformed made
     */
    static EinsumEquation parse(String text, List<Integer> ranks, Function<String, RuntimeException> malformed) {
        String equation = text.replace(" ", "");
        int arrow = equation.indexOf(ARROW);
        String[] terms = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
        if (terms.length != ranks.size()) {
            throw malformed.apply(
                    "equation '%s' has %d terms for %d inputs".formatted(text, terms.length, ranks.size()));
        }
        List<List<Integer>> operands = new ArrayList<>();
        int hidden = 0;
        for (int i = 0; i < terms.length; i++) {
            int letters = terms[i].replace(ELLIPSIS, "").length();
            int extra = ranks.get(i) - letters;
            if (terms[i].contains(ELLIPSIS) ? extra < 0 : extra != 0) {
                throw malformed.apply("term '%s' of equation '%s' is for an input of %d dimensions"
                        .formatted(terms[i], text, ranks.get(i)));
            }
            operands.add(labels(terms[i], extra, text, malformed));
            hidden = Math.max(hidden, extra);
        }
        List<Integer> result = arrow < 0
                ? implicitResult(operands, hidden)
                : labels(equation.substring(arrow + ARROW.length()), hidden, text, malformed);
        requireMakesSense(operands, result, text, malformed);
        return new EinsumEquation(operands, result);
    }

    private static List<Integer> labels(
            String term, int hidden, String equation, Function<String, RuntimeException> malformed) {
        List<Integer> labels = new ArrayList<>();
        int place = 0;
        while (place < term.length()) {
            char letter = term.charAt(place);
            if (term.startsWith(ELLIPSIS, place)) {
                for (int i = hidden; i > 0; i--) {
                    labels.add(-i);
                }
                place += ELLIPSIS.length();
            } else if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
                labels.add((int) letter);
                place++;
            } else {
                throw malformed.apply("equation '%s' has '%s', expected letters".formatted(equation, letter));
            }
        }
        return labels;
    }

    /** Returns the dimensions of the ellipses, then the letters that are there once, in their order. */
    private static List<Integer> implicitResult(List<List<Integer>> operands, int hidden) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        operands.forEach(labels -> labels.forEach(label -> counts.merge(label, 1, Integer::sum)));
        List<Integer> result = new ArrayList<>();
        for (int i = hidden; i > 0; i--) {
            result.add(-i);
        }
        counts.forEach((label, count) -> {
            if (label > 0 && count == 1) {
                result.add(label);
            }
        });
        return result;
    }

    private static void requireMakesSense(
            List<List<Integer>> operands,
            List<Integer> result,
            String text,
            Function<String, RuntimeException> malformed) {
        HashSet<Integer> known = new HashSet<>();
        operands.forEach(known::addAll);
        HashSet<Integer> distinct = new HashSet<>(result);
        if (!known.containsAll(result) || distinct.size() != result.size()) {
            throw malformed.apply(
                    "the result of equation '%s' has a label that is in no term, or one twice".formatted(text));
        }
    }
}
