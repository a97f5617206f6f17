// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    /** The device of a backend that can't be used, so that the reason can be given under the name that a user asks for. */
    private static String deviceOf(String backendName) {
        return switch (backendName) {
            case "onednn" -> "cpu";
            case "cudnn" -> "cuda:0";
            default -> backendName;
        };
    }

    @Override
    public List<DeviceInfo> devices() {
        String failure = NativeLibraries.failure();
        if (failure != null) {
            return List.of(DeviceInfo.unavailable("cpu", "onednn", failure));
        }
        List<NativeBackendInfo> backends = NativeBackendInfo.all();
        List<DeviceInfo> devices = new ArrayList<>();
        for (String name : availableNames()) {
            devices.add(describe(name, backends));
        }
        for (NativeBackendInfo backend : backends) {
            if (!backend.reason().isEmpty()) {
                devices.add(DeviceInfo.unavailable(deviceOf(backend.name()), backend.name(), backend.reason()));
            }
        }
        return devices;
    }

    private static List<String> availableNames() {
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

    private static DeviceInfo describe(String name, List<NativeBackendInfo> backends) {
        try (OpenDevice device = OpenDevice.open(name)) {
            String backendName = device.text(mish4j_h.MISH4J_DEVICE_BACKEND());
            NativeBackendInfo backend = backends.stream()
                    .filter(candidate -> candidate.name().equals(backendName))
                    .findFirst()
                    .orElseThrow();
            return new DeviceInfo(
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
                            .toList());
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
            NativeExecutable executable = new NativeExecutable(
                    model.get(ValueLayout.JAVA_LONG, 0),
                    graph.inputs().size(),
                    graph.outputs().size());
            recordMemory();
            return executable;
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
