# SPDX-License-Identifier: Apache-2.0
"""Writes torch-cases.txt: what PyTorch computes in double precision for single nodes, in the form of operator-cases.txt.

Run with the torch package installed: python torch-cases.py > torch-cases.txt

They have groups, and numbers of images that are not those of the channels.
"""

import math

import torch
from torch.nn import functional


def generated(shape, number):
    elements = [((7 * i * i + 13 * i + 29 * number) % 41 - 20) / 8 for i in range(math.prod(shape))]
    return torch.tensor(elements, dtype=torch.float64).reshape(shape)


def shape_text(shape):
    return "[" + ",".join(map(str, shape)) + "]"


def attribute(name, value):
    if isinstance(value, list):
        return f"{name}=ints:" + ",".join(map(str, value))
    return f"{name}={'float' if isinstance(value, float) else 'int'}:{value}"


def case(operator, opset, shapes, function, **attributes):
    result = function(*(generated(shape, number) for number, shape in enumerate(shapes)))
    attribute_text = " ".join(attribute(name, value) for name, value in attributes.items())
    inputs = " ; ".join(map(shape_text, shapes))
    elements = " ".join(f"{element:.9g}" for element in result.flatten().tolist())
    print(f"{operator} {opset} | {attribute_text} | {inputs} | {shape_text(result.shape)} {elements}")


def group_normalizations():
    for shape, groups in [([3, 6, 2, 3], 2), ([1, 4, 5], 4), ([2, 6, 3, 1], 1)]:
        repeats = shape[1] // groups
        case(
            "GroupNormalization", 18, [shape, [groups], [groups]],
            lambda x, scale, bias: functional.group_norm(
                x, groups, scale.repeat_interleave(repeats), bias.repeat_interleave(repeats), 0.01
            ),
            num_groups=groups, epsilon=0.01,
        )
        case(
            "GroupNormalization", 21, [shape, [shape[1]], [shape[1]]],
            lambda x, scale, bias: functional.group_norm(x, groups, scale, bias, 0.01),
            num_groups=groups, epsilon=0.01,
        )


def transposed_convolutions():
    case(
        "ConvTranspose", 11, [[2, 6, 3, 4], [6, 2, 2, 3], [6]],
        lambda x, weights, bias: functional.conv_transpose2d(x, weights, bias, (2, 3), (1, 0), (0, 2), 3, (2, 1)),
        group=3, strides=[2, 3], pads=[1, 0, 1, 0], output_padding=[0, 2], dilations=[2, 1],
    )
    case(
        "ConvTranspose", 11, [[1, 4, 3, 2], [4, 1, 3, 3]],
        lambda x, weights: functional.conv_transpose2d(x, weights, stride=2, padding=1, groups=4),
        group=4, strides=[2, 2], pads=[1, 1, 1, 1],
    )
    case(
        "ConvTranspose", 11, [[3, 4, 5], [4, 3, 4], [6]],
        lambda x, weights, bias: functional.conv_transpose1d(x, weights, bias, 3, 1, 1, 2),
        group=2, strides=[3], pads=[1, 1], output_padding=[1],
    )


def local_response_normalizations():
    for shape, size in [([2, 7, 3, 2], 3), ([3, 5, 4], 5), ([1, 4, 2, 2], 7)]:
        case(
            "LRN", 13, [shape],
            lambda x: functional.local_response_norm(x, size, 0.5, 0.6, 1.5),
            size=size, alpha=0.5, beta=0.6, bias=1.5,
        )
    # With an even size ONNX has the larger part of the window behind, PyTorch before.
    case(
        "LRN", 13, [[3, 6, 2, 1]],
        lambda x: functional.local_response_norm(x.flip(1), 4, 0.25, 0.75, 1).flip(1),
        size=4, alpha=0.25, beta=0.75, bias=1.0,
    )


group_normalizations()
transposed_convolutions()
local_response_normalizations()
