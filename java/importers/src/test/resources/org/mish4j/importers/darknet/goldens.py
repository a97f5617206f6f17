# SPDX-License-Identifier: Apache-2.0
"""Writes NAME.weights and NAME.txt for each NAME.cfg beside it, as README.md says. Needs NumPy; float64 throughout."""

import struct
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent
MASK = (1 << 64) - 1


class Stream:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z ^= z >> 31
        return (z >> 40) / 2.0**24

    def array(self, shape, formula):
        count = int(np.prod(shape))
        return np.array([formula(self.next()) for _ in range(count)]).astype(np.float32).reshape(shape)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


FUNCTIONS = {
    "linear": lambda x: x,
    "mish": lambda x: x * np.tanh(np.log1p(np.exp(x))),
    "swish": lambda x: x * sigmoid(x),
    "relu": lambda x: np.where(x > 0, x, 0),
    "relu6": lambda x: np.minimum(np.maximum(x, 0), 6),
    "leaky": lambda x: np.where(x > 0, x, 0.1 * x),
    "relie": lambda x: np.where(x > 0, x, 0.01 * x),
    "logistic": sigmoid,
    "tanh": np.tanh,
    "hardtan": lambda x: np.where(x < -1, -1, np.where(x > 1, 1, x)),
    "elu": lambda x: np.where(x >= 0, x, np.exp(x) - 1),
    "selu": lambda x: np.where(x >= 0, 1.0507 * x, 1.0507 * 1.6732 * (np.exp(x) - 1)),
    "loggy": lambda x: 2 / (1 + np.exp(-x)) - 1,
    "ramp": lambda x: x * (x > 0) + 0.1 * x,
    "gelu": lambda x: 0.5 * x * (1 + np.tanh(0.797885 * x + 0.035677 * x**3)),
    "hard_mish": lambda x: np.where(x > 0, x, np.where(x > -2, x * x / 2 + x, 0)),
    "plse": lambda x: np.where(x < -4, 0.01 * (x + 4), np.where(x > 4, 0.01 * (x - 4) + 1, 0.125 * x + 0.5)),
    "lhtan": lambda x: np.where(x < 0, 0.001 * x, np.where(x > 1, 0.001 * (x - 1) + 1, x)),
}


def parse(path):
    sections = []
    for line in path.read_text().splitlines():
        line = "".join(line.split("#")[0].split(";")[0].split())
        if line.startswith("["):
            sections.append((line[1:-1], {}))
        elif line:
            key, value = line.split("=")
            sections[-1][1][key] = value
    return sections


