# SPDX-License-Identifier: Apache-2.0
"""Writes goldens.txt: results of operators, computed by PyTorch in float64.

Run with PyTorch installed: python goldens.py > goldens.txt

Each line is `operator | key=value ... | results`, the results in row-major order. Inputs are not stored: element i of
input number n is ((7 i i + 13 i + 29 n) mod 41 - 20) / 8, divided by 8 again for weights, which floats hold exactly.
"""

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def tensor(shape, number, divisor=8.0):
    count = 1
    for dimension in shape:
        count *= dimension
    elements = [((7 * i * i + 13 * i + 29 * number) % 41 - 20) / divisor for i in range(count)]
    return torch.tensor(elements).reshape(shape)


def write(operator, parameters, result):
    keys = " ".join(f"{key}={text(value)}" for key, value in parameters.items())
    print(f"{operator} | {keys} | {' '.join(f'{value:.9g}' for value in result.flatten().tolist())}")


def text(value):
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def padded(src, begin, end, value=0.0):
    amounts = []
    for first, last in zip(reversed(begin), reversed(end)):
        amounts += [first, last]
    return F.pad(src, amounts, value=value)


def convolution(src, weights, groups, strides, dilations, begin, end, bias):
    function = {3: F.conv1d, 4: F.conv2d, 5: F.conv3d}[len(src)]
    result = function(
        padded(tensor(src, 0), begin, end),
        tensor(weights, 1, 64.0),
        tensor([weights[0]], 2) if bias else None,
        stride=strides,
        dilation=dilations,
        groups=groups,
    )
    write(
        "convolution",
        dict(src=src, weights=weights, groups=groups, strides=strides, dilations=dilations, begin=begin, end=end, bias=bias),
        result,
    )


def pooling(kind, src, kernel, strides, dilations, begin, end):
    """Windows are cut out one by one, as PyTorch's own average pooling knows neither dilation nor asymmetric padding."""
    data = tensor(src, 0)
    neutral = float("-inf") if kind == "MAX" else 0.0
    places = padded(data, begin, end, neutral)
    counts = padded(torch.ones_like(data), begin, end)
    for axis, (size, stride, dilation) in enumerate(zip(kernel, strides, dilations)):
        extent = dilation * (size - 1) + 1
        places, counts = (
            data.unfold(axis + 2, extent, stride)[..., range(0, extent, dilation)] for data in (places, counts)
        )
    axes = list(range(len(src), 2 * len(src) - 2))
    if kind == "MAX":
        result = places.amax(axes)
    elif kind == "AVERAGE_INCLUDE_PADDING":
        result = places.mean(axes)
    else:
        result = places.sum(axes) / counts.sum(axes)
    write(
        "pooling",
        dict(kind=kind, src=src, kernel=kernel, strides=strides, dilations=dilations, begin=begin, end=end),
        result,
    )


def activations():
    functions = {
        ("MISH", 0, 0): F.mish,
        ("RELU", 0, 0): F.relu,
        ("RELU", 0.125, 0): lambda x: F.leaky_relu(x, 0.125),
        ("SIGMOID", 0, 0): torch.sigmoid,
        ("TANH", 0, 0): torch.tanh,
        ("SOFTPLUS", 0, 0): F.softplus,
        ("SWISH", 1, 0): F.silu,
        ("SWISH", 1.5, 0): lambda x: x * torch.sigmoid(1.5 * x),
        ("SWISH", 0, 0): lambda x: x / 2,
        ("LINEAR", 2, -0.5): lambda x: 2 * x - 0.5,
        ("CLIP", -1.25, 0.5): lambda x: torch.clamp(x, -1.25, 0.5),
        ("ELU", 0.75, 0): lambda x: F.elu(x, 0.75),
        ("EXP", 0, 0): torch.exp,
    }
    for (kind, alpha, beta), function in functions.items():
        write("eltwise", dict(kind=kind, alpha=alpha, beta=beta, src=[3, 7]), function(tensor([3, 7], 0)))


def binary(kind, function, first, second):
    write("binary", dict(kind=kind, first=first, second=second), function(tensor(first, 0), tensor(second, 1)))


def matmul(src, weights, bias):
    result = torch.matmul(tensor(src, 0), tensor(weights, 1, 64.0))
    if bias:
        result = result + tensor([weights[-1]], 2)
    write("matmul", dict(src=src, weights=weights, bias=bias), result)


