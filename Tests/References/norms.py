"""Training runs with normalisations, styles and reparameterized weights, computed by PyTorch in 64 bits.

    python Tests/References/norms.py    # writes norms.json next to itself; a few seconds

In the manner of players.py, whose data and optimizers these are: nothing is stored but what was measured.
"""

import itertools
import json
import math

import torch
import torch.nn.functional as F

from common import FOLDER, rounded
import players
from training_runs import (
    ACTIVATIONS, BATCH, DISTURBANCE, STEPS, Draws, Optimizer, discriminator_term, generator_term, gradient, is_steady, leaves,
    length, moves)

RING, GREYS = "ring", "greys"
PLAIN_G, PLAIN_D = ["dense 6", "tanh", "dense 2"], ["dense 6", "leaky-relu", "dense 1"]
IMAGE_G = ["dense 2x2x3", "tanh", "deconv 1", "tanh"]
IMAGE_D = ["conv 3", "tanh", "flatten", "dense 1"]

# What a case does not say.
USUAL = {"data": RING, "loss": "non-saturating", "penalty": None, "unroll": 0, "way": None}
# Weight and target of a penalty; imagined updates; the trick between stored and used weights, its network and its gain; networks as
# lines, where `as NAME` at a line's end names what it makes.
CASES = {
    "virtual-batchnorm dense": {
        "generator": ["dense 6", "virtual-batchnorm 5", "tanh", "dense 5", "virtual-batchnorm 5", "tanh", "dense 2"],
        "discriminator": ["dense 6", "virtual-batchnorm 7", "leaky-relu", "dense 1"]},
    "virtual-batchnorm, slopes": {
        "loss": "wgan-gp", "penalty": (1, 1),
        "generator": PLAIN_G, "discriminator": ["dense 6", "virtual-batchnorm 5", "tanh", "dense 5", "virtual-batchnorm 5", "tanh", "dense 1"]},
    "virtual-batchnorm, labels, two updates ahead": {
        "loss": "lsgan", "unroll": 2,
        "generator": ["label", "dense 6", "virtual-batchnorm 4", "tanh", "dense 2"],
        "discriminator": ["label", "dense 6", "virtual-batchnorm 6", "tanh", "dense 1"]},
    "virtual-batchnorm, slopes, one update ahead": {
        "loss": "wgan-gp", "penalty": (1, 1), "unroll": 1,
        "generator": ["dense 6", "virtual-batchnorm 5", "tanh", "dense 2"],
        "discriminator": ["dense 6", "virtual-batchnorm 5", "tanh", "dense 1"]},
    "virtual-batchnorm of images, slopes": {
        "data": GREYS, "loss": "wgan-gp", "penalty": (10, 1),
        "generator": ["dense 2x2x3", "virtual-batchnorm 5", "tanh", "deconv 1", "tanh"],
        "discriminator": ["conv 3", "virtual-batchnorm 6", "tanh", "flatten", "dense 1"]},
    "virtual-batchnorm and spectral-norm": {
        "way": ("spectral-norm", "both"), "loss": "hinge",
        "generator": ["dense 6", "virtual-batchnorm 5", "tanh", "dense 2"],
        "discriminator": ["dense 6", "virtual-batchnorm 5", "tanh", "dense 1"]},
    "conditional-batchnorm dense": {
        "generator": ["label", "dense 6", "conditional-batchnorm", "tanh", "dense 2"],
        "discriminator": ["dense 6", "conditional-batchnorm", "leaky-relu", "dense 1"]},
    "conditional-batchnorm of images, one update ahead": {
        "data": GREYS, "loss": "hinge", "unroll": 1,
        "generator": ["dense 2x2x3", "conditional-batchnorm", "tanh", "deconv 1", "tanh"],
        "discriminator": ["label", "conv 3", "conditional-batchnorm", "tanh", "flatten", "dense 1"]},
    "embedding joined, projection, slopes": {
        "loss": "wgan-gp", "penalty": (1, 1),
        "generator": ["embedding 3", "dense 6", "tanh", "dense 2"], "discriminator": ["dense 6", "tanh", "projection"]},
    "embedding multiplied, projection, one update ahead": {
        "unroll": 1, "generator": ["embedding multiply", "dense 6", "tanh", "dense 2"],
        "discriminator": ["dense 6", "tanh", "projection"]},
    "embedding of images, projection, spectral-norm": {
        "data": GREYS, "loss": "hinge", "way": ("spectral-norm", "discriminator"),
        "generator": ["embedding add", "dense 2x2x3", "embedding multiply", "tanh", "embedding 2", "deconv 1", "tanh"],
        "discriminator": ["embedding 2", "conv 3", "tanh", "flatten", "projection"]},
    "adain, noise": {
        "generator": ["pixelnorm", "dense 4", "tanh as style", "dense 2x2x3", "noise", "adain style", "leaky-relu", "flatten", "noise", "dense 2"],
        "discriminator": PLAIN_D},
    "adain of images, one update ahead": {
        "data": GREYS, "loss": "lsgan", "unroll": 1,
        "generator": ["dense 4", "tanh as style", "dense 2x2x3", "adain style", "noise", "leaky-relu", "deconv 1", "noise", "tanh"],
        "discriminator": IMAGE_D},
    "adain of a critic, slopes": {
        "data": GREYS, "loss": "wgan-gp", "penalty": (10, 1), "generator": IMAGE_G,
        "discriminator": ["flatten", "dense 3", "tanh as style", "dense 4x4x2", "tanh", "adain style", "conv 3", "tanh", "pixelnorm", "flatten", "dense 1"]},
    "pixelnorm, slopes": {
        "loss": "wgan-gp", "penalty": (1, 1),
        "generator": ["pixelnorm", "dense 6", "tanh", "pixelnorm", "dense 2"],
        "discriminator": ["dense 6", "tanh", "pixelnorm", "dense 5", "tanh", "dense 1"]},
    "dropout always": {
        "generator": ["dense 6", "tanh", "dropout always", "dense 2"], "discriminator": ["dense 6", "tanh", "dropout always", "dense 1"]},
    "weight-norm dense, slopes, one update ahead": {
        "way": ("weight-norm", "both"), "loss": "wgan-gp", "penalty": (1, 1), "unroll": 1,
        "generator": PLAIN_G, "discriminator": ["dense 6", "tanh", "dense 5", "tanh", "dense 1"]},
    "weight-norm of images, two updates ahead": {
        "data": GREYS, "way": ("weight-norm", "both"), "unroll": 2, "generator": IMAGE_G, "discriminator": IMAGE_D},
    "weight-norm of a generator, batchnorm": {
        "way": ("weight-norm", "generator"), "loss": "lsgan",
        "generator": ["dense 6", "batchnorm", "tanh", "dense 2"], "discriminator": PLAIN_D},
    "weight-norm, projection": {
        "way": ("weight-norm", "discriminator"), "loss": "hinge",
        "generator": ["label", "dense 6", "tanh", "dense 2"], "discriminator": ["dense 6", "tanh", "projection"]},
    "equalised-rate dense, slopes": {
        "way": ("equalised-rate", "both"), "loss": "wgan-gp", "penalty": (1, 1),
        "generator": PLAIN_G, "discriminator": ["dense 6", "tanh", "dense 5", "tanh", "dense 1"]},
    "equalised-rate of images, gain 1, one update ahead": {
        "data": GREYS, "way": ("equalised-rate", "both", 1.0), "unroll": 1, "generator": IMAGE_G, "discriminator": IMAGE_D},
    "equalised-rate of a discriminator": {
        "way": ("equalised-rate", "discriminator"), "generator": PLAIN_G, "discriminator": PLAIN_D},
    "styles of an equalised generator": {
        "data": GREYS, "way": ("equalised-rate", "both"), "loss": "non-saturating",
        "generator": ["pixelnorm", "dense 4", "leaky-relu as w", "dense 2x2x3", "noise", "leaky-relu", "adain w", "deconv 1"],
        "discriminator": IMAGE_D},
}


