// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.WorkloadParams;

/** What the forks of all rounds have measured, and what could not be measured. */
public final class SuiteResults {
    private final Map<Trial, List<BenchmarkResult>> forks = new LinkedHashMap<>();
    private final Map<Trial, Omission> omissions = new LinkedHashMap<>();

    void add(Trial trial, RunResult result) {
        forks.computeIfAbsent(trial, _ -> new ArrayList<>()).addAll(result.getBenchmarkResults());
    }

    void omit(Omission omission) {
        omissions.put(omission.trial(), omission);
    }

    boolean isOmitted(Trial trial) {
        return omissions.containsKey(trial);
    }

    /** Returns what could not be measured, in the order in which that was found. */
    public List<Omission> omissions() {
        return List.copyOf(omissions.values());
    }

    /** Returns one result for each trial, of the forks of all rounds. */
    public List<RunResult> merged() {
        return forks.values().stream().map(SuiteResults::merge).toList();
    }

    private static RunResult merge(List<BenchmarkResult> results) {
        return new RunResult(withForks(results.getFirst().getParams(), results.size()), results);
    }

    /** JMH was told of one fork at a time. The path of the Java machine is left out: it says nothing of another machine. */
    private static BenchmarkParams withForks(BenchmarkParams params, int forks) {
        WorkloadParams workload = new WorkloadParams();
        int index = 0;
        for (Object key : params.getParamsKeys()) {
            workload.put((String) key, params.getParam((String) key), index++);
        }
        List<String> jvmArguments = new ArrayList<>();
        for (Object argument : params.getJvmArgs()) {
            jvmArguments.add((String) argument);
        }
        return new BenchmarkParams(
                params.getBenchmark(),
                params.generatedBenchmark(),
                params.shouldSynchIterations(),
                params.getThreads(),
                params.getThreadGroups(),
                List.of(),
                forks,
                params.getWarmupForks(),
                params.getWarmup(),
                params.getMeasurement(),
                params.getMode(),
                workload,
                params.getTimeUnit(),
                params.getOpsPerInvocation(),
                "java",
                jvmArguments,
                params.getJdkVersion(),
                params.getVmName(),
                params.getVmVersion(),
                params.getJmhVersion(),
                params.getTimeout());
    }
}
