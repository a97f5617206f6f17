// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A graph was compiled. */
@Name("org.mish4j.Compile")
@Label("Compile")
@Category("mish4j")
@Description("A graph was compiled for a device")
public final class CompileEvent extends Event {
    /** The graph's name. */
    @Label("Graph")
    public @Nullable String graph;

    /** The device's name. */
    @Label("Device")
    public @Nullable String device;

    /** The number of steps of the plan. */
    @Label("Steps")
    public int steps;

    /** The bytes of the packed constants. */
    @Label("Weights")
    @DataAmount
    public long weightBytes;
}
