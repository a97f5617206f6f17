#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that the networks here are those of java/zoo: python3 check.py [FOLDER]

Compares the number of parameters and the shapes of the outputs with those that java/zoo's tests state. With a folder that
holds NAME/output_K.f32 (little-endian floats), another implementation's outputs for the seeded weights and one 64 x 64
image, it compares the outputs too. Needs PyTorch alone; exits with 1 where something differs.
"""

import sys
from array import array
from pathlib import Path

import torch

from networks import NETWORKS
from weights import fill, image

PARAMETERS = {"yolov4": 64429405, "cspdarknet53": 27677512, "resnet50": 22825896}
SHAPES = {
    "yolov4": [[2, 255, 8, 8], [2, 255, 4, 4], [2, 255, 2, 2]],
    "cspdarknet53": [[2, 1000], [2, 1000]],
    "resnet50": [[2, 1000], [2, 1000]],
}
GOLDENS = {"yolov4": "yolov4", "cspdarknet53": "csdarknet53-omega", "resnet50": "resnet50-mish"}
SIZE = 64
# Of the largest magnitude of an output
TOLERANCE = 1e-4


def golden(file: Path) -> torch.Tensor:
    values = array("f", file.read_bytes())
    if sys.byteorder == "big":
        values.byteswap()
    return torch.tensor(values)


def difference(actual: torch.Tensor, expected: torch.Tensor) -> float:
    if actual.numel() != expected.numel():
        return float("inf")
    return ((actual.flatten() - expected).abs().max() / expected.abs().max()).item()


def check(name: str, goldens: Path | None) -> list[str]:
    """Returns what differs."""
    network = NETWORKS[name].build().eval()
    parameters = fill(network)
    faults = []
    if parameters != PARAMETERS[name]:
        faults.append(f"{name} has {parameters} parameters, expected {PARAMETERS[name]}")
    with torch.inference_mode():
        outputs = network(image(2, SIZE))
        single = network(image(1, SIZE))
    shapes = [list(output.shape) for output in outputs]
    if shapes != SHAPES[name]:
        faults.append(f"{name} has outputs {shapes}, expected {SHAPES[name]}")
    for index, output in enumerate(single if goldens else []):
        found = difference(output, golden(goldens / GOLDENS[name] / f"output_{index}.f32"))
        print(f"{name}: output {index} differs by {found:.2g} of its largest magnitude")
        if not found <= TOLERANCE:
            faults.append(f"output {index} of {name} differs by {found:.2g}, expected at most {TOLERANCE:.2g}")
    return faults


def main() -> int:
    goldens = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    faults = [fault for name in NETWORKS for fault in check(name, goldens)]
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"{', '.join(NETWORKS)} are those of the zoo")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