class Network:
    """Layers by their lines. Of a weight, what a way stores and learns; `used` makes the weights that layers use."""

    def __init__(self, name, lines, size, classes, draws, way):
        self.name, self.draws, self.classes, self.way = name, draws, classes, way
        self.layers, self.parameters, self.states, self.axes, self.fans = [], {}, {}, {}, {}
        self.input, named = size, {}
        counts = {int(line.split()[1]) for line in lines if line.startswith("virtual-batchnorm")}
        self.reference = counts.pop() if counts else None
        self.uses_labels = any(line.split()[0] in ("label", "embedding", "projection", "conditional-batchnorm") for line in lines)
        self.is_batch_coupled = any(line in ("batchnorm", "conditional-batchnorm") for line in lines)
        for index, line in enumerate(lines):
            words, _, own = line.partition(" as ")
            word, *more = words.split()
            if word == "embedding":
                more = more if more[0].isalpha() else [int(more[0])]
            elif word not in ("adain", "dropout"):
                more = [int(n) for n in more[0].split("x")] if more else []
            label = own or str(index)
            self.layers.append((label, own, word, more))
            place = f"{name}.{label}"
            before = list(self.states)
            if word == "dense":
                self.weight(place, [size[0], math.prod(more)], size[0], math.prod(more), 1)
                size = more
            elif word == "conv":
                self.weight(place, [4, 4, size[2], more[0]], 16 * size[2], more[0], 3)
                size = [size[0] // 2, size[1] // 2, more[0]]
            elif word == "deconv":
                self.weight(place, [4, 4, more[0], size[2]], 4 * size[2], more[0], 2)
                size = [size[0] * 2, size[1] * 2, more[0]]
            elif word == "projection":
                self.weight(place, [size[0], 1], size[0], 1, 1)
                self.weight(place, [classes, size[0]], size[0], None, 0, "class-weight")
                size = [1]
            elif word == "adain":
                self.weight(place, [named[more[0]][0], 2 * size[2]], 2 * named[more[0]][0], 2 * size[2], 1)
                self.fans[f"{place}.weight"] = named[more[0]][0]
            elif word in ("batchnorm", "virtual-batchnorm", "conditional-batchnorm"):
                shape = [classes, size[-1]] if word == "conditional-batchnorm" else [size[-1]]
                self.parameters |= {f"{place}.scale": torch.ones(shape), f"{place}.shift": torch.zeros(shape)}
                if word != "virtual-batchnorm":
                    self.states |= {
                        f"{place}.running-mean": torch.zeros(size[-1]), f"{place}.running-variance": torch.ones(size[-1])}
            elif word == "noise":
                self.parameters[f"{place}.strength"] = torch.zeros(size[-1])
            elif word == "embedding":
                numbers = size[-1] if isinstance(more[0], str) else more[0]
                values = draws.normals(classes * numbers, f"weights/{place}.vectors")
                self.parameters[f"{place}.vectors"] = torch.tensor(values).reshape(classes, numbers)
                size = size if isinstance(more[0], str) else [*size[:-1], size[-1] + numbers]
            elif word == "flatten":
                size = [math.prod(size)]
            elif word == "label":
                size = [*size[:-1], size[-1] + classes]
            if own:
                named[own] = size
        if way and way[0] == "equalised-rate":
            self.factors = {key: (way[2] if len(way) > 2 else 2**0.5) / fan**0.5 for key, fan in self.fans.items()}
            for key, factor in self.factors.items():
                self.parameters[key] = self.parameters[key] / factor

    def weight(self, place, shape, inputs, biases, axis, role="weight"):
        key = f"{place}.{role}"
        weight = torch.tensor(self.draws.normals(math.prod(shape), f"weights/{key}") * (2 / inputs) ** 0.5).reshape(shape)
        self.parameters[key], self.axes[key], self.fans[key] = weight, axis, inputs
        if self.way and self.way[0] == "weight-norm":
            self.parameters[f"{key}.length"] = rows(weight, axis).norm(dim=1)
        if self.way and self.way[0] == "spectral-norm":
            u = torch.tensor(self.draws.normals(shape[axis], f"weights/{key}.left-singular-vector"))
            self.states[f"{key}.left-singular-vector"] = u / u.norm()
        if biases is not None:
            self.parameters[f"{place}.bias"] = torch.zeros(biases)

    def used(self, parameters, states):
        """The weights that layers use, and the states after."""
        used, after = dict(parameters), dict(states)
        for key, axis in self.axes.items() if self.way else []:
            stored = parameters[key]
            if self.way[0] == "weight-norm":
                # PyTorch's own: the length over all axes but one, and a product.
                used[key] = torch._weight_norm(stored.movedim(axis, 0), parameters[f"{key}.length"].reshape(
                    -1, *[1] * (stored.dim() - 1)), 0).movedim(0, axis)
            elif self.way[0] == "equalised-rate":
                used[key] = stored * self.factors[key]
            else:
                matrix, u = rows(stored, axis), states[f"{key}.left-singular-vector"]
                with torch.no_grad():
                    v = F.normalize(matrix.T @ u, dim=0, eps=1e-12)
                    u = F.normalize(matrix @ v, dim=0, eps=1e-12)
                used[key], after[f"{key}.left-singular-vector"] = stored / (u @ matrix @ v), u
        return used, after

    def __call__(self, x, parameters, stream, labels, states):
        used, after = self.used(parameters, states)
        compared = None
        if self.reference:
            compared = self.passed(
                states[f"{self.name}.reference"], used, f"{stream}/reference", states.get(f"{self.name}.reference-labels"), {}, None)[1]
        output, _ = self.passed(x, used, stream, labels, after, compared)
        return output, after

    def passed(self, x, parameters, stream, labels, after, compared):
        """The output, and what reaches each layer. `after` holds running statistics, which the batch moves on."""
        named, reaching = {}, []
        for index, (label, own, word, more) in enumerate(self.layers):
            place = f"{self.name}.{label}"
            reaching.append(x)

            def own_parameter(role):
                return parameters[f"{place}.{role}"]

            def of_class(table):
                return table[labels.long()].reshape(len(x), *[1] * (x.dim() - 2), -1)

            axes = list(range(1, x.dim() - 1))
            if word == "dense":
                x = (x @ own_parameter("weight") + own_parameter("bias")).reshape(len(x), *more)
            elif word in ("conv", "deconv"):
                function = F.conv2d if word == "conv" else F.conv_transpose2d
                kernel = own_parameter("weight").permute(3, 2, 0, 1)
                x = function(x.permute(0, 3, 1, 2), kernel, own_parameter("bias"), stride=2, padding=1).permute(0, 2, 3, 1)
            elif word in ("batchnorm", "conditional-batchnorm"):
                variance, mean = torch.var_mean(x.detach(), [0] + axes, correction=1)
                for role, batch in (("mean", mean), ("variance", variance)):
                    key = f"{place}.running-{role}"
                    after[key] = 0.9 * after[key] + 0.1 * batch
                scale, shift = own_parameter("scale"), own_parameter("shift")
                if word == "conditional-batchnorm":
                    scale, shift = of_class(scale), of_class(shift)
                variance, mean = torch.var_mean(x, [0] + axes, correction=0)
                x = (x - mean) / (variance + 1e-5).sqrt() * scale + shift
            elif word == "virtual-batchnorm":
                scale, shift = own_parameter("scale"), own_parameter("shift")
                if compared is None:
                    variance, mean = torch.var_mean(x, [0] + axes, correction=0)
                else:
                    # As Salimans et al. wrote it: means of numbers and of squares, one part in n + 1 of them the example's own.
                    share, fixed = 1 / (self.reference + 1), compared[index]
                    mean, square = (
                        share * (own_mean if axes else own) + (1 - share) * ref.mean([0] + axes)
                        for own, ref in ((x, fixed), (x.square(), fixed.square()))
                        for own_mean in [own.mean(axes, keepdim=True) if axes else own])
                    variance = square - mean.square()
                x = (x - mean) / (variance + 1e-5).sqrt() * scale + shift
            elif word == "adain":
                style = named[more[0]] @ own_parameter("weight") + own_parameter("bias")
                scale, shift = style.reshape(len(x), 2, 1, 1, -1).unbind(1)
                x = F.instance_norm(x.permute(0, 3, 1, 2), eps=1e-5).permute(0, 2, 3, 1) if not x.requires_grad else (
                    (x - x.mean((1, 2), keepdim=True)) / (x.var((1, 2), correction=0, keepdim=True) + 1e-5).sqrt())
                x = x * (scale + 1) + shift
            elif word == "pixelnorm":
                x = F.rms_norm(x, x.shape[-1:], eps=1e-8) if not x.requires_grad else (
                    x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-8))
            elif word == "noise":
                shape = [*x.shape[:-1], 1] if axes else list(x.shape)
                drawn = torch.tensor(self.draws.normals(math.prod(shape), f"{stream}/{label}/noise")).reshape(shape)
                x = x + drawn * own_parameter("strength")
            elif word == "embedding":
                vectors = of_class(own_parameter("vectors"))
                if more == ["multiply"]:
                    x = x * vectors
                elif more == ["add"]:
                    x = x + vectors
                else:
                    x = torch.cat([x, vectors.expand(*x.shape[:-1], -1)], -1)
            elif word == "projection":
                x = F.linear(x, own_parameter("weight").T, own_parameter("bias")) + (
                    F.embedding(labels.long(), own_parameter("class-weight")) * x).sum(1, keepdim=True)
            elif word == "dropout":
                drawn = self.draws.uniforms(x.numel(), f"{stream}/{label}/dropout").reshape(x.shape)
                x = x * torch.tensor(drawn >= 0.5) / 0.5
            elif word == "flatten":
                x = x.reshape(len(x), -1)
            elif word == "label":
                hot = F.one_hot(labels.long(), self.classes).to(x.dtype)
                x = torch.cat([x, hot.reshape(len(x), *[1] * (x.dim() - 2), -1).expand(*x.shape[:-1], -1)], -1)
            else:
                x = ACTIVATIONS[word](x)
            if own:
                named[own] = x
        return x, reaching


