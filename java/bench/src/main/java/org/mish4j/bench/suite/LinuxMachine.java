// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what Linux tells of the processor and the memory. Elsewhere nothing is known. */
final class LinuxMachine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    /** Those that matter to convolutions, as Linux names them. */
    private static final List<String> INSTRUCTION_SETS = List.of(
            "sse4_2",
            "avx",
            "f16c",
            "fma",
            "avx2",
            "avx_vnni",
            "avx512f",
            "avx512bw",
            "avx512dq",
            "avx512vl",
            "avx512_vnni",
            "avx512_bf16",
            "avx512_fp16",
            "amx_tile",
            "amx_int8",
            "amx_bf16",
            "asimd",
            "asimdhp",
            "asimddp",
            "bf16",
            "i8mm",
            "sve",
            "sve2");

    private LinuxMachine() {}

    static Map<String, Object> processor() {
        Map<String, Object> processor = new LinkedHashMap<>();
        Map<String, String> facts = facts(PROCESSORS);
        processor.put("model", facts.getOrDefault("model name", "unknown"));
        putNumber(processor, "family", facts.get("cpu family"));
        putNumber(processor, "modelNumber", facts.get("model"));
        processor.put("logicalProcessors", Runtime.getRuntime().availableProcessors());
        putNumber(processor, "coresOfSocket", facts.get("cpu cores"));
        Set<String> flags = Set.copyOf(Arrays.asList(
                facts.getOrDefault("flags", facts.getOrDefault("Features", "")).split(" ")));
        processor.put(
                "instructionSets",
                INSTRUCTION_SETS.stream().filter(flags::contains).toList());
        processor.put("virtualized", flags.contains("hypervisor"));
        processor.put("caches", caches());
        return processor;
    }

    static Map<String, Object> memory() {
        Map<String, Object> memory = new LinkedHashMap<>();
        String total = facts(MEMORY).get("MemTotal");
        if (total != null) {
            memory.put("totalKiB", Long.parseLong(total.replace("kB", "").strip()));
        }
        if (Files.isReadable(HUGE_PAGES)) {
            memory.put("transparentHugePages", read(HUGE_PAGES).replaceAll(".*\\[(\\w+)].*", "$1"));
        }
        return memory;
    }

    private static void putNumber(Map<String, Object> object, String name, @Nullable String text) {
        if (text != null) {
            object.put(name, Long.parseLong(text));
        }
    }

    /** Returns the caches of the first processor: {@code L1 Data 32K}, for example. */
    private static List<String> caches() {
        List<String> caches = new ArrayList<>();
        if (!Files.isDirectory(CACHES)) {
            return caches;
        }
        Set<Path> folders = new TreeSet<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(CACHES, "index*")) {
            stream.forEach(folders::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Path folder : folders) {
            caches.add("L%s %s %s"
                    .formatted(
                            read(folder.resolve("level")), read(folder.resolve("type")), read(folder.resolve("size"))));
        }
        return caches;
    }

    /** Returns what lines of the form "name : value" say, the first one of each name. */
    private static Map<String, String> facts(Path file) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (Files.isReadable(file)) {
            for (String line : read(file).split("\n")) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    facts.putIfAbsent(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
                }
            }
        }
        return facts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("'%s' can't be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