def main():
    #           src              weights          groups strides    dilations  begin      end        bias
    convolution([1, 1, 1],       [1, 1, 1],       1, [1],       [1],       [0],       [0],       False)
    convolution([2, 3, 9],       [4, 3, 3],       1, [2],       [2],       [3],       [1],       True)
    convolution([1, 4, 5],       [4, 1, 2],       4, [4],       [1],       [0],       [2],       True)
    convolution([1, 1, 5, 5],    [3, 1, 3, 3],    1, [1, 1],    [1, 1],    [1, 1],    [1, 1],    True)
    convolution([2, 4, 7, 6],    [6, 2, 3, 2],    2, [2, 1],    [1, 2],    [1, 0],    [2, 1],    True)
    convolution([1, 2, 6, 5],    [2, 2, 1, 1],    1, [3, 4],    [1, 1],    [0, 0],    [0, 0],    False)
    convolution([1, 3, 4, 4],    [3, 1, 5, 5],    3, [1, 1],    [1, 1],    [2, 3],    [3, 2],    False)
    convolution([1, 2, 4, 4],    [1, 2, 2, 2],    1, [4, 3],    [2, 2],    [4, 4],    [4, 4],    True)
    convolution([1, 2, 3, 4, 5], [3, 2, 2, 3, 2], 1, [1, 2, 2], [1, 1, 3], [0, 1, 2], [1, 0, 1], True)
    convolution([2, 2, 2, 3, 3], [2, 1, 2, 1, 3], 2, [1, 1, 1], [1, 1, 1], [1, 0, 1], [0, 0, 1], False)

    for kind in ["MAX", "AVERAGE_EXCLUDE_PADDING", "AVERAGE_INCLUDE_PADDING"]:
        pooling(kind, [1, 1, 4],       [4],       [1],       [1],       [0],       [0])
        pooling(kind, [2, 2, 9],       [3],       [2],       [1],       [1],       [2])
        pooling(kind, [1, 3, 5, 6],    [2, 3],    [2, 1],    [1, 1],    [1, 0],    [0, 2])
        pooling(kind, [2, 1, 7, 7],    [2, 2],    [3, 3],    [2, 3],    [0, 0],    [1, 0])
        pooling(kind, [1, 2, 3, 4, 3], [2, 2, 3], [1, 2, 1], [1, 1, 1], [1, 1, 0], [0, 1, 2])

    for kind in ["MAX", "AVERAGE_EXCLUDE_PADDING", "AVERAGE_INCLUDE_PADDING"]:
        for src in [[2, 3, 5], [1, 2, 3, 4], [1, 2, 2, 3, 2]]:
            axes = list(range(2, len(src)))
            data = tensor(src, 0)
            result = data.amax(axes, keepdim=True) if kind == "MAX" else data.mean(axes, keepdim=True)
            write("global_pooling", dict(kind=kind, src=src), result)

    activations()
    write("eltwise", dict(kind="SQRT", alpha=0, beta=0, src=[1]), torch.sqrt(tensor([1], 1)))

    binary("ADD", torch.add, [2, 3], [2, 3])
    binary("SUB", torch.sub, [2, 3, 2], [3, 1])
    binary("MUL", torch.mul, [4, 1], [1, 5])
    binary("DIV", torch.div, [3], [2, 1])
    binary("MIN", torch.minimum, [1, 2, 1, 3], [2, 1, 2, 1])
    binary("MAX", torch.maximum, [2, 2, 2], [1])

    matmul([1, 4], [4, 3], True)
    matmul([3, 5], [5, 1], False)
    matmul([2, 3, 4], [2, 4, 2], True)
    matmul([2, 1, 2, 3], [1, 3, 3, 2], False)
    matmul([1, 3, 2, 2], [2, 1, 2, 3], True)

    for src, axis in [([7], 0), ([2, 3, 4], 0), ([2, 3, 4], 1), ([2, 3, 4], 2)]:
        write("softmax", dict(src=src, axis=axis), torch.softmax(tensor(src, 0), axis))
    for src, axes, keep in [
        ([2, 3, 4], [1], True),
        ([2, 3, 4], [2, 0], False),
        ([2, 3, 4], [0, 1, 2], False),
        ([2, 3, 2, 2], [1, 3], True),
    ]:
        write("reduce_mean", dict(src=src, axes=axes, keep=keep), tensor(src, 0).mean(axes, keepdim=keep))
    for src, permutation in [([2, 3], [1, 0]), ([2, 3, 4], [2, 0, 1]), ([2, 1, 3, 2], [3, 2, 0, 1])]:
        write("transpose", dict(src=src, permutation=permutation), tensor(src, 0).permute(permutation))
    for src, scales in [([1, 2, 3], [3]), ([2, 1, 2, 3], [1, 2]), ([1, 1, 2, 1, 2], [2, 3, 1])]:
        result = F.interpolate(tensor(src, 0), scale_factor=scales, mode="nearest")
        write("resize", dict(src=src, scales=scales), result)
    write(
        "slice",
        dict(src=[3, 5, 6], starts=[1, 0, 2], sizes=[2, 3, 2], steps=[1, 2, 3]),
        tensor([3, 5, 6], 0)[1:3, 0:5:2, 2:6:3],
    )
    write("concat", dict(first=[2, 1, 3], second=[2, 4, 3], axis=1), torch.cat([tensor([2, 1, 3], 0), tensor([2, 4, 3], 1)], 1))
    write("concat", dict(first=[1, 2], second=[3, 2], axis=0), torch.cat([tensor([1, 2], 0), tensor([3, 2], 1)], 0))
    write("reshape", dict(src=[2, 6], shape=[3, 1, 4]), tensor([2, 6], 0).reshape(3, 1, 4))


main()
