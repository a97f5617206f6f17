# SPDX-License-Identifier: Apache-2.0
"""The ways of running a network in PyTorch that are measured.

eager: layer by layer, NCHW. channels_last: layer by layer, NHWC. graph: channels_last, captured once as a CUDA graph and
replayed. compile: channels_last, by torch.compile.
"""

import copy
from typing import Callable

import torch
from torch import Tensor, nn

MODES = ("eager", "channels_last", "graph", "compile")
# By name: the type of weights and activations, and whether TF32 may be used
PRECISIONS = {
    "f16": (torch.float16, False),
    "bf16": (torch.bfloat16, False),
    "f32": (torch.float32, False),
    "tf32": (torch.float32, True),
}
WARM_UP_BEFORE_CAPTURE = 3

Outputs = list[Tensor]


class UnavailableError(Exception):
    """A mode or a precision that there is not on this machine; its text is the reason."""


class Captured:
    """A function's work on the device, recorded as a CUDA graph."""

    def __init__(self, function: Callable[[], Outputs]):
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(WARM_UP_BEFORE_CAPTURE):
                function()
        torch.cuda.current_stream().wait_stream(stream)
        self._graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self._graph):
            self._outputs = function()

    def __call__(self) -> Outputs:
        self._graph.replay()
        return self._outputs


class Candidate:
    """A network in one mode and precision, with its input on the device and buffers of the host.

    run() leaves input and outputs on the device, in the network's type and layout. run_end_to_end() starts with F32 images
    in NCHW in the host's memory, and ends when the outputs are there, F32 in NCHW; with a GPU, that memory is pinned. Both
    are for inference mode.
    """

    def __init__(self, mode: str, network: nn.Module, images: Tensor, precision: str, device: torch.device, inductor: str):
        self._device = device
        self._dtype, tf32 = PRECISIONS[precision]
        self._layout = torch.contiguous_format if mode == "eager" else torch.channels_last
        self._require(mode, tf32)
        allow_tf32(tf32)
        self._network = copy.deepcopy(network).to(device, self._dtype, memory_format=self._layout)
        if mode == "compile":
            self._network = torch.compile(self._network, mode=inductor, dynamic=False)
        with torch.inference_mode():
            self._prepare_runs(mode, images)

    def _prepare_runs(self, mode: str, images: Tensor) -> None:
        self._host_input = self._pinned(images)
        self._staging = images.to(self._device)
        self._input = self._typed(self._staging)
        self._forward = lambda: self._network(self._input)
        self._convert_and_forward = lambda: self._converted(self._network(self._typed(self._staging)))
        if mode == "graph":
            self._forward = Captured(self._forward)
            self._convert_and_forward = Captured(self._convert_and_forward)
        outputs = self._convert_and_forward()
        self._host_outputs = [self._pinned(torch.empty_like(output, device="cpu")) for output in outputs]

    def _require(self, mode: str, tf32: bool) -> None:
        if self._device.type != "cuda" and mode == "graph":
            raise UnavailableError("a CUDA graph needs a GPU")
        if self._device.type != "cuda" and tf32:
            raise UnavailableError("TF32 needs a GPU")

    def _pinned(self, tensor: Tensor) -> Tensor:
        return tensor.pin_memory() if self._device.type == "cuda" else tensor

    def _typed(self, images: Tensor) -> Tensor:
        return images.to(dtype=self._dtype, memory_format=self._layout)

    @staticmethod
    def _converted(outputs: Outputs) -> Outputs:
        return [output.to(torch.float32, memory_format=torch.contiguous_format) for output in outputs]

    def run(self) -> Outputs:
        return self._forward()

    def run_end_to_end(self) -> Outputs:
        """Returns the outputs in the host's memory, which the next run overwrites."""
        self._staging.copy_(self._host_input, non_blocking=True)
        for host, output in zip(self._host_outputs, self._convert_and_forward()):
            host.copy_(output, non_blocking=True)
        if self._device.type == "cuda":
            torch.cuda.current_stream().synchronize()
        return self._host_outputs


def allow_tf32(allowed: bool) -> None:
    torch.backends.cuda.matmul.allow_tf32 = allowed
    torch.backends.cudnn.allow_tf32 = allowed