class Network:
    def __init__(self, sections, header):
        self.settings = sections[0][1]
        self.layers = sections[1:]
        self.header = header
        self.stream = Stream(7)
        self.file = []

    def integer(self, settings, key, missing):
        return int(settings.get(key, missing))

    def parameters(self, kind, shape):
        fan_in = np.prod(shape[1:])
        formula = {
            "bias": lambda u: 0.2 * (2 * u - 1),
            "mean": lambda u: 0.2 * (2 * u - 1),
            "scale": lambda u: 0.8 + 0.4 * u,
            "variance": lambda u: 0.75 + 0.5 * u,
            "weight": lambda u: 3 * np.sqrt(6 / fan_in) * (2 * u - 1),
        }[kind]
        values = self.stream.array(shape, formula)
        self.file.append(values)
        return values.astype(np.float64)

    def normalize(self, x, bias, scale, mean, variance):
        column = lambda v: v.reshape(1, -1, 1, 1)
        return (x - column(mean)) / np.sqrt(column(variance) + 1e-5) * column(scale) + column(bias)

    def activate(self, settings, x, missing="linear"):
        return FUNCTIONS[settings.get("activation", missing)](x)

    def convolutional(self, s, x):
        n, c, h, w = x.shape
        filters, groups, size = (self.integer(s, k, 1) for k in ("filters", "groups", "size"))
        stride = self.integer(s, "stride", 1)
        stride_x, stride_y = self.integer(s, "stride_x", stride), self.integer(s, "stride_y", stride)
        dilation = 1 if size == 1 else self.integer(s, "dilation", 1)
        pad = size // 2 if self.integer(s, "pad", 0) else self.integer(s, "padding", 0)
        normalized = self.integer(s, "batch_normalize", 0)
        bias = self.parameters("bias", (filters,))
        if normalized:
            scale, mean, variance = (self.parameters(k, (filters,)) for k in ("scale", "mean", "variance"))
        weights = self.parameters("weight", (filters, c // groups, size, size))
        pad *= dilation
        extent = dilation * (size - 1) + 1
        out_h = (h + 2 * pad - extent) // stride_y + 1
        out_w = (w + 2 * pad - extent) // stride_x + 1
        y = np.zeros((n, filters, out_h, out_w))
        for b in range(n):
            for k in range(filters):
                first = k // (filters // groups) * (c // groups)
                for i in range(out_h):
                    for j in range(out_w):
                        for q in range(c // groups):
                            for u in range(size):
                                for v in range(size):
                                    row = i * stride_y - pad + u * dilation
                                    column = j * stride_x - pad + v * dilation
                                    if 0 <= row < h and 0 <= column < w:
                                        y[b, k, i, j] += weights[k, q, u, v] * x[b, first + q, row, column]
        if normalized:
            y = self.normalize(y, bias, scale, mean, variance)
        else:
            y += bias.reshape(1, -1, 1, 1)
        return self.activate(s, y, "logistic")

    def connected(self, s, x):
        outputs = self.integer(s, "output", 1)
        flat = x.reshape(x.shape[0], -1)
        bias = self.parameters("bias", (outputs,))
        weights = self.parameters("weight", (outputs, flat.shape[1]))
        if self.header == "transposed":
            self.file[-1] = self.file[-1].T
        y = (flat @ weights.T).reshape(x.shape[0], outputs, 1, 1)
        if self.integer(s, "batch_normalize", 0):
            scale, mean, variance = (self.parameters(k, (outputs,)) for k in ("scale", "mean", "variance"))
            y = self.normalize(y, bias, scale, mean, variance)
        else:
            y += bias.reshape(1, -1, 1, 1)
        return self.activate(s, y, "logistic")

    def batchnorm(self, s, x):
        return self.normalize(x, *(self.parameters(k, (x.shape[1],)) for k in ("bias", "scale", "mean", "variance")))

    def pool(self, s, x, combine):
        stride = self.integer(s, "stride", 1)
        stride_x, stride_y = self.integer(s, "stride_x", stride), self.integer(s, "stride_y", stride)
        size = self.integer(s, "size", stride)
        padding = self.integer(s, "padding", size - 1)
        n, c, h, w = x.shape
        out_h, out_w = (h + padding - size) // stride_y + 1, (w + padding - size) // stride_x + 1
        y = np.zeros((n, c, out_h, out_w))
        for i in range(out_h):
            for j in range(out_w):
                top, left = i * stride_y - padding // 2, j * stride_x - padding // 2
                window = x[:, :, max(top, 0) : top + size, max(left, 0) : left + size]
                y[:, :, i, j] = combine(window, axis=(2, 3))
        return y

    def rearrange(self, flat, n, channels, h, w, stride, spread):
        """Moves between flat images [channels, h, w] and [channels / stride^2, h stride, w stride]."""
        inner = channels // (stride * stride)
        y = np.zeros(flat.shape)
        for b in range(n):
            for k in range(channels):
                for j in range(h):
                    for i in range(w):
                        offset = k // inner
                        column, row = i * stride + offset % stride, j * stride + offset // stride
                        small = i + w * (j + h * (k + channels * b))
                        large = column + w * stride * (row + h * stride * (k % inner + inner * b))
                        if spread:
                            y[large] = flat[small]
                        else:
                            y[small] = flat[large]
        return y

    def reorg(self, s, x, of_input):
        stride, reverse = self.integer(s, "stride", 1), self.integer(s, "reverse", 0)
        n, c, h, w = x.shape
        area = stride * stride
        out = (n, c // area, h * stride, w * stride) if reverse else (n, c * area, h // stride, w // stride)
        walked = (c, h, w) if of_input else out[1:]
        return self.rearrange(x.reshape(-1), n, *walked, stride, reverse).reshape(out)

    def shortcut(self, s, x, results, index):
        y = x.copy()
        for number in s["from"].split(","):
            add = results[int(number) if int(number) >= 0 else index + int(number)]
            step = add.shape[3] // y.shape[3]
            for k in range(min(add.shape[1], y.shape[1])):
                y[:, k] += add[:, k, ::step, ::step][:, : y.shape[2], : y.shape[3]]
        return self.activate(s, y)

    def route(self, s, results, index):
        groups, group = self.integer(s, "groups", 1), self.integer(s, "group_id", 0)
        parts = []
        for number in s["layers"].split(","):
            part = results[int(number) if int(number) >= 0 else index + int(number)]
            size = part.shape[1] // groups
            parts.append(part[:, group * size : (group + 1) * size])
        return np.concatenate(parts, axis=1)

    def upsample(self, s, x):
        stride = self.integer(s, "stride", 2)
        return float(s.get("scale", 1)) * x.repeat(stride, axis=2).repeat(stride, axis=3)

    def crop(self, s, x):
        height, width = int(s["crop_height"]), int(s["crop_width"])
        top, left = (x.shape[2] - height) // 2, (x.shape[3] - width) // 2
        part = x[:, :, top : top + height, left : left + width]
        return part if self.integer(s, "noadjust", 0) else 2 * part - 1

    def softmax(self, s, x):
        groups = self.integer(s, "groups", 1)
        parts = x.reshape(x.shape[0], groups, -1) / float(s.get("temperature", 1))
        powers = np.exp(parts - parts.max(axis=2, keepdims=True))
        return (powers / powers.sum(axis=2, keepdims=True)).reshape(x.shape)

    def run(self):
        if "inputs" in self.settings:
            shape = (1, int(self.settings["inputs"]), 1, 1)
        else:
            shape = (1, *(int(self.settings[k]) for k in ("channels", "height", "width")))
        x = Stream(8).array(shape, lambda u: u).astype(np.float64)
        results, outputs = [], []
        for index, (name, s) in enumerate(self.layers):
            refer = lambda key: results[int(s[key]) if int(s[key]) >= 0 else index + int(s[key])]
            match name:
                case "convolutional" | "conv":
                    x = self.convolutional(s, x)
                case "connected" | "conn":
                    x = self.connected(s, x)
                case "batchnorm":
                    x = self.batchnorm(s, x)
                case "maxpool" | "max":
                    x = self.pool(s, x, np.max)
                case "local_avgpool" | "local_avg":
                    x = self.pool(s, x, np.mean)
                case "avgpool":
                    x = x.mean(axis=(2, 3), keepdims=True)
                case "upsample":
                    x = self.upsample(s, x)
                case "reorg":
                    x = self.reorg(s, x, True)
                case "reorg3d":
                    x = self.reorg(s, x, False)
                case "crop":
                    x = self.crop(s, x)
                case "route":
                    x = self.route(s, results, index)
                case "shortcut":
                    x = self.shortcut(s, x, results, index)
                case "sam":
                    x = self.activate(s, x * refer("from"))
                case "scale_channels":
                    x = self.activate(s, x * refer("from"))
                case "activation":
                    x = self.activate(s, x)
                case "dropout" | "cost" | "empty":
                    pass
                case "softmax":
                    outputs.append(x.reshape(1, -1))
                    x = self.softmax(s, x)
                    outputs.append(x.reshape(1, -1))
                case "yolo" | "region" | "detection":
                    outputs.append(x)
                case _:
                    raise ValueError(name)
            results.append(x)
        return outputs if outputs else [x]


HEADERS = {
    "seen64": struct.pack("<iiiq", 0, 2, 5, 123),
    "seen32": struct.pack("<iiii", 0, 1, 0, 123),
    "transposed": struct.pack("<iiii", 0, 1001, 0, 123),
}


def main():
    for path in sorted(FOLDER.glob("*.cfg")):
        header = {"classifier": "seen32", "joins": "seen32", "transposed": "transposed"}.get(path.stem, "seen64")
        network = Network(parse(path), header)
        outputs = network.run()
        with open(path.with_suffix(".weights"), "wb") as file:
            file.write(HEADERS[header])
            for values in network.file:
                file.write(np.ascontiguousarray(values, dtype="<f4").tobytes())
        with open(path.with_suffix(".txt"), "w", encoding="ascii") as file:
            for output in outputs:
                file.write("x".join(map(str, output.shape)) + " ")
                file.write(" ".join(f"{value:.7g}" for value in output.reshape(-1)) + "\n")


if __name__ == "__main__":
    main()
