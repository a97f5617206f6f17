# SPDX-License-Identifier: Apache-2.0
"""The measurements as Markdown tables, with mish4j's own beside them."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from modes import MODES, PRECISIONS

# What mish4j bench --json calls an input: "image: F32[1, 3, 416, 416]"
INPUT = re.compile(r"^[^:]+: \w+\[(\d+(?:, \d+)*)\]$")
NOTHING = "–"

Row = tuple[str, int, int, str]


@dataclass(frozen=True)
class Figure:
    """What a network needs: milliseconds, the median with the least and the largest of the samples; or why there is none."""

    median_ms: float | None
    range_ms: tuple[float, float] | None = None
    reason: str | None = None


def row_of(measurement: dict) -> Row:
    return tuple(measurement[key] for key in ("network", "size", "batch", "precision"))


def pytorch_figures(measurements: list[dict], kind: str) -> dict[Row, dict[str, Figure]]:
    """The figures of a kind, "resident" or "end_to_end", by what was measured and by mode."""
    figures: dict[Row, dict[str, Figure]] = {}
    for measurement in measurements:
        times = measurement.get(kind)
        figure = (
            Figure(None, reason=measurement.get("reason"))
            if times is None
            else Figure(times["median_ms"], (times["least_ms"], times["largest_ms"]))
        )
        figures.setdefault(row_of(measurement), {})[measurement["mode"]] = figure
    return figures


def read_mish4j(file: Path) -> list[dict]:
    """What mish4j bench --json wrote: one object, a list of objects, or objects one after the other."""
    text = file.read_text(encoding="utf-8")
    decoder = json.JSONDecoder()
    objects: list[dict] = []
    position = 0
    while text[position:].strip():
        position += len(text[position:]) - len(text[position:].lstrip())
        try:
            value, position = decoder.raw_decode(text, position)
        except json.JSONDecodeError as error:
            raise ValueError(f"'{file}' is not JSON: {error}") from error
        objects.extend(value if isinstance(value, list) else [value])
    for index, measured in enumerate(objects):
        try:
            mish4j_row(measured)
            mish4j_candidate(measured)
            float(measured["median_ms"])
        except (AttributeError, LookupError, TypeError) as error:
            raise ValueError(f"object {index + 1} of '{file}' is not what mish4j bench --json writes: {error}") from error
    return objects


def mish4j_row(measured: dict) -> Row:
    match = INPUT.match(measured["inputs"][0])
    if match is None:
        raise LookupError(f"input '{measured['inputs'][0]}' has no shape")
    dimensions = [int(dimension) for dimension in match.group(1).split(", ")]
    precision = measured["precision"].lower()
    if precision == "f32" and measured.get("fast_math", False) and measured["device"].startswith("cuda"):
        precision = "tf32"
    return measured["graph"], dimensions[-1], dimensions[0], precision


def mish4j_candidate(measured: dict) -> str:
    name = f"mish4j {measured['device']}"
    if not measured.get("record", True):
        name += " without graph"
    return name if measured["requests"] == 1 else f"{name}, {measured['requests']} requests"


def mish4j_figures(objects: list[dict]) -> dict[Row, dict[str, Figure]]:
    figures: dict[Row, dict[str, Figure]] = {}
    for measured in objects:
        figure = Figure(measured["median_ms"])
        figures.setdefault(mish4j_row(measured), {})[mish4j_candidate(measured)] = figure
    return figures


def merged(first: dict[Row, dict[str, Figure]], second: dict[Row, dict[str, Figure]]) -> dict[Row, dict[str, Figure]]:
    return {row: first.get(row, {}) | second.get(row, {}) for row in first | second}


def best(figures: dict[str, Figure], candidates: list[str]) -> float | None:
    medians = [figures[name].median_ms for name in candidates if name in figures]
    return min((median for median in medians if median is not None), default=None)


def cell(figure: Figure | None) -> str:
    if figure is None or figure.median_ms is None:
        return NOTHING
    if figure.range_ms is None:
        return f"{figure.median_ms:.3f}"
    return f"{figure.median_ms:.3f} ({figure.range_ms[0]:.3f} to {figure.range_ms[1]:.3f})"


def table(figures: dict[Row, dict[str, Figure]], mish4j: list[str]) -> list[str]:
    """Rows for what was measured, columns for candidates; with mish4j's, how many times as long PyTorch's best takes."""
    candidates = [mode for mode in MODES if any(mode in of_row for of_row in figures.values())]
    header = ["network", "batch", "precision", *candidates, *mish4j]
    if mish4j:
        header.append("PyTorch's best / mish4j's best")
    lines = ["| " + " | ".join(header) + " |", "|---|---:|---" + "|---:" * (len(header) - 3) + "|"]
    for row in sorted(figures, key=order):
        network, size, batch, precision = row
        of_row = figures[row]
        cells = [f"{network} {size}", str(batch), precision]
        cells += [cell(of_row.get(name)) for name in candidates + mish4j]
        if mish4j:
            theirs, own = best(of_row, candidates), best(of_row, mish4j)
            cells.append(NOTHING if theirs is None or own is None else f"{theirs / own:.2f}")
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def order(row: Row) -> tuple:
    network, size, batch, precision = row
    names = list(PRECISIONS)
    return network, size, names.index(precision) if precision in names else len(names), batch


def omissions(figures: dict[Row, dict[str, Figure]]) -> list[str]:
    return [
        f"- {row[0]} {row[1]}, batch {row[2]}, {row[3]}, {name}: {figure.reason}"
        for row in sorted(figures, key=order)
        for name, figure in figures[row].items()
        if figure.reason is not None
    ]


def markdown(document: dict, mish4j: list[dict]) -> str:
    machine = ", ".join(f"{name} {value}" for name, value in document["machine"].items() if value is not None)
    measurements = document["measurements"]
    resident = pytorch_figures(measurements, "resident")
    end_to_end = merged(pytorch_figures(measurements, "end_to_end"), mish4j_figures(mish4j))
    names = list(dict.fromkeys(mish4j_candidate(measured) for measured in mish4j))
    lines = [
        f"PyTorch on: {machine}",
        "",
        "Milliseconds of a run: the median, with the least and the largest of the samples.",
        "",
        "### Input and outputs on the device",
        "",
        *table(resident, []),
        "",
        "### From the host's memory and back: F32 images in, F32 outputs out",
        "",
        *table(end_to_end, names),
    ]
    if mish4j:
        lines += ["", "mish4j was measured by itself, not in turns with PyTorch: the median of what `mish4j bench` wrote."]
        lines += [f"- mish4j on: {machine_text}" for machine_text in mish4j_machines(mish4j)]
    missing = omissions(resident)
    if missing:
        lines += ["", "Not measured:", "", *missing]
    return "\n".join(lines)


def mish4j_machines(objects: list[dict]) -> list[str]:
    texts = (
        ", ".join(f"{name} {value}" for name, value in measured.get("machine", {}).items()) for measured in objects
    )
    return [text for text in dict.fromkeys(texts) if text]