def rows(weight, axis):
    return weight.movedim(axis, 0).reshape(weight.shape[axis], -1)


class Game(players.Game):
    def __init__(self, case, seed, disturbance=0):
        self.case = case
        self.draws, self.codes = Draws(seed), None
        size, classes = ([4, 4, 1], 4) if self.case["data"] == GREYS else ([2], 8)
        random = torch.Generator().manual_seed(seed)
        self.networks, self.weights, self.states, self.optimizers = {}, {}, {}, {}
        for name, inputs in (("generator", [3]), ("discriminator", size)):
            way = self.case["way"] if self.case["way"] and self.case["way"][1] in (name, "both") else None
            network = Network(name, case[name], inputs, classes, self.draws, way)
            self.networks[name] = network
            self.states[name] = self.reference(network) | network.states
            self.weights[name] = {
                key: p * (1 + disturbance * torch.randn(p.shape, generator=random)) for key, p in network.parameters.items()}
            self.optimizers[name] = Optimizer("adam", self.weights[name])

    def reference(self, network):
        """The batch that a network with virtual batch normalisation compares with."""
        count = network.reference
        if not count:
            return {}
        stream, usual = f"weights/{network.name}.reference", players.BATCH
        players.BATCH = count
        examples, labels = self.real(f"{stream}/real")
        players.BATCH = usual
        if network.name == "generator":
            examples = torch.tensor(self.draws.normals(count * 3, stream)).reshape(count, 3)
        kept = {f"{network.name}.reference": examples}
        return kept | ({f"{network.name}.reference-labels": labels.to(examples.dtype)} if network.uses_labels else {})

    def apply(self, name, x, parameters, stream, labels, states=None):
        return self.networks[name](x, parameters, stream, labels, states or self.states[name])

    def judged(self, real, fake, labels, fake_labels, parameters, stream):
        if self.networks["discriminator"].is_batch_coupled:
            first, states = self.apply("discriminator", real, parameters, f"{stream}/discriminator/real", labels)
            second, states = self.apply("discriminator", fake, parameters, f"{stream}/discriminator/generated", fake_labels, states)
            return first, second, states
        both, states = self.apply(
            "discriminator", torch.cat([real, fake]), parameters, f"{stream}/discriminator", torch.cat([labels, fake_labels]))
        return both[:BATCH], both[BATCH:], states

    def discriminator_loss(self, real, fake, labels, fake_labels, parameters, stream):
        first, second, states = self.judged(real, fake, labels, fake_labels, parameters, stream)
        loss = discriminator_term(self.case["loss"], first, second)
        if self.case["penalty"]:
            weight, target = self.case["penalty"]
            own = f"{stream}/penalty/gradient-penalty"
            mix = torch.tensor(self.draws.uniforms(BATCH, f"{own}/mix")).reshape([BATCH] + [1] * (real.dim() - 1))
            points = (mix * real + (1 - mix) * fake.detach()).requires_grad_()
            scores, _ = self.apply("discriminator", points, parameters, f"{own}/discriminator", labels)
            slope, = torch.autograd.grad(scores.sum(), points, create_graph=True)
            norm = (slope.reshape(BATCH, -1).square().sum(1) + 1e-12).sqrt()
            loss = loss + weight * (norm - target).square().mean()
        return loss, states

    def update_discriminator(self, measured):
        stream = "discriminator-update"
        real, labels = self.real(f"{stream}/real")
        fake = self.apply("generator", self.latent(stream), self.weights["generator"], f"{stream}/generator", labels)[0].detach()
        parameters = leaves(self.weights["discriminator"])
        loss, states = self.discriminator_loss(real, fake, labels, labels, parameters, stream)
        self.move("discriminator", loss, parameters, measured)
        self.states["discriminator"] = {key: value.detach() for key, value in states.items()}

    def update_generator(self, measured):
        stream = "generator-update"
        _, labels = self.real(f"{stream}/real")
        parameters = leaves(self.weights["generator"])
        fake, states = self.apply("generator", self.latent(stream), parameters, f"{stream}/generator", labels)
        judge = self.looked_ahead(fake, labels, stream)
        scores, _ = self.apply("discriminator", fake, judge, f"{stream}/discriminator", labels)
        self.move("generator", generator_term(self.case["loss"], scores), parameters, measured)
        self.states["generator"] = {key: value.detach() for key, value in states.items()}

    def looked_ahead(self, fake, labels, stream):
        if not self.case["unroll"]:
            return self.weights["discriminator"]
        real, real_labels = self.real(f"{stream}/ahead/real")
        optimizer = self.optimizers["discriminator"]
        parameters, slots = leaves(self.weights["discriminator"]), optimizer.slots
        for ahead in range(1, self.case["unroll"] + 1):
            loss, _ = self.discriminator_loss(real, fake, real_labels, labels, parameters, f"{stream}/ahead/{ahead}")
            found = gradient(loss, parameters, create_graph=True)
            parameters, slots = optimizer.imagined(parameters, slots, found, optimizer.count + ahead)
        return parameters


