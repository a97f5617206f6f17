# SPDX-License-Identifier: Apache-2.0
"""CSPDarknet-53, YOLOv4 and ResNet-50 with Mish, layer by layer those of java/zoo.

Each takes images [N, 3, H, W] and gives a list of outputs. Convolutions are registered in the order of Darknet's files.
"""

from dataclasses import dataclass
from typing import Callable

import torch
from torch import Tensor, nn

from layers import (
    Classifier,
    Convolution,
    Residual,
    SpatialPyramid,
    half_size_pool,
    leaky,
    mish,
    projection,
    shortcut,
)

CLASSIFIER_CLASSES = 1000
DETECTOR_CLASSES = 80


class CspStage(nn.Module):
    """Half as large as its input: residual blocks that width channels go through, beside width that bypass them."""

    def __init__(self, channels: int, filters: int, width: int, inner: int, blocks: int):
        super().__init__()
        self.downsample = Convolution(channels, filters, 3, 2)
        self.bypass = Convolution(filters, width, 1)
        self.blocks = nn.Sequential(
            Convolution(filters, width, 1),
            *(Residual(width, inner) for _ in range(blocks)),
            Convolution(width, width, 1),
        )
        self.merge = Convolution(2 * width, filters, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.downsample(x)
        return self.merge(torch.cat([self.blocks(x), self.bypass(x)], 1))


class CspBackbone(nn.Module):
    """The results of CSPDarknet-53's five stages."""

    def __init__(self):
        super().__init__()
        self.stem = Convolution(3, 32, 3)
        self.stages = nn.ModuleList([CspStage(32, 64, 64, 32, 1)])
        for filters, blocks in ((128, 2), (256, 8), (512, 8), (1024, 4)):
            self.stages.append(CspStage(filters // 2, filters, filters // 2, filters // 2, blocks))

    def forward(self, x: Tensor) -> list[Tensor]:
        x = self.stem(x)
        results = []
        for stage in self.stages:
            x = stage(x)
            results.append(x)
        return results


class CspDarknet53(nn.Module):
    """The classifier: [N, 1000] logits and probabilities."""

    def __init__(self):
        super().__init__()
        self.backbone = CspBackbone()
        self.classifier = Classifier(1024, CLASSIFIER_CLASSES)

    def forward(self, x: Tensor) -> list[Tensor]:
        return self.classifier(self.backbone(x)[-1])


def alternating(channels: int, filters: int, count: int) -> nn.Sequential:
    """Convolutions of sizes 1 and 3 in turns, with filters and twice as many."""
    convolutions = []
    for index in range(count):
        narrow = index % 2 == 0
        convolutions.append(Convolution(channels, filters if narrow else 2 * filters, 1 if narrow else 3, 1, leaky))
        channels = filters if narrow else 2 * filters
    return nn.Sequential(*convolutions)


class LateralAndUp(nn.Module):
    """A stage's result and the enlarged coarser one side by side, each with a number of channels, and five convolutions."""

    def __init__(self, filters: int):
        super().__init__()
        self.up = nn.Sequential(Convolution(2 * filters, filters, 1, 1, leaky), nn.Upsample(scale_factor=2))
        self.lateral = Convolution(2 * filters, filters, 1, 1, leaky)
        self.convolutions = alternating(2 * filters, filters, 5)

    def forward(self, stage: Tensor, coarse: Tensor) -> Tensor:
        return self.convolutions(torch.cat([self.lateral(stage), self.up(coarse)], 1))


class Down(nn.Module):
    """The finer result made half as large and the coarser one side by side, and five convolutions."""

    def __init__(self, filters: int):
        super().__init__()
        self.down = Convolution(filters // 2, filters, 3, 2, leaky)
        self.convolutions = alternating(2 * filters, filters, 5)

    def forward(self, fine: Tensor, coarse: Tensor) -> Tensor:
        return self.convolutions(torch.cat([self.down(fine), coarse], 1))


def head(channels: int) -> nn.Sequential:
    predictions = 3 * (4 + 1 + DETECTOR_CLASSES)
    return nn.Sequential(Convolution(channels, 2 * channels, 3, 1, leaky), projection(2 * channels, predictions))


class Yolov4(nn.Module):
    """The detector: [N, 255, H / s, W / s] for the strides s 8, 16 and 32."""

    def __init__(self):
        super().__init__()
        self.backbone = CspBackbone()
        self.pyramid = nn.Sequential(alternating(1024, 512, 3), SpatialPyramid(), alternating(2048, 512, 3))
        self.up4 = LateralAndUp(256)
        self.up3 = LateralAndUp(128)
        self.head3 = head(128)
        self.down4 = Down(256)
        self.head4 = head(256)
        self.down5 = Down(512)
        self.head5 = head(512)

    def forward(self, x: Tensor) -> list[Tensor]:
        _, _, stage3, stage4, stage5 = self.backbone(x)
        large = self.pyramid(stage5)
        medium = self.up4(stage4, large)
        small = self.up3(stage3, medium)
        medium = self.down4(small, medium)
        large = self.down5(medium, large)
        return [self.head3(small), self.head4(medium), self.head5(large)]


class Bottleneck(nn.Module):
    """Three convolutions and a shortcut without a convolution, Mish after the sum."""

    def __init__(self, channels: int, width: int, filters: int, stride: int):
        super().__init__()
        self.branch = nn.Sequential(
            Convolution(channels, width, 1),
            Convolution(width, width, 3, stride),
            Convolution(width, filters, 1, activation=None),
        )
        self.activation = mish()

    def forward(self, x: Tensor) -> Tensor:
        return self.activation(shortcut(self.branch(x), x))


class ResNet50(nn.Module):
    """The classifier as Darknet has it: [N, 1000] logits and probabilities."""

    def __init__(self):
        super().__init__()
        layers = [Convolution(3, 64, 7, 2), half_size_pool()]
        channels = 64
        for stage, blocks in enumerate((3, 4, 6, 3)):
            width = 64 << stage
            for block in range(blocks):
                layers.append(Bottleneck(channels, width, 4 * width, 2 if stage > 0 and block == 0 else 1))
                channels = 4 * width
        self.features = nn.Sequential(*layers)
        self.classifier = Classifier(channels, CLASSIFIER_CLASSES)

    def forward(self, x: Tensor) -> list[Tensor]:
        return self.classifier(self.features(x))


@dataclass(frozen=True)
class Network:
    """A network of the zoo and the height and width of its images where none is asked for."""

    build: Callable[[], nn.Module]
    usual_size: int


NETWORKS = {
    "yolov4": Network(Yolov4, 416),
    "cspdarknet53": Network(CspDarknet53, 256),
    "resnet50": Network(ResNet50, 224),
}
