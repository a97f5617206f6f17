# SPDX-License-Identifier: Apache-2.0
"""Times of functions that take turns, so that what disturbs the machine for a while disturbs all of them alike."""

import math
import statistics
import time
from dataclasses import dataclass
from typing import Callable

import torch

# The name of a mode and of a kind of figures
Key = tuple[str, str]
Function = Callable[[], object]

SAMPLE_MS = 20.0
MAX_RUNS_OF_A_SAMPLE = 100
WARM_UP_MS = 500.0
MAX_WARM_UP_RUNS = 1000
MIN_WARM_UP_RUNS = 2


@dataclass(frozen=True)
class Times:
    """Milliseconds of a run, each sample the mean of a number of runs one after the other."""

    runs_of_a_sample: int
    samples_ms: list[float]

    def to_json(self) -> dict:
        return {
            "median_ms": statistics.median(self.samples_ms),
            "least_ms": min(self.samples_ms),
            "largest_ms": max(self.samples_ms),
            "runs_of_a_sample": self.runs_of_a_sample,
            "samples_ms": self.samples_ms,
        }


def by_clock(function: Function, runs: int) -> float:
    """Milliseconds of a run by the host's clock, for functions that return when all is done."""
    start = time.perf_counter()
    for _ in range(runs):
        function()
    return (time.perf_counter() - start) * 1e3 / runs


def by_events(function: Function, runs: int) -> float:
    """Milliseconds of a run on the GPU's stream, waits for the host in between included."""
    start = torch.cuda.Event(enable_timing=True)
    end = torch.cuda.Event(enable_timing=True)
    start.record()
    for _ in range(runs):
        function()
    end.record()
    end.synchronize()
    return start.elapsed_time(end) / runs


@dataclass(frozen=True)
class Timed:
    """A function and what measures it: by_clock or by_events."""

    function: Function
    clock: Callable[[Function, int], float]

    def warm_up(self) -> int:
        """Runs it until it is fast; returns how many runs make a sample."""
        spent = 0.0
        latest = 0.0
        for run in range(MAX_WARM_UP_RUNS):
            latest = self.clock(self.function, 1)
            spent += latest
            if run + 1 >= MIN_WARM_UP_RUNS and spent >= WARM_UP_MS:
                break
        return min(max(math.ceil(SAMPLE_MS / max(latest, 1e-3)), 1), MAX_RUNS_OF_A_SAMPLE)


class Turns:
    """Candidates that are measured once in every round. One that fails is left out from then on."""

    def __init__(self, candidates: dict[Key, Timed]):
        self._candidates = candidates
        self.times: dict[Key, Times] = {}
        self.failures: dict[Key, Exception] = {}

    def run(self, rounds: int) -> None:
        for key, timed in self._candidates.items():
            self._attempt(key, lambda: self.times.update({key: Times(timed.warm_up(), [])}))
        for _ in range(rounds):
            for key, timed in self._candidates.items():
                self._attempt(key, lambda: self._sample(timed, self.times[key]))

    def _attempt(self, key: Key, action: Function) -> None:
        if key in self.failures:
            return
        try:
            action()
        except Exception as error:
            self.failures[key] = error
            self.times.pop(key, None)

    @staticmethod
    def _sample(timed: Timed, times: Times) -> None:
        times.samples_ms.append(timed.clock(timed.function, times.runs_of_a_sample))
