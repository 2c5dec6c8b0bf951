"""Training runs of games with classes, with a third network and with layers that reach an earlier one, computed by PyTorch in
64 bits.

    python Tests/References/players.py    # writes players.json next to itself; a few seconds

In the manner of training_runs.py, whose draws, losses, optimizers and figures these are: nothing is stored but what was
measured.
"""

import itertools
import json
import math

import numpy
import torch
import torch.nn.functional as F

from common import FOLDER, rounded
from training_runs import (
    ACTIVATIONS, BATCH, DISTURBANCE, STEPS, Draws, Optimizer, discriminator_term, generator_term, gradient, is_steady, leaves,
    length, moves)

# name: data, loss, weight and target of a penalty, optimizers, networks as lines; `as NAME` at a line's end names what it makes.
CASES = {
    "label dense": {
        "data": "ring", "loss": "non-saturating", "penalty": None,
        "generator": ["label", "dense 6", "tanh", "dense 2"],
        "discriminator": ["label", "dense 6", "leaky-relu", "dense 1"]},
    "label dense, slopes of a class": {
        "data": "ring", "loss": "wgan-gp", "penalty": (1, 1),
        "generator": ["dense 5", "label", "tanh", "dense 2"],
        "discriminator": ["label", "dense 6", "tanh", "dense 1"]},
    "label conv": {
        "data": "greys", "loss": "lsgan", "penalty": None,
        "generator": ["label", "dense 2x2x3", "label", "leaky-relu", "deconv 1", "tanh"],
        "discriminator": ["label", "conv 3", "leaky-relu", "label", "flatten", "dense 1"]},
    "codes": {
        "data": "ring", "loss": "non-saturating", "penalty": None, "codes": (2, [3, 2], 2), "weight": 0.5,
        "generator": ["dense 6", "tanh", "dense 2"], "discriminator": ["dense 6", "leaky-relu", "dense 1"],
        "recognition": ["dense 6", "tanh", "dense 7"]},
    "codes, batches normalised and dropped out": {
        "data": "ring", "loss": "hinge", "penalty": None, "codes": (1, [4], 0), "weight": 1,
        "generator": ["dense 6", "tanh", "dense 2"], "discriminator": ["dense 6", "tanh", "dense 1"],
        "recognition": ["dense 6", "batchnorm", "tanh", "dropout", "dense 4"]},
    "codes of classes": {
        "data": "ring", "loss": "lsgan", "penalty": None, "codes": (1, [], 2), "weight": 2,
        "generator": ["label", "dense 6", "tanh", "dense 2"], "discriminator": ["label", "dense 6", "tanh", "dense 1"],
        "recognition": ["label", "dense 6", "tanh", "dense 2"]},
    "add": {
        "data": "ring", "loss": "non-saturating", "penalty": None,
        "generator": ["dense 6", "tanh as first", "dense 6", "tanh", "add first", "dense 2"],
        "discriminator": ["dense 6 as wide", "tanh", "dense 6", "add wide", "tanh", "dense 1"]},
    "concat and add of images, slopes": {
        "data": "greys", "loss": "wgan-gp", "penalty": (10, 1),
        "generator": ["dense 2x2x3 as small", "tanh", "concat small", "deconv 1", "tanh"],
        "discriminator": ["tanh as seen", "softplus", "concat seen", "conv 3", "tanh as half", "elu", "add half", "flatten", "dense 1"]},
}


