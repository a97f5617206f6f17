// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** An inference was run. Off unless a recording switches it on. */
@Name("org.mish4j.Inference")
@Label("Inference")
@Category("mish4j")
@Description("A compiled model was run once")
@Enabled(false)
@StackTrace(false)
public final class InferenceEvent extends Event {
    /** The graph's name. */
    @Label("Graph")
    public @Nullable String graph;

    /** The device's name. */
    @Label("Device")
    public @Nullable String device;
}
