# SPDX-License-Identifier: Apache-2.0
"""Darknet's layers in PyTorch, as java/zoo's Layers has them, with batch normalisation folded into the convolutions.

Activations are [N, C, H, W].
"""

import torch
from torch import Tensor, nn
from torch.nn import functional


def mish() -> nn.Module:
    return nn.Mish(inplace=True)


def leaky() -> nn.Module:
    """Leaky ReLU as Darknet has it, with slope 0.1."""
    return nn.LeakyReLU(0.1, inplace=True)


class Convolution(nn.Module):
    """Convolution with a bias, padded by half of its size, and an activation; None is none.

    normalized says whether it stands for one with batch normalisation, whose parameters are folded into its own.
    """

    def __init__(self, channels: int, filters: int, size: int, stride: int = 1, activation=mish, normalized: bool = True):
        super().__init__()
        self.conv = nn.Conv2d(channels, filters, size, stride, size // 2)
        self.activation = nn.Identity() if activation is None else activation()
        self.normalized = normalized

    def forward(self, x: Tensor) -> Tensor:
        return self.activation(self.conv(x))


def projection(channels: int, filters: int) -> Convolution:
    """Convolution of size 1 without batch normalisation or activation: the last one of a network."""
    return Convolution(channels, filters, 1, activation=None, normalized=False)


class Residual(nn.Module):
    """x + f(x), f a convolution of size 1 and one of size 3."""

    def __init__(self, channels: int, inner: int):
        super().__init__()
        self.branch = nn.Sequential(Convolution(channels, inner, 1), Convolution(inner, channels, 3))

    def forward(self, x: Tensor) -> Tensor:
        return self.branch(x) + x


def shortcut(x: Tensor, source: Tensor) -> Tensor:
    """Darknet's shortcut: x + source in x's shape.

    Where the sizes differ, every s-th pixel of the source is taken, s the ratio of the widths, and only the channels that
    both have. May change x.
    """
    if source.shape == x.shape:
        return x + source
    stride = max(1, source.shape[3] // x.shape[3])
    channels, height, width = (min(x.shape[axis], source.shape[axis]) for axis in (1, 2, 3))
    common = source[:, :channels, : height * stride : stride, : width * stride : stride]
    if common.shape == x.shape:
        return x + common
    x[:, :channels] += common
    return x


def half_size_pool() -> nn.Module:
    """Maximum of 2 x 2 pixels with stride 2; odd sizes are padded at the end."""
    return nn.MaxPool2d(2, 2, ceil_mode=True)


class SpatialPyramid(nn.Module):
    """Maxima in windows of 13, 9 and 5, and x itself, side by side."""

    def __init__(self):
        super().__init__()
        self.pools = nn.ModuleList(nn.MaxPool2d(size, 1, size // 2) for size in (13, 9, 5))

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([pool(x) for pool in self.pools] + [x], 1)


class Classifier(nn.Module):
    """The logits and probabilities of the mean over all pixels, both [N, classes]."""

    def __init__(self, channels: int, classes: int):
        super().__init__()
        self.projection = projection(channels, classes)

    def forward(self, x: Tensor) -> list[Tensor]:
        logits = self.projection(functional.adaptive_avg_pool2d(x, 1)).flatten(1)
        return [logits, functional.softmax(logits, 1)]
