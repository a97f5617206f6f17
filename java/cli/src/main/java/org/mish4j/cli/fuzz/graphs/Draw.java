// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.fuzz.graphs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random choices. {@link Random} is specified to the bit, so that a seed gives the same ones everywhere. */
final class Draw {
    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a number from one to another, both included. */
    int from(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** Returns true with a probability. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Returns one of some things. */
    @SafeVarargs
    final <T> T of(T... things) {
        return things[random.nextInt(things.length)];
    }

    <T> T of(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** Returns a number from -range to range. */
    float real(float range) {
        return (2 * random.nextFloat() - 1) * range;
    }

    /** Returns a number of each dimension, from one to another. */
    List<Long> numbers(int count, int least, int most) {
        List<Long> numbers = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            numbers.add((long) from(least, most));
        }
        return numbers;
    }

    /** Returns 0 to count - 1 in any order. */
    List<Integer> permutation(int count) {
        List<Integer> permutation = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            permutation.add(index);
        }
        Collections.shuffle(permutation, random);
        return permutation;
    }

    /** Returns the numbers that divide another, in order. */
    static List<Integer> divisors(long number) {
        List<Integer> divisors = new ArrayList<>();
        for (int divisor = 1; divisor <= number; divisor++) {
            if (number % divisor == 0) {
                divisors.add(divisor);
            }
        }
        return divisors;
    }
}
