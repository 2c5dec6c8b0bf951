"""What the scripts of this folder share: short exact inputs and rounded JSON.

    pip install torch==2.15.0 numpy scipy
"""

import json
import pathlib

import numpy
import torch

torch.set_default_dtype(torch.float64)
FOLDER = pathlib.Path(__file__).resolve().parent


class Draws:
    """Seeded inputs on a grid of 1/256 or finer binary steps, so that 32-bit floats hold them exactly."""

    def __init__(self, seed):
        self.random = numpy.random.RandomState(seed)

    def normal(self, *shape, scale=1.0, step=256):
        values = numpy.round(self.random.standard_normal(shape) * scale * step) / step
        return torch.tensor(values)

    def uniform(self, low, high, *shape, step=256):
        values = numpy.round(self.random.uniform(low, high, shape) * step) / step
        return torch.tensor(values)

    def distinct(self, *shape, step=16):
        """No two alike and none zero: for functions with a kink or a choice."""
        count = int(numpy.prod(shape))
        values = (self.random.permutation(count) - count // 2 + 0.5) / step
        return torch.tensor(values.reshape(shape))


def rounded(value):
    """Nine significant digits: more than a 32-bit float holds."""
    value = value.item() if isinstance(value, torch.Tensor) else float(value)
    assert numpy.isfinite(value), "JSON has no such number"
    short = float(f"{value:.9g}")
    return int(short) if short == int(short) and abs(short) < 1e9 else short


def array(tensor):
    tensor = torch.as_tensor(tensor, dtype=torch.float64).detach()
    return {"shape": list(tensor.shape), "values": [rounded(v) for v in tensor.reshape(-1).tolist()]}


def arrays(tensors):
    return {name: array(tensor) for name, tensor in tensors.items()}


def write(name, content):
    path = FOLDER / name
    path.write_text(json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n")
    print(name, path.stat().st_size, "bytes")
