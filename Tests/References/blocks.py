"""Attention, residual blocks and minibatch layers, computed by PyTorch in 64 bits: what each makes with its first and second
derivatives, and whole training runs of networks with them.

    python Tests/References/blocks.py    # writes blocks.json next to itself; a minute

The runs are those of techniques.py with one word more, which names the networks.
"""

import itertools
import json
import math
import random

import torch
import torch.nn.functional as F

from common import Draws as ExactDraws, array
import techniques
import training_runs
from training_runs import ACTIVATIONS, DISTURBANCE, FACTORS, is_steady, line, write_runs

# The networks by their name: kind of data, generator, discriminator. `ACT` is the activation of the run.
NETWORKS = {
    "attention": (
        "conv", ["dense 2x2x8", "ACT", "attention", "deconv 1", "tanh"],
        ["conv 8", "ACT", "attention", "flatten", "dense 1"]),
    "attention pooled": (
        "conv", ["dense 2x2x3", "ACT", "deconv 2", "attention keys 2 values 1 pooled", "ACT", "residual 1", "tanh"],
        ["residual 4 same first", "attention keys 3 values 2 pooled", "ACT", "flatten", "dense 1"]),
    "residual": (
        "conv", ["dense 2x2x4", "residual 3 up normalization batchnorm", "ACT", "residual 1", "tanh"],
        ["residual 3 down first", "residual 4 down", "ACT", "flatten", "dense 1"]),
    "residual layernorm": (
        "conv", ["dense 1x1x4", "residual 3 up", "residual 3 normalization layernorm", "residual 1 up", "tanh"],
        ["residual 3 down first normalization layernorm", "residual 3 normalization layernorm", "ACT", "flatten", "dense 1"]),
    "residual batchnorm": (
        "conv", ["dense 2x2x3", "residual 2 up normalization batchnorm", "residual 1", "tanh"],
        ["residual 2 normalization batchnorm", "residual 3 down normalization batchnorm", "ACT", "flatten", "dense 1"]),
    "discrimination": (
        "dense", ["dense 6", "ACT", "dense 5", "ACT", "dense 2"],
        ["dense 6", "ACT", "minibatch-discrimination kernels 4 dimensions 3", "dense 1"]),
    "discrimination twice": (
        "dense", ["dense 6", "ACT", "dense 2"],
        ["minibatch-discrimination", "dense 8", "ACT", "minibatch-discrimination dimensions 2", "dense 1"]),
    "deviation": (
        "dense", ["dense 6", "ACT", "dense 5", "ACT", "dense 2"],
        ["dense 6", "ACT", "minibatch-deviation", "dense 5", "ACT", "dense 1"]),
    "deviation of groups": (
        "dense", ["dense 6", "ACT", "dense 2"], ["minibatch-deviation group 3", "dense 6", "ACT", "dense 1"]),
    "deviation of images": (
        "conv", ["dense 2x2x3", "ACT", "deconv 1", "tanh"],
        ["conv 3", "ACT", "minibatch-deviation group 4", "flatten", "dense 1"]),
}
# Runs of one network: alone, and under these tricks.
TECHNIQUES = ["none", "none", "none", "spectral-norm both"]
FACTORS_HERE = {name: FACTORS[name] for name in ("loss", "ratio", "unroll", "penalty", "activation", "optimizer")}


