// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Lists of whole numbers in little room. */
public final class NumberRanges {
    private NumberRanges() {}

    /** Returns ascending numbers with those that follow one another as a range, {@code 1-3, 7, 9-10}. */
    public static String text(List<Integer> ascending) {
        List<String> ranges = new ArrayList<>();
        int first = 0;
        for (int index = 1; index <= ascending.size(); index++) {
            if (index == ascending.size() || ascending.get(index) != ascending.get(index - 1) + 1) {
                int from = ascending.get(first);
                int to = ascending.get(index - 1);
                ranges.add(from == to ? Integer.toString(from) : from + "-" + to);
                first = index;
            }
        }
        return String.join(", ", ranges);
    }
}
