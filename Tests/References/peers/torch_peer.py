"""PyTorch's side of the workloads in README.md: one JSON object a line for each workload and variant.

    python torch_peer.py [--losses] [WORKLOAD …]
"""

import json
import math
import sys
import time

import torch
from torch import nn
import torch.nn.functional as F

BATCH_OF_IMAGES, BATCH_OF_POINTS, IMAGES, WIDTH = 64, 256, 1000, 32
KERNELS, DIMENSIONS = 32, 5


class Attention(nn.Module):
    def __init__(self, channels, normalised):
        super().__init__()
        keys, values = channels // 8, channels // 2
        self.query, self.key, self.value, self.output = (
            normalised(nn.Conv2d(inputs, outputs, 1, bias=False))
            for inputs, outputs in ((channels, keys), (channels, keys), (channels, values), (values, channels)))
        self.scale = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        q, k, v = (layer(x).flatten(2) for layer in (self.query, self.key, self.value))
        looks = torch.bmm(q.transpose(1, 2), k).softmax(2)
        found = torch.bmm(v, looks.transpose(1, 2)).view(*v.shape[:2], *x.shape[2:])
        return x + self.scale * self.output(found)


class Discrimination(nn.Module):
    """Joins how close each example is to the others; the distances by an array of all pairs, or by `cdist`."""

    def __init__(self, features, uses_cdist):
        super().__init__()
        spread = (2 / (features * DIMENSIONS)) ** 0.5
        self.weight = nn.Parameter(torch.randn(features, KERNELS * DIMENSIONS) * spread)
        self.uses_cdist = uses_cdist

    def forward(self, x):
        m = (x @ self.weight).view(len(x), KERNELS, DIMENSIONS)
        if self.uses_cdist:
            points = m.transpose(0, 1).contiguous()
            similarity = (torch.exp(-torch.cdist(points, points, p=1)).sum(2) - 1).t()
        else:
            similarity = torch.exp(-(m[:, None] - m[None]).abs().sum(3)).sum(1) - 1
        return torch.cat([x, similarity], 1)


def small(net):
    """N(0, 0.02²), biases 0."""
    for name, parameter in net.named_parameters():
        if parameter.dim() > 1:
            nn.init.normal_(parameter, 0, 0.02)
        elif name.endswith("bias"):
            nn.init.zeros_(parameter)
    return net


def image_networks(attends):
    n = WIDTH
    plain = nn.Identity()
    spectral = nn.utils.spectral_norm
    ofG = spectral if attends else (lambda layer: layer)
    G = nn.Sequential(
        ofG(nn.Linear(100, 16 * 8 * n)), nn.Unflatten(1, (8 * n, 4, 4)),
        ofG(nn.ConvTranspose2d(8 * n, 4 * n, 4, 2, 1)), nn.BatchNorm2d(4 * n), nn.ReLU(),
        ofG(nn.ConvTranspose2d(4 * n, 2 * n, 4, 2, 1)), nn.BatchNorm2d(2 * n), nn.ReLU(),
        Attention(2 * n, spectral) if attends else plain,
        ofG(nn.ConvTranspose2d(2 * n, n, 4, 2, 1)), nn.BatchNorm2d(n), nn.ReLU(),
        ofG(nn.Conv2d(n, 1, 3, 1, 1)), nn.Tanh())
    layers, inputs = [], 1
    for outputs, kernel in ((n, 3), (n, 4), (2 * n, 3), (2 * n, 4), (4 * n, 3), (4 * n, 4), (8 * n, 3)):
        layers += [spectral(nn.Conv2d(inputs, outputs, kernel, kernel - 2, 1)), nn.LeakyReLU(0.1)]
        if attends and len(layers) == 4:
            layers.append(Attention(outputs, spectral))
        inputs = outputs
    D = nn.Sequential(*layers, nn.Flatten(), spectral(nn.Linear(16 * 8 * n, 1)))
    return small(G), small(D)


