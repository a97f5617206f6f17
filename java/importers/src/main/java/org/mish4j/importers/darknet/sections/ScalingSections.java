// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.darknet.sections;

import java.util.Map;
import org.mish4j.Operator;
import org.mish4j.Operator.BinaryKind;
import org.mish4j.Shape;
import org.mish4j.Value;
import org.mish4j.importers.darknet.configuration.Section;

/** Sections that multiply the result of another section. */
final class ScalingSections {
    private ScalingSections() {}

    static Map<String, SectionImporter> importers() {
        return Map.of("scale_channels", ScalingSections::scaleChannels, "sam", ScalingSections::sam);
    }

    /** from times the input, one factor a channel, or with scale_wh one a pixel; then the activation. */
    private static Value scaleChannels(Layer layer) {
        Section section = layer.section();
        Value factors = layer.input();
        Value from = layer.referred("from");
        Shape expected = section.flag("scale_wh")
                ? from.shape().withDimension(Layer.CHANNELS, 1)
                : from.shape().withDimension(Layer.HEIGHT, 1).withDimension(Layer.WIDTH, 1);
        if (!factors.shape().equals(expected)) {
            throw section.malformed("scales %s by the factors %s, expected factors %s"
                    .formatted(from.shape(), factors.shape(), expected));
        }
        Value product = layer.add(new Operator.Binary(BinaryKind.MUL), from, factors);
        return Activations.apply(layer, "linear", product);
    }

    /** The input times from, then the activation. */
    private static Value sam(Layer layer) {
        Value x = layer.input();
        Value from = layer.referred("from");
        if (!from.shape().equals(x.shape())) {
            throw layer.section()
                    .malformed("multiplies %s by %s, expected equal shapes".formatted(from.shape(), x.shape()));
        }
        Value product = layer.add(new Operator.Binary(BinaryKind.MUL), x, from);
        return Activations.apply(layer, "linear", product);
    }
}
