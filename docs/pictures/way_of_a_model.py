#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes way-of-a-model.svg, the picture of docs/architecture.md, beside this file."""
from pathlib import Path
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 960, 560
STYLE = """
  text { font: 14px sans-serif; fill: #1b1f24; text-anchor: middle; }
  .small { font-size: 12px; fill: #57606a; }
  .lane { fill: #f6f8fa; stroke: none; }
  .lane-name { font-weight: bold; text-anchor: start; }
  .box { fill: #ffffff; stroke: #57606a; stroke-width: 1.2; }
  .kept { fill: #ddf4ff; stroke: #0969da; stroke-width: 1.2; }
  .arrow { stroke: #57606a; stroke-width: 1.4; fill: none; marker-end: url(#head); }
  .run { stroke: #bf3989; stroke-width: 2; fill: none; marker-end: url(#run-head); }
  .run-text { fill: #bf3989; font-size: 12px; }
  #head path { fill: #57606a; }
  #run-head path { fill: #bf3989; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .small { fill: #9198a1; }
    .lane { fill: #161b22; }
    .box { fill: #0d1117; stroke: #9198a1; }
    .kept { fill: #121d2f; stroke: #4493f8; }
    .arrow { stroke: #9198a1; }
    .run { stroke: #f778ba; }
    .run-text { fill: #f778ba; }
    #head path { fill: #9198a1; }
    #run-head path { fill: #f778ba; }
  }
"""

# name: (left, top, width, height, class, title, lines)
BOXES = {
    "file": (20, 60, 124, 60, "box", "model file", ["ONNX or Darknet"]),
    "importer": (170, 60, 130, 60, "box", "Importer", ["java/importers"]),
    "graph": (340, 60, 130, 60, "kept", "Graph", ["values, nodes"]),
    "passes": (510, 60, 150, 60, "box", "Passes", ["fold, fuse, simplify"]),
    "fused": (690, 60, 190, 60, "kept", "Graph, fused", ["conv + bias + Mish + add"]),
    "java": (170, 170, 170, 76, "box", "Java devices", ["java-reference", "java-vector"]),
    "writer": (690, 170, 190, 76, "box", "ProgramWriter", ["operator by operator,", "through the bindings"]),
    "model": (430, 170, 180, 76, "kept", "CompiledModel", ["steps, packed weights;", "shared between threads"]),
    "core": (690, 340, 190, 76, "box", "core", ["checks every argument,", "infers every shape"]),
    "onednn": (430, 340, 200, 76, "box", "backend onednn or cudnn", ["layouts, kernels, weights,", "memory plan, steps"]),
    "request": (170, 340, 190, 76, "kept", "request", ["activations of one", "inference at a time"]),
    "steps": (170, 460, 190, 60, "box", "steps, one after another", ["kernels on threads"]),
    "infer": (20, 170, 120, 76, "kept", "InferRequest", ["tensors of", "the caller"]),
}


def box(left, top, width, height, kind, title, lines):
    middle = left + width / 2
    first = top + height / 2 - 8 * len(lines) + 5
    texts = [f'<text x="{middle}" y="{first}">{escape(title)}</text>']
    for number, line in enumerate(lines, 1):
        texts.append(f'<text class="small" x="{middle}" y="{first + 16 * number}">{escape(line)}</text>')
    return [f'<rect class="{kind}" x="{left}" y="{top}" width="{width}" height="{height}" rx="6"/>', *texts]


def arrow(kind, *points):
    return [f'<polyline class="{kind}" points="{" ".join(f"{x},{y}" for x, y in points)}"/>']


def note(kind, x, y, text):
    return [f'<text class="{kind}" x="{x}" y="{y}">{escape(text)}</text>']


def picture():
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-label="The way of a model from its file to a run">',
        f"<style>{STYLE}</style>",
    ]
    for name in ("head", "run-head"):
        parts.append(
            f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
            'orient="auto-start-reverse" markerUnits="userSpaceOnUse"><path d="M0,0 L10,5 L0,10 z"/></marker>'
        )
    parts += ['<rect class="lane" x="5" y="10" width="950" height="270" rx="8"/>', *note("lane-name", 20, 36, "Java")]
    parts += ['<rect class="lane" x="5" y="304" width="950" height="246" rx="8"/>', *note("lane-name", 20, 328, "C++")]
    for drawn in BOXES.values():
        parts += box(*drawn)
    for left, right in (("file", "importer"), ("importer", "graph"), ("graph", "passes"), ("passes", "fused")):
        start, end = BOXES[left], BOXES[right]
        parts += arrow("arrow", (start[0] + start[2], 90), (end[0], 90))
    parts += arrow("arrow", (785, 120), (785, 170))
    parts += arrow("arrow", (730, 120), (730, 145), (255, 145), (255, 170))
    parts += note("small", 520, 140, "Backend.compile")
    parts += arrow("arrow", (340, 208), (430, 208))
    parts += arrow("arrow", (785, 246), (785, 340))
    parts += note("small", 845, 297, "C ABI, mish4j.h")
    parts += arrow("arrow", (690, 378), (630, 378))
    parts += arrow("arrow", (550, 340), (550, 246))
    parts += arrow("arrow", (430, 378), (360, 378))
    parts += arrow("arrow", (480, 246), (480, 266), (110, 266), (110, 246))
    parts += note("small", 400, 261, "createRequest()")
    parts += arrow("run", (60, 246), (60, 378), (170, 378))
    parts += note("run-text", 155, 297, "run(): one downcall, no heap")
    parts += arrow("arrow", (265, 416), (265, 460))
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("way-of-a-model.svg").write_text(picture(), encoding="utf-8")
