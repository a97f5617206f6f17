# SPDX-License-Identifier: Apache-2.0
"""The zoo's weights and input by formula, so that a network here computes what it does in mish4j.

With u the SplitMix64 number at a parameter's position in Darknet's order: biases and means 0.2 (2u - 1), scales
0.8 + 0.4 u, variances 0.75 + 0.5 u, weights 0.9 sqrt(6 / fan-in) (2u - 1), each computed in double and rounded once.
"""

import math

import torch
from torch import Tensor, nn

from layers import Convolution

WEIGHTS_SEED = 7
INPUT_SEED = 8
EPSILON = 1e-5


def signed(number: int) -> int:
    """The 64-bit pattern of a number as PyTorch's signed integer."""
    return (number + 2**63) % 2**64 - 2**63


def shift_right(z: Tensor, bits: int) -> Tensor:
    """Shifts zeros in, where >> repeats the sign."""
    return (z >> bits) & ((1 << (64 - bits)) - 1)


def uniform(seed: int, begin: int, count: int) -> Tensor:
    """The numbers of a seed's stream from an index on: their top 24 bits over 2^24, in double."""
    z = torch.arange(begin + 1, begin + 1 + count) * signed(0x9E3779B97F4A7C15) + seed
    z = (z ^ shift_right(z, 30)) * signed(0xBF58476D1CE4E5B9)
    z = (z ^ shift_right(z, 27)) * signed(0x94D049BB133111EB)
    return shift_right(z ^ shift_right(z, 31), 40).double() * 2.0**-24


def image(batch: int, size: int) -> Tensor:
    """Images [batch, 3, size, size] in F32."""
    return uniform(INPUT_SEED, 0, batch * 3 * size * size).float().reshape(batch, 3, size, size)


class Parameters:
    """Parameters in the order in which they are drawn, rounded to F32 and given in double."""

    def __init__(self, seed: int):
        self.seed = seed
        self.position = 0

    def centred(self, shape: torch.Size, scale: float) -> Tensor:
        return self._rounded((2 * self._draw(shape) - 1) * scale)

    def between(self, shape: torch.Size, least: float, width: float) -> Tensor:
        return self._rounded(least + width * self._draw(shape))

    def _draw(self, shape: torch.Size) -> Tensor:
        count = math.prod(shape)
        numbers = uniform(self.seed, self.position, count)
        self.position += count
        return numbers.reshape(shape)

    @staticmethod
    def _rounded(numbers: Tensor) -> Tensor:
        return numbers.float().double()


def fill(network: nn.Module, seed: int = WEIGHTS_SEED) -> int:
    """Gives a network its weights; returns how many parameters it has before batch normalisation is folded."""
    parameters = Parameters(seed)
    with torch.no_grad():
        for layer in network.modules():
            if isinstance(layer, Convolution):
                fill_convolution(layer, parameters)
    return parameters.position


def fill_convolution(layer: Convolution, parameters: Parameters) -> None:
    kernel = layer.conv.weight
    bias = layer.conv.bias
    kernel_scale = 0.9 * math.sqrt(6.0 / math.prod(kernel.shape[1:]))
    shift = parameters.centred(bias.shape, 0.2)
    if not layer.normalized:
        bias.copy_(shift)
        kernel.copy_(parameters.centred(kernel.shape, kernel_scale))
        return
    scale = parameters.between(bias.shape, 0.8, 0.4)
    mean = parameters.centred(bias.shape, 0.2)
    variance = parameters.between(bias.shape, 0.75, 0.5)
    factor = scale / (variance + EPSILON).sqrt()
    bias.copy_(shift - mean * factor)
    kernel.copy_(parameters.centred(kernel.shape, kernel_scale) * factor.reshape(-1, 1, 1, 1))
