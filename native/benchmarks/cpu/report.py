#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tables, in Markdown, of what mish4j_layers and mish4j_activations wrote (--benchmark_out).

    report.py [--by median|least] FILE...

A time is the median of all repetitions' means, or the least of all runs. A ratio is the direct algorithm's time by
another's: above 1, the other is faster. "best" is the fastest of those that a compiler could choose from.
"""
import argparse
import collections
import json
import statistics

ALGORITHMS = {
    "direct_then_mish": "direct, then Mish",
    "winograd_f2x2": "F(2x2,3x3)",
    "winograd_f4x4": "F(4x4,3x3)",
    "auto": "auto",
}


def read(files):
    """The runs of each benchmark, by its name without what Google Benchmark appends."""
    runs = collections.defaultdict(list)
    omissions = {}
    for file in files:
        with open(file, encoding="utf-8") as text:
            for run in json.load(text)["benchmarks"]:
                if run["run_type"] != "iteration":
                    continue
                name = run["name"].removesuffix("/manual_time").split("/repeats:")[0]
                if run.get("error_occurred"):
                    omissions[name] = run["error_message"]
                else:
                    runs[name].append(run)
    # Random interleaving mixes them up
    return dict(sorted(runs.items(), key=lambda item: item[1][0]["family_index"])), omissions


def microseconds(runs, by):
    if by == "least":
        return min(run["least"] for run in runs) * 1e6
    return statistics.median(run["real_time"] for run in runs)


def ratio(direct, time):
    return "" if time is None else f"{direct / time:.2f}"


def layer_tables(runs, by):
    tables = collections.defaultdict(dict)
    for name, of_name in runs.items():
        network, layer, algorithm, threads = name.split("/")
        tables[network, threads].setdefault(layer, {})[algorithm] = of_name
    for (network, threads), layers in tables.items():
        yield f"\n### {network}, {threads.removeprefix('threads ')} thread{'' if threads.endswith(' 1') else 's'}\n"
        yield "| convolution | count | direct, µs | GFLOP/s | " + " | ".join(ALGORITHMS.values()) + " | best |"
        yield "|---|---:|---:|---:|" + "---:|" * (len(ALGORITHMS) + 1)
        sums = collections.Counter()
        for layer, found in layers.items():
            if "direct" not in found:
                continue
            times = {algorithm: microseconds(of, by) for algorithm, of in found.items()}
            direct = times["direct"]
            best = min(time for algorithm, time in times.items() if algorithm != "auto")
            count = int(found["direct"][0]["count"])
            rate = found["direct"][0]["GFLOP/s"] * found["direct"][0]["real_time"] / direct
            ratios = [ratio(direct, times.get(algorithm)) for algorithm in ALGORITHMS]
            yield (f"| {layer} | {count} | {direct:.1f} | {rate:.1f} | " + " | ".join(ratios)
                   + f" | {ratio(direct, best)} |")
            sums["direct"] += count * direct
            sums["best"] += count * best
            sums["auto"] += count * times.get("auto", direct)
        yield (f"| all, ms | | {sums['direct'] / 1e3:.2f} | | | | | {sums['direct'] / sums['auto']:.2f} | "
               f"{sums['direct'] / sums['best']:.2f} |")


def activation_table(runs):
    table = collections.defaultdict(dict)
    for name, of_name in runs.items():
        function, kind, elements, candidate = name.split("/")
        table[function, kind, elements][candidate] = statistics.median(run["ns"] for run in of_name)
    yield "\n| function | type | elements | mish4j, ns | oneDNN, ns | oneDNN / mish4j |"
    yield "|---|---|---:|---:|---:|---:|"
    for (function, kind, elements), times in table.items():
        own, peer = times["mish4j"], times.get("onednn")
        yield (f"| {function} | {kind} | {elements} | {own:.3f} | " + ("–" if peer is None else f"{peer:.3f}")
               + " | " + ("–" if peer is None else f"{peer / own:.2f}") + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--by", choices=["median", "least"], default="median")
    parser.add_argument("files", nargs="+", metavar="FILE")
    arguments = parser.parse_args()
    runs, omissions = read(arguments.files)
    layers = {name: of for name, of in runs.items() if "/threads " in name}
    activations = {name: of for name, of in runs.items() if name not in layers}
    for line in layer_tables(layers, arguments.by):
        print(line)
    if activations:
        for line in activation_table(activations):
            print(line)
    print()
    for name, reason in omissions.items():
        print(f"- `{name}` has no time: {reason.split('. Run workload')[0]}")


if __name__ == "__main__":
    main()
