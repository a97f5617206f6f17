// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.nodes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.mish4j.importers.onnx.proto.AttributeProto;
import org.mish4j.importers.onnx.proto.AttributeType;
import org.mish4j.importers.onnx.proto.GraphProto;
import org.mish4j.importers.onnx.proto.TensorProto;

/** The attributes of a node, with their types checked. Remembers which were asked for. */
public final class Attributes {
    private final Map<String, AttributeProto> attributes = new HashMap<>();
    private final Set<String> unread = new TreeSet<>();
    private final Function<String, RuntimeException> malformed;

    Attributes(List<AttributeProto> list, Function<String, RuntimeException> malformed) {
        this.malformed = malformed;
        for (AttributeProto attribute : list) {
            if (attributes.put(attribute.name(), attribute) != null) {
                throw malformed.apply("attribute '%s' is there twice".formatted(attribute.name()));
            }
            unread.add(attribute.name());
        }
    }

    /** Tells whether there is an attribute. */
    public boolean has(String name) {
        unread.remove(name);
        return attributes.containsKey(name);
    }

    /** Returns an integer, or what an attribute left out stands for. */
    public long integer(String name, long missing) {
        return find(name, AttributeType.INT).map(AttributeProto::i).orElse(missing);
    }

    /** Returns a truth value, stored as an integer. */
    public boolean flag(String name, boolean missing) {
        return integer(name, missing ? 1 : 0) != 0;
    }

    /** Returns a float, or what an attribute left out stands for. */
    public float number(String name, float missing) {
        return find(name, AttributeType.FLOAT).map(AttributeProto::f).orElse(missing);
    }

    /** Returns a string, or what an attribute left out stands for. */
    public String string(String name, String missing) {
        return find(name, AttributeType.STRING).map(AttributeProto::s).orElse(missing);
    }

    /** Returns integers; empty if the attribute is left out. */
    public Optional<long[]> integers(String name) {
        return find(name, AttributeType.INTS).map(attribute -> attribute.ints().toArray());
    }

    /** Returns integers of a given number, or that number of equal ones if the attribute is left out. */
    public List<Long> integers(String name, int count, long missing) {
        long[] values = integers(name)
                .orElseGet(() -> LongStream.generate(() -> missing).limit(count).toArray());
        if (values.length != count) {
            throw malformed.apply("attribute '%s' has %d numbers, expected %d".formatted(name, values.length, count));
        }
        return LongStream.of(values).boxed().toList();
    }

    /** Returns floats; empty if the attribute is left out. */
    public Optional<float[]> numbers(String name) {
        return find(name, AttributeType.FLOATS).map(AttributeProto::floats);
    }

    /** Returns a tensor; empty if the attribute is left out. */
    public Optional<TensorProto> tensor(String name) {
        return find(name, AttributeType.TENSOR).map(AttributeProto::t);
    }

    /** Returns a graph; empty if the attribute is left out. */
    public Optional<GraphProto> graph(String name) {
        return find(name, AttributeType.GRAPH).map(AttributeProto::g);
    }

    /** Says that some attributes do not change what an inference gives. */
    public void ignore(String... names) {
        for (String name : names) {
            unread.remove(name);
        }
    }

    /** Returns the names of the attributes that no one has asked for. */
    Set<String> unread() {
        return unread;
    }

    private Optional<AttributeProto> find(String name, AttributeType expected) {
        unread.remove(name);
        AttributeProto attribute = attributes.get(name);
        if (attribute != null && attribute.type() != expected && attribute.type() != AttributeType.UNDEFINED) {
            throw malformed.apply(
                    "attribute '%s' is of type %s, expected %s".formatted(name, attribute.type(), expected));
        }
        return Optional.ofNullable(attribute);
    }
}