def compare_with_modules():
    """The formulas above are those of PyTorch's own modules; a pixel's normalisation is a response normalisation of all channels."""
    torch.manual_seed(1)
    module = torch.nn.Linear(5, 4)
    stored = module.weight.detach().clone()
    own = torch.nn.utils.parametrizations.weight_norm(module)
    weight = own.parametrizations.weight
    assert torch.allclose(weight.original0.reshape(-1), stored.norm(dim=1)) and torch.allclose(own.weight, stored)
    image = torch.randn(2, 3, 4, 4)
    expected = image / (image.square().mean(1, keepdim=True) + 1e-8).sqrt()
    assert torch.allclose(torch.nn.LocalResponseNorm(5, alpha=5 / 3, beta=0.5, k=1e-8)(image), expected)
    points = torch.randn(2, 3)
    expected = points / (points.square().mean(1, keepdim=True) + 1e-8).sqrt()
    assert torch.allclose(torch.nn.RMSNorm(3, eps=1e-8, elementwise_affine=False)(points), expected)


def figures(case, seed, disturbance=0):
    """What each step measures, and how far each network went."""
    game = Game(case, seed, disturbance)
    before = {name: game.weights[name] | game.states[name] for name in game.weights}
    names = players.quantities(case)
    steps = [game.step() for _ in range(STEPS)]
    values = [measured[name] for measured in steps for name in names]
    for name in before:
        values += moves(before[name], game.weights[name] | game.states[name])
    return [value.item() for value in values]


def main():
    torch.set_num_threads(1)
    lines = []
    compare_with_modules()
    for name, own in CASES.items():
        case = USUAL | own
        for seed in itertools.count(1):
            values = figures(case, seed)
            if is_steady(values, figures(case, seed, DISTURBANCE)):
                break
        found = {"name": name} | case | {"seed": seed, "quantities": players.quantities(case), "values": [
            float(f"{rounded(value):.7g}") for value in values]}
        lines.append(json.dumps(found, separators=(",", ":"), allow_nan=False))
    made = f"PyTorch {torch.__version__.split('+')[0]}, 64-bit"
    path = FOLDER / "norms.json"
    path.write_text(json.dumps({"made": made, "steps": STEPS})[:-1] + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n")
    print(path.name, len(lines), "cases,", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