class Network:
    """Layers by their lines; parameters and states by `NETWORK.LAYER.ROLE`."""

    def __init__(self, name, lines, size, draws):
        self.name, self.draws, self.layers, self.parameters, self.states = name, draws, [], {}, {}
        for index, line in enumerate(lines):
            word, *rest = line.split()
            self.layers.append((word, rest, list(size)))
            place, channels = f"{name}.{index}", size[-1]
            if word == "dense":
                outputs = [int(n) for n in rest[0].split("x")]
                self.weight(place, [math.prod(size), math.prod(outputs)], math.prod(size))
                size = outputs
            elif word == "conv":
                self.weight(place, [4, 4, channels, int(rest[0])], 16 * channels)
                size = [size[0] // 2, size[1] // 2, int(rest[0])]
            elif word == "deconv":
                self.weight(place, [4, 4, int(rest[0]), channels], 4 * channels, int(rest[0]))
                size = [size[0] * 2, size[1] * 2, int(rest[0])]
            elif word == "attention":
                keys, values, _ = attention_options(rest, channels)
                for part, inputs, outputs in (
                        ("query", channels, keys), ("key", channels, keys), ("value", channels, values), ("output", values, channels)):
                    self.weight(f"{place}.{part}", [inputs, outputs], inputs, 0)
                self.parameters[f"{place}.scale"] = torch.zeros(1)
            elif word == "residual":
                size = self.residual(place, rest, size)
            elif word == "minibatch-discrimination":
                kernels, dimensions = discrimination_options(rest, channels)
                self.weight(place, [channels, kernels * dimensions], channels * dimensions, 0)
                self.states[f"{place}.running-similarity"] = torch.zeros(kernels)
                size = [channels + kernels]
            elif word == "minibatch-deviation":
                self.states[f"{place}.running-deviation"] = torch.ones(1)
                size = [*size[:-1], channels + 1]
            elif word == "flatten":
                size = [math.prod(size)]
        self.is_batch_coupled = any(
            word.startswith("minibatch") or "batchnorm" in rest for word, rest, _ in self.layers)

    def weight(self, place, shape, fan, biases=None):
        values = self.draws.normals(math.prod(shape), f"weights/{place}.weight") * (2 / fan) ** 0.5
        self.parameters[f"{place}.weight"] = torch.tensor(values).reshape(shape)
        biases = shape[-1] if biases is None else biases
        if biases:
            self.parameters[f"{place}.bias"] = torch.zeros(biases)

    def residual(self, place, rest, size):
        channels, direction, normalization, is_first = residual_options(rest)
        inputs = size[-1]
        between = inputs if direction == "down" and not is_first else channels
        for part, count in (("first", inputs), ("second", between)):
            if normalization != "none" and not (is_first and part == "first"):
                own = f"{place}.{part}-normalization"
                self.parameters |= {f"{own}.scale": torch.ones(count), f"{own}.shift": torch.zeros(count)}
                if normalization == "batchnorm":
                    self.states |= {f"{own}.running-mean": torch.zeros(count), f"{own}.running-variance": torch.ones(count)}
            self.weight(f"{place}.{part}", [3, 3, count, between if part == "first" else channels], 9 * count)
        if direction != "same" or inputs != channels:
            self.weight(f"{place}.shortcut", [1, 1, inputs, channels], inputs)
        height, width = (n * 2 if direction == "up" else n // 2 if direction == "down" else n for n in size[:2])
        return [height, width, channels]

    def __call__(self, x, parameters, stream, states=None):
        after = dict(states or {})
        for index, (word, rest, _) in enumerate(self.layers):
            place = f"{self.name}.{index}"
            own = {name[len(place) + 1:]: p for name, p in parameters.items() if name.startswith(f"{place}.")}
            if word == "dense":
                x = (x @ own["weight"] + own["bias"]).reshape(len(x), *(int(n) for n in rest[0].split("x")))
            elif word in ("conv", "deconv"):
                function = F.conv2d if word == "conv" else F.conv_transpose2d
                kernel = own["weight"].permute(3, 2, 0, 1).contiguous()
                x = function(x.permute(0, 3, 1, 2), kernel, own["bias"], stride=2, padding=1).permute(0, 2, 3, 1)
            elif word == "flatten":
                x = x.reshape(len(x), -1)
            elif word in ACTIVATIONS:
                x = ACTIVATIONS[word](x)
            else:
                x, batches = LAYERS[word](x, own, rest)
                if states:
                    for name, batch in batches.items():
                        after[f"{place}.{name}"] = 0.9 * after[f"{place}.{name}"] + 0.1 * batch.detach()
        return x, after


def option(rest, name, default):
    return int(rest[rest.index(name) + 1]) if name in rest else default


def attention_options(rest, channels):
    return option(rest, "keys", max(1, channels // 8)), option(rest, "values", max(1, channels // 2)), "pooled" in rest


def discrimination_options(rest, features):
    return option(rest, "kernels", min(100, max(1, features // 4))), option(rest, "dimensions", 5)


def residual_options(rest):
    direction = next((word for word in ("up", "down") if word in rest), "same")
    normalization = rest[rest.index("normalization") + 1] if "normalization" in rest else "none"
    return int(rest[0]), direction, normalization, "first" in rest


def attention(x, own, rest):
    """Zhang et al. 2019, equations 1 to 3, with PyTorch's own attention; the unscaled products are asked for."""
    batch, height, width, channels = x.shape
    _, _, pooled = attention_options(rest, channels)

    def places(image):
        return image.reshape(batch, -1, image.shape[3])

    def looked(weight):
        image = x @ weight
        return places(F.max_pool2d(image.permute(0, 3, 1, 2), 2).permute(0, 2, 3, 1) if pooled else image)

    q, k, v = places(x @ own["query.weight"]), looked(own["key.weight"]), looked(own["value.weight"])
    found = torch.softmax(torch.einsum("bik,bjk->bij", q, k), 2) @ v
    assert torch.allclose(found, F.scaled_dot_product_attention(q, k, v, scale=1.0))
    return x + own["scale"] * (found @ own["output.weight"]).reshape(x.shape), {}


def residual(x, own, rest):
    """Written as in the paper's figures: the shortcut doubles before its convolution and halves behind it."""
    _, direction, normalization, is_first = residual_options(rest)
    batches = {}

    def convolved(x, part):
        kernel = own[f"{part}.weight"].permute(3, 2, 0, 1).contiguous()
        return F.conv2d(x.permute(0, 3, 1, 2), kernel, own[f"{part}.bias"], padding=1).permute(0, 2, 3, 1)

    def doubled(x):
        return x.repeat_interleave(2, 1).repeat_interleave(2, 2) if direction == "up" else x

    def halved(x):
        return F.avg_pool2d(x.permute(0, 3, 1, 2), 2).permute(0, 2, 3, 1) if direction == "down" else x

    def normalised(x, part):
        if normalization == "none":
            return x
        axes = (0, 1, 2) if normalization == "batchnorm" else (1, 2, 3)
        if normalization == "batchnorm":
            variance, mean = torch.var_mean(x, axes, correction=1)
            batches.update({f"{part}-normalization.running-mean": mean, f"{part}-normalization.running-variance": variance})
        centred = x - x.mean(axes, keepdim=True)
        scaled = centred / (centred.square().mean(axes, keepdim=True) + 1e-5).sqrt()
        return scaled * own[f"{part}-normalization.scale"] + own[f"{part}-normalization.shift"]

    change = x if is_first else torch.relu(normalised(x, "first"))
    change = convolved(doubled(change), "first")
    change = convolved(torch.relu(normalised(change, "second")), "second")
    passed = doubled(x)
    if "shortcut.weight" in own:
        passed = passed @ own["shortcut.weight"][0, 0] + own["shortcut.bias"]
    return halved(passed) + halved(change), batches


def discrimination(x, own, rest):
    """Salimans et al. 2016, section 3.2, over an array of all pairs."""
    kernels, dimensions = discrimination_options(rest, x.shape[1])
    m = (x @ own["weight"]).reshape(len(x), kernels, dimensions)
    distances = (m[:, None] - m[None, :]).abs().sum(3)
    others = 1 - torch.eye(len(x))
    similarity = (torch.exp(-distances) * others[:, :, None]).sum(1)
    return torch.cat([x, similarity], 1), {"running-similarity": similarity.mean(0)}


def deviation(x, own, rest):
    """Karras et al. 2018, section 3. What is left over joins the last group."""
    batch = len(x)
    size = min(option(rest, "group", batch), batch)
    starts = list(range(0, batch - size - batch % size + 1, size))
    parts = []
    for start, end in zip(starts, [*starts[1:], batch]):
        group = x[start:end].reshape(end - start, -1)
        s = (group.var(0, correction=0) + 1e-8).sqrt().mean()
        parts.append(s.expand(end - start))
    joined = torch.cat(parts)
    plane = joined.reshape(batch, *[1] * (x.dim() - 1)).expand(*x.shape[:-1], 1)
    return torch.cat([x, plane], -1), {"running-deviation": joined.mean().reshape(1)}


LAYERS = {
    "attention": attention, "residual": residual, "minibatch-discrimination": discrimination,
    "minibatch-deviation": deviation}


def networks(case, draws):
    kind, *lines = NETWORKS[case["blocks"]]
    size = [4, 4, 1] if kind == "conv" else [2]
    return tuple(
        Network(name, [line.replace("ACT", case["activation"]) for line in own], start, draws)
        for name, own, start in zip(("generator", "discriminator"), lines, ([training_runs.LATENT], size)))


training_runs.networks = networks


def cases():
    """Each network with every level of the factors that has most, the others repeated."""
    draw = random.Random(8)
    found = []
    for blocks, (kind, *_) in NETWORKS.items():
        count = max(map(len, FACTORS_HERE.values()))
        columns = {}
        factors = FACTORS_HERE | {"techniques": TECHNIQUES}
        if blocks.startswith("discrimination"):
            # Every score has the slopes of a whole batch.
            factors = factors | {"penalty": ["own", "none", "slope 0.5 to 0", "clip 0.1"]}
        for name, words in factors.items():
            repeated = [word for _ in range(-(-count // len(words))) for word in draw.sample(words, len(words))]
            columns[name] = repeated[:count]
        for run in range(count):
            case = {name: columns[name][run] for name in FACTORS_HERE}
            found.append(case | {"network": kind, "techniques": columns["techniques"][run], "blocks": blocks})
    return found


# A layer, the size of its input, the size of a batch.
ALONE = [
    ("attention keys 2 values 3", [2, 3, 4], 2), ("attention pooled", [4, 5, 3], 2), ("residual 2 up", [1, 2, 2], 2),
    ("residual 2 down normalization batchnorm", [3, 2, 2], 2), ("residual 2 normalization layernorm", [2, 2, 2], 2),
    ("residual 2 down first", [2, 3, 1], 2), ("minibatch-discrimination kernels 3 dimensions 2", [4], 5),
    ("minibatch-discrimination", [5], 3), ("minibatch-deviation", [4], 5), ("minibatch-deviation group 2", [3], 5),
    ("minibatch-deviation group 2", [2, 2, 2], 4)]


class Zeros:
    """Start values are of no interest here."""

    def normals(self, count, name):
        return torch.zeros(count).numpy()


def alone(words, size, batch, seed):
    """y = layer(x); L = Σ w y; the gradients of L, then those of Σ (∂L/∂x)²: by the input, then by each parameter."""
    draws = ExactDraws(seed)
    network = Network("test", [words], size, Zeros())
    shapes = [p.shape for p in network.parameters.values()]
    inputs = [draws.distinct(batch, *size, step=32)] + [draws.normal(*shape, scale=0.7) for shape in shapes]
    inputs = [value.requires_grad_() for value in inputs]
    output, _ = network(inputs[0], dict(zip(network.parameters, inputs[1:])), "test")
    weights = draws.normal(*output.shape)
    first = torch.autograd.grad((weights * output).sum(), inputs, create_graph=True)
    second = torch.autograd.grad(first[0].square().sum(), inputs, allow_unused=True)
    return {
        "layer": words, "inputs": [array(value) for value in inputs], "weights": array(weights), "output": array(output),
        "first": [array(value) for value in first],
        "second": [array(torch.zeros_like(value) if grad is None else grad) for value, grad in zip(inputs, second)]}


def main():
    torch.set_num_threads(1)
    lines = []
    for case in cases():
        for seed in itertools.count(1):
            try:
                values = techniques.figures(case, seed)
                if is_steady(values, techniques.figures(case, seed, DISTURBANCE)):
                    break
            except AssertionError:
                # Numbers that grew too large to compare.
                continue
        lines.append(line(seed, case, values))
    layers = ",\n".join(json.dumps(alone(*case, seed=index), separators=(",", ":")) for index, case in enumerate(ALONE))
    write_runs(
        "blocks.json", lines, [*FACTORS_HERE, "network", "techniques", "blocks"], techniques.STEPS,
        between=', "layers": [\n' + layers + "\n]")


if __name__ == "__main__":
    main()
