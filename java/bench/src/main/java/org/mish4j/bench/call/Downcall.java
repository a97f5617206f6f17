// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.call;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Links native functions. The compiler folds a method handle into its caller only where it is in a static final field. */
final class Downcall {
    private Downcall() {}

    /** Links a function as the bindings do. */
    @SuppressWarnings("restricted") // what is measured
    static MethodHandle ordinary(MemorySegment function, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(function, descriptor);
    }

    /** Links a function without the change of the thread's state around the call: the garbage collector waits for it. */
    @SuppressWarnings("restricted") // what is measured
    static MethodHandle critical(MemorySegment function, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(function, descriptor, Linker.Option.critical(false));
    }
}
