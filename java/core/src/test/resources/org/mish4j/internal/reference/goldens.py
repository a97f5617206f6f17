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


def deconvolution(src, weights, groups, strides, dilations, begin, end, output, bias):
    """The whole result is computed, and then cut: PyTorch's pads are the same on both sides."""
    function = {3: F.conv_transpose1d, 4: F.conv_transpose2d, 5: F.conv_transpose3d}[len(src)]
    data, kernel = tensor(src, 0), tensor(weights, 1, 64.0)
    result = function(data, kernel, None, stride=strides, dilation=dilations, groups=groups)
    result = padded(result, [0] * len(output), output)
    for axis, (first, last) in enumerate(zip(begin, end)):
        result = result.narrow(axis + 2, first, result.shape[axis + 2] - first - last)
    if bias:
        channels = weights[1] * groups
        result = result + tensor([channels], 2).reshape([1, channels] + [1] * len(output))
    write(
        "deconvolution",
        dict(
            src=src,
            weights=weights,
            groups=groups,
            strides=strides,
            dilations=dilations,
            begin=begin,
            end=end,
            output=output,
            bias=bias,
        ),
        result,
    )


def interpolate(src, axis, taps, indices, weights):
    """The sums as one matrix product, which the axis is moved to the end for."""
    matrix = torch.zeros(src[axis], len(indices) // taps)
    for term, (index, weight) in enumerate(zip(indices, weights)):
        matrix[index, term // taps] += weight
    result = (tensor(src, 0).movedim(axis, -1) @ matrix).movedim(-1, axis)
    write("interpolate", dict(src=src, axis=axis, taps=taps, indices=indices, weights=weights), result)


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
        ("ABS", 0, 0): torch.abs,
        ("POW", 0.5, 3): lambda x: 0.5 * x**3,
        ("POW", -1.5, 0): lambda x: torch.full_like(x, -1.5),
        ("ROUND", 0, 0): torch.round,
        ("FLOOR", 0, 0): torch.floor,
        ("CEIL", 0, 0): torch.ceil,
        ("SIGN", 0, 0): torch.sign,
        ("ERF", 0, 0): torch.erf,
        ("GELU", 0, 0): F.gelu,
        ("GELU_TANH", 0, 0): lambda x: F.gelu(x, approximate="tanh"),
        ("HARD_SIGMOID", 0.25, 0.5): lambda x: torch.clamp(0.25 * x + 0.5, 0, 1),
        ("HARD_SWISH", 0, 0): F.hardswish,
        ("SOFTSIGN", 0, 0): F.softsign,
    }
    for (kind, alpha, beta), function in functions.items():
        write("eltwise", dict(kind=kind, alpha=alpha, beta=beta, src=[3, 7]), function(tensor([3, 7], 0)))
    positive = tensor([1], 1)
    for (kind, alpha, beta), function in {
        ("SQRT", 0, 0): torch.sqrt,
        ("LOG", 0, 0): torch.log,
        ("POW", 3, -1): lambda x: 3 / x,
        ("POW", 1, 0.75): lambda x: x**0.75,
    }.items():
        write("eltwise", dict(kind=kind, alpha=alpha, beta=beta, src=[1]), function(positive))


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

    #             src              weights          groups strides    dilations  begin      end        output     bias
    deconvolution([1, 1, 1],       [1, 1, 1],       1, [1],       [1],       [0],       [0],       [0],       False)
    deconvolution([2, 3, 5],       [3, 2, 3],       1, [2],       [1],       [1],       [0],       [1],       True)
    deconvolution([1, 4, 4],       [4, 1, 2],       4, [3],       [2],       [0],       [2],       [0],       True)
    deconvolution([1, 2, 3, 4],    [2, 3, 3, 2],    1, [2, 3],    [1, 1],    [1, 0],    [0, 1],    [1, 2],    True)
    deconvolution([2, 4, 3, 3],    [4, 3, 2, 3],    2, [1, 2],    [2, 1],    [0, 2],    [1, 1],    [0, 0],    False)
    deconvolution([1, 2, 2, 2],    [2, 1, 1, 1],    1, [3, 2],    [1, 1],    [0, 0],    [0, 0],    [2, 5],    True)
    deconvolution([1, 2, 2, 3, 2], [2, 2, 2, 3, 2], 1, [1, 2, 2], [1, 1, 3], [0, 1, 2], [1, 0, 1], [0, 1, 0], True)

    for kind in ["MAX", "AVERAGE_EXCLUDE_PADDING", "AVERAGE_INCLUDE_PADDING"]:
        pooling(kind, [1, 1, 4],       [4],       [1],       [1],       [0],       [0])
        pooling(kind, [2, 2, 9],       [3],       [2],       [1],       [1],       [2])
        pooling(kind, [1, 3, 5, 6],    [2, 3],    [2, 1],    [1, 1],    [1, 0],    [0, 2])
        pooling(kind, [2, 1, 7, 7],    [2, 2],    [3, 3],    [2, 3],    [0, 0],    [1, 0])
        pooling(kind, [1, 2, 3, 4, 3], [2, 2, 3], [1, 2, 1], [1, 1, 1], [1, 1, 0], [0, 1, 2])

    activations()

    binary("ADD", torch.add, [2, 3], [2, 3])
    binary("SUB", torch.sub, [2, 3, 2], [3, 1])
    binary("MUL", torch.mul, [4, 1], [1, 5])
    binary("DIV", torch.div, [3], [2, 1])
    binary("MIN", torch.minimum, [1, 2, 1, 3], [2, 1, 2, 1])
    binary("MAX", torch.maximum, [2, 2, 2], [1])
    binary("EQUAL", lambda a, b: (a == b).double(), [41], [41, 1])
    binary("LESS", lambda a, b: (a < b).double(), [2, 3], [2, 3])
    binary("LESS_OR_EQUAL", lambda a, b: (a <= b).double(), [7], [5, 1])
    binary("GREATER", lambda a, b: (a > b).double(), [2, 3], [2, 1])
    binary("GREATER_OR_EQUAL", lambda a, b: (a >= b).double(), [7], [5, 1])

    matmul([1, 4], [4, 3], True)
    matmul([3, 5], [5, 1], False)
    matmul([2, 3, 4], [2, 4, 2], True)
    matmul([2, 1, 2, 3], [1, 3, 3, 2], False)
    matmul([1, 3, 2, 2], [2, 1, 2, 3], True)

    for src, axis in [([7], 0), ([2, 3, 4], 0), ([2, 3, 4], 1), ([2, 3, 4], 2)]:
        write("softmax", dict(src=src, axis=axis, log=False), torch.softmax(tensor(src, 0), axis))
        write("softmax", dict(src=src, axis=axis, log=True), torch.log_softmax(tensor(src, 0), axis))
    for src, axis in [([7], 0), ([2, 3, 4], 1), ([2, 3, 4], 2)]:
        write("normalize", dict(src=src, axis=axis, epsilon=0.5), F.layer_norm(tensor(src, 0), src[axis:], eps=0.5))
    for src, axes, keep in [
        ([2, 3, 4], [1], True),
        ([2, 3, 4], [2, 0], False),
        ([2, 3, 4], [0, 1, 2], False),
        ([2, 3, 2, 2], [1, 3], True),
    ]:
        data = tensor(src, 0)
        product = data
        for axis in sorted(axes, reverse=True):
            product = product.prod(axis, keepdim=keep)
        for kind, result in {
            "MEAN": data.mean(axes, keepdim=keep),
            "SUM": data.sum(axes, keepdim=keep),
            "MAX": data.amax(axes, keepdim=keep),
            "MIN": data.amin(axes, keepdim=keep),
            "PRODUCT": product,
        }.items():
            write("reduce", dict(kind=kind, src=src, axes=axes, keep=keep), result)
    for src, axis, keep in [([9], 0, False), ([2, 3, 4], 1, True), ([2, 3, 4], 2, False), ([50, 2], 0, False)]:
        data = tensor(src, 0)
        for kind, best in [("MAX", data.amax(axis, keepdim=True)), ("MIN", data.amin(axis, keepdim=True))]:
            hits = (data == best).double()
            first = hits.argmax(axis, keepdim=keep)
            last = src[axis] - 1 - hits.flip(axis).argmax(axis, keepdim=keep)
            write("arg_reduce", dict(kind=kind, src=src, axis=axis, keep=keep, last=False), first)
            write("arg_reduce", dict(kind=kind, src=src, axis=axis, keep=keep, last=True), last)
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
    for src, axis, indices in [([4], 0, [3, 0, 3, 1, 2]), ([2, 3, 4], 1, [2]), ([2, 3, 4], 2, [1, 0, 1])]:
        write(
            "gather",
            dict(src=src, axis=axis, indices=indices),
            tensor(src, 0).index_select(axis, torch.tensor(indices)),
        )
    interpolate([4], 0, 1, [3, 0, 3], [0.5, 2, -1])
    interpolate([2, 3, 4], 1, 2, [0, 1, 2, 2], [0.75, 0.25, 1, 0])
    interpolate([2, 3, 5], 2, 3, [0, 0, 1, 2, 3, 4, 4, 1, 0], [0.125, 0.5, 0.375, -0.25, 1, 0.25, 0, 1, 0.5])
    write(
        "select",
        dict(condition=[3, 1], first=[2, 1, 4], second=[4]),
        torch.where(torch.round(tensor([3, 1], 0)) != 0, tensor([2, 1, 4], 1), tensor([4], 2)),
    )
    write("concat", dict(first=[2, 1, 3], second=[2, 4, 3], axis=1), torch.cat([tensor([2, 1, 3], 0), tensor([2, 4, 3], 1)], 1))
    write("concat", dict(first=[1, 2], second=[3, 2], axis=0), torch.cat([tensor([1, 2], 0), tensor([3, 2], 1)], 0))
    write("reshape", dict(src=[2, 6], shape=[3, 1, 4]), tensor([2, 6], 0).reshape(3, 1, 4))


main()