def dense(inputs, outputs):
    layer = nn.Linear(inputs, outputs)
    nn.init.normal_(layer.weight, 0, (2 / inputs) ** 0.5)
    nn.init.zeros_(layer.bias)
    return layer


def update(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.detach()


def adam(network, rate):
    return torch.optim.Adam(network.parameters(), rate, (0.5, 0.999))


def image_step(attends, channels_last):
    G, D = image_networks(attends)
    data = torch.rand(IMAGES, 1, 32, 32) * 2 - 1
    if channels_last:
        G, D = (network.to(memory_format=torch.channels_last) for network in (G, D))
        data = data.contiguous(memory_format=torch.channels_last)
    ofG, ofD = adam(G, 2e-4), adam(D, 2e-4)

    def step():
        real = data[torch.randint(0, IMAGES, (BATCH_OF_IMAGES,))]
        with torch.no_grad():
            fake = G(torch.randn(BATCH_OF_IMAGES, 100))
        scores = D(torch.cat([real, fake]))
        first = update(ofD, F.relu(1 - scores[:BATCH_OF_IMAGES]).mean() + F.relu(1 + scores[BATCH_OF_IMAGES:]).mean())
        second = update(ofG, -D(G(torch.randn(BATCH_OF_IMAGES, 100))).mean())
        return first, second

    return step


def point_step(uses_cdist):
    G = nn.Sequential(dense(64, 128), nn.ReLU(), dense(128, 128), nn.ReLU(), dense(128, 2))
    D = nn.Sequential(
        dense(2, 128), nn.ReLU(), dense(128, 128), nn.ReLU(), Discrimination(128, uses_cdist), dense(128 + KERNELS, 1))
    ofG, ofD = adam(G, 1e-3), adam(D, 1e-3)

    def step():
        angle = torch.randint(0, 8, (BATCH_OF_POINTS,)) * (2 * math.pi / 8)
        real = torch.stack([angle.cos(), angle.sin()], 1) * 2 + 0.02 * torch.randn(BATCH_OF_POINTS, 2)
        with torch.no_grad():
            fake = G(torch.randn(BATCH_OF_POINTS, 64))
        first = update(ofD, F.softplus(-D(real)).mean() + F.softplus(D(fake)).mean())
        second = update(ofG, F.softplus(-D(G(torch.randn(BATCH_OF_POINTS, 64)))).mean())
        return first, second

    return step


WORKLOADS = {
    "sngan-32": {"torch": lambda: image_step(False, False), "torch-channels-last": lambda: image_step(False, True)},
    "sagan-32": {"torch": lambda: image_step(True, False), "torch-channels-last": lambda: image_step(True, True)},
    "ring-256-minibatch": {"torch": lambda: point_step(False), "torch-cdist": lambda: point_step(True)},
}


def milliseconds(step, rounds=5, seconds=0.6):
    step(), step()
    start = time.perf_counter()
    step()
    count = max(2, int(seconds / (time.perf_counter() - start)))
    shortest = math.inf
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(count):
            step()
        shortest = min(shortest, (time.perf_counter() - start) / count)
    return shortest * 1000


def losses(step):
    """The means of ten steps each: discriminator's and generator's."""
    made = torch.tensor([step() for _ in range(50)]).reshape(5, 10, 2).mean(1)
    return [[round(float(value), 4) for value in row] for row in made.t()]


if __name__ == "__main__":
    torch.manual_seed(0)
    words = [word for word in sys.argv[1:] if word != "--losses"]
    for workload in words or WORKLOADS:
        for peer, make in WORKLOADS[workload].items():
            if "--losses" in sys.argv:
                discriminator, generator = losses(make())
                found = {"discriminator": discriminator, "generator": generator}
            else:
                found = {"ms": round(milliseconds(make()), 4)}
            print(json.dumps({"workload": workload, "peer": peer} | found), flush=True)
