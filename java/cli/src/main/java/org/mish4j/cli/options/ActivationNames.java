// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.options;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.mish4j.Activation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Activations as they are named on the command line. */
public final class ActivationNames implements ITypeConverter<Activation> {
    /** Mish, and what the paper compares it with. */
    public static final String FAMILY = "mish,swish,gelu,relu,leaky,elu,softplus";

    private static final Map<String, Activation> ACTIVATIONS = new LinkedHashMap<>();

    static {
        ACTIVATIONS.put("mish", Activation.mish());
        ACTIVATIONS.put("relu", Activation.relu());
        ACTIVATIONS.put("leaky", Activation.leakyRelu(0.1f));
        ACTIVATIONS.put("swish", Activation.swish());
        ACTIVATIONS.put("gelu", Activation.gelu());
        ACTIVATIONS.put("elu", Activation.elu(1));
        ACTIVATIONS.put("softplus", Activation.softplus());
        ACTIVATIONS.put("tanh", Activation.tanh());
        ACTIVATIONS.put("sigmoid", Activation.sigmoid());
        ACTIVATIONS.put("linear", Activation.linear(1, 0));
    }

    @Override
    public Activation convert(String value) {
        try {
            return parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /**
     * Returns the activation of a name.
     *
     * @throws IllegalArgumentException if there is none; the text names those that there are
     */
    static Activation parse(String name) {
        Activation activation = ACTIVATIONS.get(name.toLowerCase(Locale.ROOT));
        if (activation == null) {
            throw new IllegalArgumentException("'%s' is not an activation, expected one of %s"
                    .formatted(name, String.join(", ", ACTIVATIONS.keySet())));
        }
        return activation;
    }
}
