// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The native memory that is held, whenever a model, a request or a device's tensor is made or freed. */
@Name("org.mish4j.NativeMemory")
@Label("Native Memory")
@Category("mish4j")
@Description("Packed weights, activations and scratchpads of open models and requests, and tensors of devices")
@StackTrace(false)
public final class NativeMemoryEvent extends Event {
    /** The bytes held. */
    @Label("Held")
    @DataAmount
    public long bytes;
}
