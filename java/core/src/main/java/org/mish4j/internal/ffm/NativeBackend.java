// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mish4j.CompileOptions;
import org.mish4j.DeviceInfo;
import org.mish4j.Graph;
import org.mish4j.MishException;
import org.mish4j.Precision;
import org.mish4j.bindings.mish4j_h;
import org.mish4j.internal.backend.Backend;
import org.mish4j.internal.backend.DeviceMemory;
import org.mish4j.internal.backend.Executable;
import org.mish4j.internal.jfr.NativeMemoryEvent;

/** The devices of the native library's backends. */
public final class NativeBackend implements Backend {
    @Override
    public List<DeviceInfo> devices() {
        return Arrays.stream(NativeDeviceKind.values())
                .flatMap(kind -> devices(kind).stream())
                .toList();
    }

    private static List<DeviceInfo> devices(NativeDeviceKind kind) {
        String obstacle = obstacle(kind);
        if (!obstacle.isEmpty()) {
            return List.of(DeviceInfo.unavailable(kind.first(), kind.backend(), obstacle));
        }
        return names().stream()
                .filter(kind::hasName)
                .map(name -> describe(kind, name))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns why no device of a kind can be used; empty if some can. */
    private static String obstacle(NativeDeviceKind kind) {
        String failure = NativeLibraries.failure();
        return failure != null ? failure : NativeBackendInfo.of(kind.backend()).reason();
    }

    @Override
    public @Nullable DeviceInfo find(String deviceName) {
        for (NativeDeviceKind kind : NativeDeviceKind.values()) {
            if (kind.hasName(deviceName)) {
                String obstacle = obstacle(kind);
                return obstacle.isEmpty()
                        ? describe(kind, deviceName).orElse(null)
                        : DeviceInfo.unavailable(deviceName, kind.backend(), obstacle);
            }
        }
        return null;
    }

    private static List<String> names() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            NativeStatus.check(mish4j_h.mish4j_get_device_count(count));
            List<String> names = new ArrayList<>();
            for (int index = 0; index < count.get(ValueLayout.JAVA_INT, 0); index++) {
                int device = index;
                names.add(NativeStatus.text((buffer, capacity, length) ->
                        mish4j_h.mish4j_get_device_name(device, buffer, capacity, length)));
            }
            return names;
        }
    }

    /** Returns what is known of a device; nothing if its backend has none of this name. */
    private static Optional<DeviceInfo> describe(NativeDeviceKind kind, String name) {
        try (OpenDevice device = OpenDevice.open(name)) {
            NativeBackendInfo backend = NativeBackendInfo.of(kind.backend());
            return Optional.of(new DeviceInfo(
                    name,
                    true,
                    "",
                    device.text(mish4j_h.MISH4J_DEVICE_DESCRIPTION()),
                    device.text(mish4j_h.MISH4J_DEVICE_INSTRUCTION_SET()),
                    backend.version(),
                    backend.library(),
                    Arrays.stream(device.text(mish4j_h.MISH4J_DEVICE_PRECISIONS())
                                    .split(" "))
                            .map(precision -> Precision.valueOf(precision.toUpperCase(Locale.ROOT)))
                            .toList()));
        } catch (MishException e) {
            return e.status() == MishException.Status.NOT_FOUND
                    ? Optional.empty()
                    : Optional.of(DeviceInfo.unavailable(name, kind.backend(), String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Executable compile(String deviceName, Graph graph, CompileOptions options) {
        try (OpenDevice device = OpenDevice.open(deviceName);
                ProgramWriter program = ProgramWriter.write(graph);
                Arena arena = Arena.ofConfined()) {
            MemorySegment pairs = arena.allocateFrom(ValueLayout.JAVA_LONG, NativeOptions.pairs(options));
            int count = (int) (pairs.byteSize() / (2 * ValueLayout.JAVA_LONG.byteSize()));
            MemorySegment model = arena.allocate(ValueLayout.JAVA_LONG);
            ProgressCallback progress = new ProgressCallback(options.progress());
            int status = mish4j_h.mish4j_compile_with_progress(
                    device.handle(),
                    program.handle(),
                    count,
                    pairs,
                    progress.pointer(arena),
                    MemorySegment.NULL,
                    model);
            if (status != mish4j_h.MISH4J_OK()) {
                progress.rethrow();
            }
            NativeStatus.check(status);
            return NativeOwnership.transfer(
                    model.get(ValueLayout.JAVA_LONG, 0), mish4j_h::mish4j_model_close, handle -> {
                        recordMemory();
                        return new NativeExecutable(
                                handle, graph.inputs().size(), graph.outputs().size());
                    });
        }
    }

    @Override
    public DeviceMemory allocate(String deviceName, long bytes) {
        return NativeMemory.allocate(deviceName, bytes);
    }

    static void recordMemory() {
        NativeMemoryEvent event = new NativeMemoryEvent();
        if (event.isEnabled()) {
            event.bytes = memoryBytes();
            event.commit();
        }
    }

    /** Returns the native memory that open models, requests and device tensors hold, in bytes. */
    public static long memoryBytes() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(ValueLayout.JAVA_LONG);
            NativeStatus.check(mish4j_h.mish4j_get_memory_bytes(bytes));
            return bytes.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    /**
     * Returns the number of calls that this thread made to the native library, this one not counted.
     *
     * @throws MishException if the library is not loaded
     */
    public static long callCount() {
        String failure = NativeLibraries.failure();
        if (failure != null) {
            throw new MishException(MishException.Status.NOT_FOUND, failure);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
            NativeStatus.check(mish4j_h.mish4j_get_call_count(count));
            return count.get(ValueLayout.JAVA_LONG, 0);
        }
    }
}