class Network:
    """Layers by their lines; parameters by `NETWORK.LAYER.ROLE`, a layer being called by its name or its place."""

    def __init__(self, name, lines, size, classes, draws):
        self.name, self.draws, self.classes, self.layers, self.parameters, self.states = name, draws, classes, [], {}, {}
        named = {}
        for index, line in enumerate(lines):
            words, _, own = line.partition(" as ")
            word, *numbers = words.split()
            extents = [int(n) for n in numbers[0].split("x")] if numbers and word not in ("add", "concat") else numbers
            label = own or str(index)
            self.layers.append((label, own, word, extents))
            place = f"{name}.{label}"
            if word == "dense":
                inputs, outputs = size[0], math.prod(extents)
                self.weight(place, [inputs, outputs], inputs, outputs)
                size = extents
            elif word == "conv":
                self.weight(place, [4, 4, size[2], extents[0]], 16 * size[2], extents[0])
                size = [size[0] // 2, size[1] // 2, extents[0]]
            elif word == "deconv":
                self.weight(place, [4, 4, extents[0], size[2]], 4 * size[2], extents[0])
                size = [size[0] * 2, size[1] * 2, extents[0]]
            elif word == "batchnorm":
                self.parameters |= {f"{place}.scale": torch.ones(size[-1]), f"{place}.shift": torch.zeros(size[-1])}
                self.states |= {
                    f"{place}.running-mean": torch.zeros(size[-1]), f"{place}.running-variance": torch.ones(size[-1])}
            elif word == "flatten":
                size = [math.prod(size)]
            elif word == "label":
                size = [*size[:-1], size[-1] + classes]
            elif word == "concat":
                size = [*size[:-1], size[-1] + named[extents[0]][-1]]
            if own:
                named[own] = size
        self.is_batch_coupled = any(word == "batchnorm" for _, _, word, _ in self.layers)

    def weight(self, place, shape, inputs, biases):
        values = self.draws.normals(math.prod(shape), f"weights/{place}.weight") * (2 / inputs) ** 0.5
        self.parameters[f"{place}.weight"] = torch.tensor(values).reshape(shape)
        self.parameters[f"{place}.bias"] = torch.zeros(biases)

    def __call__(self, x, parameters, stream, labels, states=None):
        after, named = dict(states or {}), {}
        for label, own, word, extents in self.layers:
            place = f"{self.name}.{label}"
            if word == "dense":
                x = (x @ parameters[f"{place}.weight"] + parameters[f"{place}.bias"]).reshape(len(x), *extents)
            elif word in ("conv", "deconv"):
                function = F.conv2d if word == "conv" else F.conv_transpose2d
                kernel = parameters[f"{place}.weight"].permute(3, 2, 0, 1)
                x = function(x.permute(0, 3, 1, 2), kernel, parameters[f"{place}.bias"], stride=2, padding=1).permute(0, 2, 3, 1)
            elif word == "batchnorm":
                if states:
                    for role in ("mean", "variance"):
                        batch = x.detach().mean(0) if role == "mean" else x.detach().var(0, correction=1)
                        after[f"{place}.running-{role}"] = 0.9 * after[f"{place}.running-{role}"] + 0.1 * batch
                x = F.batch_norm(x, None, None, parameters[f"{place}.scale"], parameters[f"{place}.shift"], training=True)
            elif word == "dropout":
                draws = self.draws.uniforms(x.numel(), f"{stream}/{label}/dropout").reshape(x.shape)
                x = x * torch.tensor(draws >= 0.5) / 0.5
            elif word == "flatten":
                x = x.reshape(len(x), -1)
            elif word == "label":
                hot = F.one_hot(labels, self.classes).to(x.dtype)
                x = torch.cat([x, hot.reshape(len(x), *[1] * (x.dim() - 2), -1).expand(*x.shape[:-1], -1)], -1)
            elif word == "add":
                x = x + named[extents[0]]
            elif word == "concat":
                x = torch.cat([x, named[extents[0]]], -1)
            else:
                x = ACTIVATIONS[word](x)
            if own:
                named[own] = x
        return x, after


class Game:
    def __init__(self, case, seed, disturbance=0):
        self.case, self.draws = case, Draws(seed)
        self.codes = case.get("codes")
        latent = 3 if self.codes is None else self.codes[0] + sum(self.codes[1]) + self.codes[2]
        size, classes = ([4, 4, 1], 4) if case["data"] == "greys" else ([2], 8)
        inputs = {"generator": [latent], "discriminator": size, "recognition": size}
        random = torch.Generator().manual_seed(seed)
        self.networks, self.weights, self.states, self.optimizers = {}, {}, {}, {}
        for name in ("generator", "discriminator", "recognition"):
            if name in case:
                network = Network(name, case[name], inputs[name], classes, self.draws)
                self.networks[name], self.states[name] = network, network.states
                self.weights[name] = {
                    key: p * (1 + disturbance * torch.randn(p.shape, generator=random))
                    for key, p in network.parameters.items()}
                # The recognition network has an optimizer of another kind.
                self.optimizers[name] = Optimizer("momentum" if name == "recognition" else "adam", self.weights[name])

    def real(self, stream):
        """Examples and their classes."""
        if self.case["data"] == "greys":
            chosen = self.draws.integers(BATCH, 4, f"{stream}/example")
            greys = torch.tensor(numpy.array([-1, -0.5, 0.5, 1])[chosen])
            return greys.reshape(BATCH, 1, 1, 1).expand(BATCH, 4, 4, 1), torch.tensor(chosen)
        chosen = self.draws.integers(BATCH, 8, f"{stream}/mode")
        angle = 2 * math.pi * chosen / 8
        noise = self.draws.normals(2 * BATCH, f"{stream}/noise").reshape(BATCH, 2)
        points = numpy.stack([2 * numpy.cos(angle), 2 * numpy.sin(angle)], 1) + 0.02 * noise
        return torch.tensor(points), torch.tensor(chosen)

    def latent(self, stream):
        if self.codes is None:
            return torch.tensor(self.draws.normals(BATCH * 3, f"{stream}/latent")).reshape(BATCH, 3)
        noise, categories, continuous = self.codes
        parts = [torch.tensor(self.draws.normals(BATCH * noise, f"{stream}/latent/noise")).reshape(BATCH, noise)]
        for index, count in enumerate(categories):
            chosen = self.draws.integers(BATCH, count, f"{stream}/latent/categorical-{index + 1}")
            parts.append(F.one_hot(torch.tensor(chosen), count).to(torch.float64))
        uniforms = self.draws.uniforms(BATCH * continuous, f"{stream}/latent/continuous")
        parts.append(2 * torch.tensor(uniforms).reshape(BATCH, continuous) - 1)
        return torch.cat(parts, 1)

    def apply(self, name, x, parameters, stream, labels, states=None):
        return self.networks[name](x, parameters, stream, labels, states)

    def move(self, name, loss, parameters, measured):
        found = gradient(loss, parameters, retain_graph=True)
        measured |= {f"loss.{name}": loss, f"gradient.{name}": length(found)}
        self.weights[name] = self.optimizers[name].step({key: p.detach() for key, p in parameters.items()}, found)

    def update_discriminator(self, measured):
        stream = "discriminator-update"
        real, labels = self.real(f"{stream}/real")
        fake = self.apply("generator", self.latent(stream), self.weights["generator"], f"{stream}/generator", labels)[0].detach()
        parameters = leaves(self.weights["discriminator"])
        both, _ = self.apply(
            "discriminator", torch.cat([real, fake]), parameters, f"{stream}/discriminator", torch.cat([labels, labels]))
        loss = discriminator_term(self.case["loss"], both[:BATCH], both[BATCH:])
        if self.case["penalty"]:
            weight, target = self.case["penalty"]
            own = f"{stream}/penalty/gradient-penalty"
            mix = torch.tensor(self.draws.uniforms(BATCH, f"{own}/mix")).reshape([BATCH] + [1] * (real.dim() - 1))
            points = (mix * real + (1 - mix) * fake).requires_grad_()
            scores, _ = self.apply("discriminator", points, parameters, f"{own}/discriminator", labels)
            slope, = torch.autograd.grad(scores.sum(), points, create_graph=True)
            norm = (slope.reshape(BATCH, -1).square().sum(1) + 1e-12).sqrt()
            loss = loss + weight * (norm - target).square().mean()
        self.move("discriminator", loss, parameters, measured)

    def update_generator(self, measured):
        stream = "generator-update"
        _, labels = self.real(f"{stream}/real")
        parameters, latent = leaves(self.weights["generator"]), self.latent(stream)
        fake, _ = self.apply("generator", latent, parameters, f"{stream}/generator", labels)
        scores, _ = self.apply("discriminator", fake, self.weights["discriminator"], f"{stream}/discriminator", labels)
        loss = generator_term(self.case["loss"], scores)
        if self.codes:
            own = leaves(self.weights["recognition"])
            read, states = self.apply("recognition", fake, own, f"{stream}/recognition", labels, self.states["recognition"])
            noise, categories, continuous = self.codes
            term, entropy, place = 0, 0, 0
            for count in categories:
                target = latent[:, noise + place:noise + place + count].argmax(1)
                entropy = entropy + F.cross_entropy(read[:, place:place + count], target)
                place += count
            if continuous:
                normal = torch.distributions.Normal(read[:, place:], 1.0)
                term = -normal.log_prob(latent[:, noise + place:]).sum(1).mean()
            measured["mutual-information"] = torch.as_tensor(sum(math.log(count) for count in categories) - entropy)
            term = self.case["weight"] * (term + entropy)
            loss = loss + term
            self.move("recognition", term, own, measured)
            self.states["recognition"] = {name: s.detach() for name, s in states.items()}
        self.move("generator", loss, parameters, measured)

    def step(self):
        measured = {}
        self.update_discriminator(measured)
        self.update_generator(measured)
        self.draws.step += 1
        return measured


def quantities(case):
    names = [name for name in ("generator", "discriminator", "recognition") if name in case]
    own = ["mutual-information"] if "codes" in case else []
    return [f"loss.{name}" for name in names] + own + [f"gradient.{name}" for name in names]


def figures(case, seed, disturbance=0):
    """What each step measures, and how far each network went."""
    game = Game(case, seed, disturbance)
    before = {name: game.weights[name] | game.states[name] for name in game.weights}
    names = quantities(case)
    steps = [game.step() for _ in range(STEPS)]
    values = [measured[name] for measured in steps for name in names]
    for name in before:
        values += moves(before[name], game.weights[name] | game.states[name])
    return [value.item() for value in values]


def main():
    torch.set_num_threads(1)
    lines = []
    for name, case in CASES.items():
        for seed in itertools.count(1):
            values = figures(case, seed)
            if is_steady(values, figures(case, seed, DISTURBANCE)):
                break
        found = {"name": name, "seed": seed, "quantities": quantities(case), "values": [
            float(f"{rounded(value):.7g}") for value in values]}
        lines.append(json.dumps(found, separators=(",", ":"), allow_nan=False))
    made = f"PyTorch {torch.__version__.split('+')[0]}, 64-bit"
    path = FOLDER / "players.json"
    path.write_text(json.dumps({"made": made, "steps": STEPS})[:-1] + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n")
    print(path.name, len(lines), "cases,", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
