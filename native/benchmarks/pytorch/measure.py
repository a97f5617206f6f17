#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures YOLOv4, CSPDarknet-53 and ResNet-50 with Mish in PyTorch, to be put beside mish4j's own measurements.

python3 measure.py --output pytorch.json
python3 measure.py --report pytorch.json --mish4j mish4j.json    measures nothing, prints the tables

Each network is measured with its input and outputs on the device, and end to end: from F32 images in the host's memory,
pinned where there is a GPU, to F32 outputs there, which is what mish4j's run includes. The modes of a network take turns.
Before a mode is measured, its outputs are compared with those of eager F32. A mode that fails is reported with its
reason, and the others go on. Prints Markdown; the file is written anew after each network.
"""

import argparse
import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Callable, Collection

import torch

from machine import describe
from modes import MODES, PRECISIONS, Candidate, UnavailableError
from networks import NETWORKS
from report import markdown, read_mish4j
from timing import Timed, Turns, by_clock, by_events
from weights import fill, image

# Of the largest magnitude of an output: what eager F32 and a mode may differ by
TOLERANCES = {"f16": 0.05, "bf16": 0.2, "f32": 1e-3, "tf32": 0.05}
MAX_REASON = 300


class Session:
    """Measurements with one set of options, written to a file as they come."""

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.device = torch.device(options.device)
        self.start = time.monotonic()
        self.document = {
            "machine": describe(self.device),
            "settings": {
                "device": options.device,
                "repetitions": options.repetitions,
                "compile_mode": options.compile_mode,
                "cudnn_benchmark": True,
            },
            "measurements": [],
        }

    def run(self) -> None:
        for name in self.options.networks:
            network = NETWORKS[name].build().eval()
            fill(network)
            network.requires_grad_(False)
            size = self.options.size or NETWORKS[name].usual_size
            for precision in self.options.precisions:
                for batch in self.options.batches:
                    case = {"network": name, "size": size, "batch": batch, "precision": precision}
                    print(f"measuring {name} {size}, batch {batch}, {precision}", file=sys.stderr, flush=True)
                    self.document["measurements"] += self.measure(case, network)
                    self.write()

    def measure(self, case: dict, network: torch.nn.Module) -> list[dict]:
        """Returns a measurement, or the reason why there is none, for each mode."""
        results = {mode: case | {"mode": mode} for mode in self.options.modes}
        if self.options.time_limit is not None and time.monotonic() - self.start > self.options.time_limit:
            return [result | {"reason": "the time was up"} for result in results.values()]
        images = image(case["batch"], case["size"])
        candidates: dict[str, Candidate] = {}
        try:
            expected = self.expected(network, images)
        except Exception as error:
            return [result | {"reason": f"eager F32 failed: {reason(error)}"} for result in results.values()]
        for mode in self.options.modes:
            try:
                candidates[mode] = self.prepare(mode, network, images, case["precision"])
                results[mode]["difference"] = agreement(candidates[mode], expected, case["precision"])
            except Exception as error:
                candidates.pop(mode, None)
                results[mode]["reason"] = reason(error)
            self.release()
        turns = Turns(self.timed(candidates))
        with torch.inference_mode():
            turns.run(self.options.repetitions)
        for (mode, kind), times in turns.times.items():
            results[mode][kind] = times.to_json()
        for (mode, kind), error in turns.failures.items():
            results[mode].setdefault("reason", reason(error))
        del turns
        candidates.clear()
        torch.compiler.reset()
        self.release()
        return list(results.values())

    def expected(self, network: torch.nn.Module, images: torch.Tensor) -> list[torch.Tensor]:
        candidate = self.prepare("eager", network, images, "f32")
        with torch.inference_mode():
            return candidate.run_end_to_end()

    def prepare(self, mode: str, network: torch.nn.Module, images: torch.Tensor, precision: str) -> Candidate:
        return Candidate(mode, network, images, precision, self.device, self.options.compile_mode)

    def timed(self, candidates: dict[str, Candidate]) -> dict[tuple[str, str], Timed]:
        resident_clock = by_events if self.device.type == "cuda" else by_clock
        timed = {}
        for mode, candidate in candidates.items():
            timed[mode, "resident"] = Timed(candidate.run, resident_clock)
            timed[mode, "end_to_end"] = Timed(candidate.run_end_to_end, by_clock)
        return timed

    def release(self) -> None:
        gc.collect()
        if self.device.type == "cuda":
            torch.cuda.empty_cache()

    def write(self) -> None:
        if self.options.output is not None:
            unfinished = self.options.output.with_name(self.options.output.name + ".part")
            unfinished.write_text(json.dumps(self.document, indent=2) + "\n", encoding="utf-8")
            os.replace(unfinished, self.options.output)


def agreement(candidate: Candidate, expected: list[torch.Tensor], precision: str) -> float:
    """The largest difference of an output, of its largest magnitude; an error where that is too large."""
    with torch.inference_mode():
        pairs = zip(candidate.run_end_to_end(), expected, strict=True)
        difference = max(((a - e).abs().max() / e.abs().max()).item() for a, e in pairs)
    if not difference <= TOLERANCES[precision]:
        raise ArithmeticError(f"its outputs differ from eager F32's by {difference:.2g} of the largest magnitude, "
                              f"expected at most {TOLERANCES[precision]:.2g}")
    return difference


def reason(error: Exception) -> str:
    if isinstance(error, UnavailableError):
        return str(error)
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[0] if lines else 'no reason given'}"[:MAX_REASON]


def names_of(known: Collection[str]) -> Callable[[str], list[str]]:
    def parse(text: str) -> list[str]:
        names = text.split(",")
        for name in names:
            if name not in known:
                raise argparse.ArgumentTypeError(f"'{name}' is not known, expected some of {','.join(known)}")
        return names

    return parse


def positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1 on")
    return int(text)


def numbers(text: str) -> list[int]:
    return [positive(part) for part in text.split(",")]


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--networks", type=names_of(NETWORKS), default=list(NETWORKS), metavar="NAME,...")
    parser.add_argument("--size", type=positive, help="height and width of the images; default: each network's usual ones")
    parser.add_argument("--batches", type=numbers, default=[1, 8, 32], metavar="N,...")
    parser.add_argument("--precisions", type=names_of(PRECISIONS), default=list(PRECISIONS), metavar="P,...",
                        help=f"some of {','.join(PRECISIONS)}")
    parser.add_argument("--modes", type=names_of(MODES), default=list(MODES), metavar="MODE,...",
                        help=f"some of {','.join(MODES)}")
    parser.add_argument("--compile-mode", choices=("default", "reduce-overhead", "max-autotune"), default="reduce-overhead",
                        help="torch.compile's mode; default: %(default)s, which uses CUDA graphs")
    parser.add_argument("--repetitions", type=positive, default=25, help="rounds, with a sample of each mode; default: 25")
    parser.add_argument("--time-limit", type=positive, metavar="SECONDS", help="begin no further network after this time")
    parser.add_argument("--output", type=Path, metavar="FILE.json")
    parser.add_argument("--report", type=Path, metavar="FILE.json", help="measure nothing, take what was written before")
    parser.add_argument("--mish4j", type=Path, action="append", default=[], metavar="FILE.json",
                        help="what 'mish4j bench --json' wrote; may be given several times")
    return parser.parse_args()


def main() -> int:
    options = parse_options()
    try:
        mish4j = [measured for file in options.mish4j for measured in read_mish4j(file)]
        if options.report is not None:
            document = json.loads(options.report.read_text(encoding="utf-8"))
            print(markdown(document, mish4j))
            return 0
    except (OSError, ValueError) as error:
        print(f"measure.py: {error}", file=sys.stderr)
        return 1
    if options.device == "cuda" and not torch.cuda.is_available():
        print("measure.py: PyTorch finds no GPU that it can use; --device cpu measures the processor", file=sys.stderr)
        return 1
    torch.backends.cudnn.benchmark = True
    session = Session(options)
    try:
        session.write()
    except OSError as error:
        print(f"measure.py: '{options.output}' can't be written: {error}", file=sys.stderr)
        return 1
    session.run()
    print(markdown(session.document, mish4j))
    return 0


if __name__ == "__main__":
    sys.exit(main())
