"""Denoising diffusion in PyTorch in 64 bits: three training steps by torch.optim.Adam, and samples drawn from what they leave.

    python Tests/References/diffusion.py    # writes diffusion.json next to itself; a few seconds

Start weights, data, steps and noise are functions of the seed and of the names of their random streams, so PyTorch draws the very
numbers that the program draws.
"""

import json
import math

import torch

from common import FOLDER, rounded
from training_runs import BATCH, Draws, Layers, real_examples

STEPS, FREQUENCIES = 3, 4
CASES = [
    {"name": "points", "network": "dense", "T": 40, "seed": 11},
    {"name": "few", "network": "dropout", "T": 5, "seed": 12},
    {"name": "images", "network": "conv", "T": 10, "seed": 13},
]
# Kernel 4, stride 2 down and up again, as the layers of training_runs know it.
LAYERS = {
    "points": [("dense", [8]), ("tanh",), ("dense", [7]), ("softplus",), ("dense", [2])],
    "few": [("dense", [8]), ("tanh",), ("dropout", 0.25), ("dense", [2])],
    "images": [("conv", 3), ("tanh",), ("deconv", 1)],
}


def signal(t, T):
    """What is left of the variance of x after t of T steps: exp(-integral of beta), beta from 0.1 to 20."""
    u = t / T
    return math.exp(-0.1 * u - 0.5 * 19.9 * u * u)


def told(t, T):
    return [f(math.pi * 2**k * t / T) for k in range(FREQUENCIES) for f in (math.sin, math.cos)]


def joined(x, features):
    shape = [len(x)] + list(x.shape[1:-1]) + [2 * FREQUENCIES]
    middle = features.reshape([len(x)] + [1] * (x.dim() - 2) + [2 * FREQUENCIES]).expand(shape)
    return torch.cat([x, middle], -1)


def run(case):
    draws, T, stream = Draws(case["seed"]), case["T"], "denoiser-update"
    size = [4, 4, 1] if case["network"] == "conv" else [2]
    network = Layers("denoiser", LAYERS[case["name"]], size[:-1] + [size[-1] + 2 * FREQUENCIES], "he", draws)
    weights = {name: torch.nn.Parameter(p.clone()) for name, p in network.parameters.items()}
    adam = torch.optim.Adam(list(weights.values()), lr=0.02, betas=(0.5, 0.999), eps=1e-8)
    losses = []
    for step in range(STEPS):
        draws.step = step
        real = real_examples(case, f"{stream}/real", draws)
        t = draws.integers(BATCH, T, f"{stream}/time") + 1
        noise = torch.tensor(draws.normals(real.numel(), f"{stream}/noise")).reshape(real.shape)
        left = torch.tensor([signal(s, T) for s in t]).reshape([BATCH] + [1] * (real.dim() - 1))
        noisy = left.sqrt() * real + (1 - left).sqrt() * noise
        features = torch.tensor([told(s, T) for s in t])
        found, _ = network(joined(noisy, features), weights, f"{stream}/denoiser")
        loss = (noise - found).square().mean()
        adam.zero_grad()
        loss.backward()
        losses += [loss, sum(p.grad.square().sum() for p in weights.values()).sqrt()]
        adam.step()
    # Samples from given noise; nothing drops out, and nothing is drawn on the way.
    x = torch.tensor([math.sin(1.7 * i) for i in range(3 * math.prod(size))]).reshape([3] + size)
    for s in range(T, 0, -1):
        features = torch.tensor([told(s, T)] * 3)
        with torch.no_grad():
            found = evaluate(network, joined(x, features), weights)
            clean = (x - math.sqrt(1 - signal(s, T)) * found) / math.sqrt(signal(s, T))
            x = math.sqrt(signal(s - 1, T)) * clean + math.sqrt(1 - signal(s - 1, T)) * found
    return {
        "name": case["name"], "seed": case["seed"], "T": T, "measured": [rounded(v) for v in losses],
        "samples": [rounded(v) for v in x.flatten()]}


def evaluate(network, x, weights):
    """The network without dropout."""
    rates = [layer for layer in network.layers]
    network.layers = [("dropout", 0.0) if word[0] == "dropout" else word for word in rates]
    made, _ = network(x, weights, "none")
    network.layers = rates
    return made


if __name__ == "__main__":
    (FOLDER / "diffusion.json").write_text(json.dumps([run(case) for case in CASES], indent=1) + "\n")
