"""Whole training runs, computed by PyTorch in 64 bits: every loss, ratio, look-ahead, penalty, activation, optimizer and kind of
network with every other.

    python Tests/References/training_runs.py    # writes training_runs.json next to itself; about a minute

Nothing is stored but what was measured: start weights, data, noise and dropped numbers are functions of the seed and of the
names of their random streams (see random_streams.py), so PyTorch draws the very numbers that the program draws. Updates are
made by torch.optim; the imagined ones of a look-ahead, which must be differentiable, are asserted to be the same.
"""

import functools
import itertools
import json
import math
import random

import numpy
import torch
import torch.nn.functional as F

from common import FOLDER, rounded
import random_streams

BATCH, LATENT, STEPS = 8, 3, 2
# Start weights that are off by so much may change a value by so much, relative to it or to 0.001. Where they change it more, the
# run is no reference for 32-bit floats, and the next seed is taken.
DISTURBANCE, ECHO = 1e-7, 2e-5

# The levels of each factor. The test builds the same recipes from these words.
FACTORS = {
    "loss": ["minimax", "non-saturating", "lsgan", "hinge", "wgan", "wgan-gp"],
    "ratio": ["1:1", "2:1", "1:2", "5:1"],
    "unroll": ["none", "1 optimizer", "2 optimizer", "2 sgd"],
    "penalty": ["own", "none", "slope 10 to 1", "slope 0.5 to 0", "clip 0.1", "slope 2 to 1 and clip 0.2"],
    "activation": ["relu", "leaky-relu", "elu", "tanh", "sigmoid", "softplus"],
    "optimizer": ["sgd", "momentum", "rmsprop", "adam"],
    "network": ["dense", "no-bias", "batchnorm", "dropout", "conv"],
}

QUANTITIES = [
    "loss.generator", "loss.discriminator", "score.real", "score.fake", "accuracy.real", "accuracy.fake",
    "gradient.generator", "gradient.discriminator"]


def cases():
    """Few cases that hold every pair of levels, and every triple of them with an unroll or a penalty in it.

    Greedy: of a few random completions of a triple that is still missing, the one that holds most missing triples.
    """
    names = list(FACTORS)
    triples = [t for t in itertools.combinations(names, 3) if "unroll" in t or "penalty" in t]
    missing = {(t, v) for t in triples for v in itertools.product(*(FACTORS[n] for n in t))}
    draw = random.Random(1)
    found = []

    def held(case):
        return {(t, tuple(case[n] for n in t)) for t in triples} & missing

    while missing:
        best, most = None, set()
        for names_, values in draw.sample(sorted(missing), min(6, len(missing))):
            case = dict(zip(names_, values))
            for name in draw.sample(names, len(names)):
                if name in case:
                    continue
                # The level that completes most missing triples with what is chosen already.
                def gain(level):
                    trial = case | {name: level}
                    return sum(1 for t in triples if name in t and all(n in trial for n in t)
                               and (t, tuple(trial[n] for n in t)) in missing)
                levels = draw.sample(FACTORS[name], len(FACTORS[name]))
                case[name] = max(levels, key=gain)
            if len(held(case)) > len(most):
                best, most = case, held(case)
        missing -= most
        found.append({name: best[name] for name in names})
    return found


def tensor(values):
    """Numbers of an array, as wide as those of new tensors are."""
    return torch.tensor(values, dtype=torch.get_default_dtype())


def agree(found, expected, **tolerance):
    """Whether two ways lead to the same numbers, which is asked where there are 64 bits to tell it."""
    return found.dtype != torch.float64 or torch.allclose(found, expected, **tolerance)


class Draws:
    """The random streams of one run, at the step that it has reached."""

    def __init__(self, seed):
        self.seed, self.step = seed, 0

    def normals(self, count, name):
        return random_streams.normals(count, name, self.seed, self.step)

    def uniforms(self, count, name):
        return random_streams.uniforms(count, name, self.seed, self.step)

    def integers(self, count, bound, name):
        return random_streams.integers(count, bound, name, self.seed, self.step)


class Layers:
    """A network: layers as (word, numbers…), parameters by `NETWORK.LAYER.ROLE`, applied with any parameters."""

    def __init__(self, name, layers, size, initializer, draws):
        self.name, self.layers, self.draws, self.parameters, self.states = name, layers, draws, {}, {}
        self.is_batch_coupled = any(word == "batchnorm" for word, *_ in layers)
        for index, (word, *numbers) in enumerate(layers):
            place = f"{name}.{index}"
            if word in ("dense", "no-bias"):
                inputs, outputs = math.prod(size), math.prod(numbers[0])
                self.draw(f"{place}.weight", [inputs, outputs], inputs, outputs, initializer)
                if word == "dense":
                    self.parameters[f"{place}.bias"] = torch.zeros(outputs)
                size = numbers[0]
            elif word == "maxout":
                inputs, (units, pieces) = math.prod(size), numbers
                self.draw(f"{place}.weight", [inputs, units * pieces], inputs, units, initializer)
                self.parameters[f"{place}.bias"] = torch.zeros(units * pieces)
                size = [units]
            elif word == "conv":
                self.draw(f"{place}.weight", [4, 4, size[2], numbers[0]], 16 * size[2], 4 * numbers[0], initializer)
                self.parameters[f"{place}.bias"] = torch.zeros(numbers[0])
                size = [size[0] // 2, size[1] // 2, numbers[0]]
            elif word == "deconv":
                self.draw(f"{place}.weight", [4, 4, numbers[0], size[2]], 4 * size[2], 16 * numbers[0], initializer)
                self.parameters[f"{place}.bias"] = torch.zeros(numbers[0])
                size = [size[0] * 2, size[1] * 2, numbers[0]]
            elif word == "batchnorm":
                self.parameters[f"{place}.scale"] = torch.ones(size[-1])
                self.parameters[f"{place}.shift"] = torch.zeros(size[-1])
                self.states[f"{place}.running-mean"] = torch.zeros(size[-1])
                self.states[f"{place}.running-variance"] = torch.ones(size[-1])
            elif word == "flatten":
                size = [math.prod(size)]

    def draw(self, name, shape, inputs, outputs, initializer):
        if initializer == "he":
            values = self.draws.normals(math.prod(shape), f"weights/{name}") * (2 / inputs) ** 0.5
        else:
            values = (2 * self.draws.uniforms(math.prod(shape), f"weights/{name}") - 1) * (6 / (inputs + outputs)) ** 0.5
        self.parameters[name] = tensor(values).reshape(shape)

    def __call__(self, x, parameters, stream, states=None):
        """The output, and the running statistics after this batch where `states` holds those before it."""
        after = dict(states or {})
        for index, (word, *numbers) in enumerate(self.layers):
            place = f"{self.name}.{index}"
            if word in ("dense", "no-bias"):
                x = x @ parameters[f"{place}.weight"]
                if word == "dense":
                    x = x + parameters[f"{place}.bias"]
                x = x.reshape(len(x), *numbers[0])
            elif word == "maxout":
                sums = x @ parameters[f"{place}.weight"] + parameters[f"{place}.bias"]
                x = sums.reshape(len(x), *numbers).amax(2)
            elif word in ("conv", "deconv"):
                function = F.conv2d if word == "conv" else F.conv_transpose2d
                kernel = parameters[f"{place}.weight"].permute(3, 2, 0, 1)
                x = function(x.permute(0, 3, 1, 2), kernel, stride=2, padding=1).permute(0, 2, 3, 1)
                x = x + parameters[f"{place}.bias"]
            elif word == "batchnorm":
                if states:
                    with torch.no_grad():
                        variance, mean = torch.var_mean(x, 0, correction=1)
                        for role, batch in (("mean", mean), ("variance", variance)):
                            name = f"{place}.running-{role}"
                            after[name] = 0.9 * after[name] + 0.1 * batch
                scale, shift = parameters[f"{place}.scale"], parameters[f"{place}.shift"]
                expected = F.batch_norm(x.detach(), None, None, scale.detach(), shift.detach(), training=True)
                # Written out, as PyTorch's own has no third derivative.
                centred = x - x.mean(0)
                x = centred / (centred.square().mean(0) + 1e-5).sqrt() * scale + shift
                assert agree(x, expected)
            elif word == "dropout":
                draws = self.draws.uniforms(x.numel(), f"{stream}/{index}/dropout").reshape(x.shape)
                x = x * torch.tensor(draws >= numbers[0]) / (1 - numbers[0])
            elif word == "flatten":
                x = x.reshape(len(x), -1)
            else:
                x = ACTIVATIONS[word](x)
        return x, after


ACTIVATIONS = {
    "relu": torch.relu, "leaky-relu": lambda x: F.leaky_relu(x, 0.2), "elu": F.elu, "tanh": torch.tanh,
    "sigmoid": torch.sigmoid, "softplus": F.softplus}


def networks(case, draws):
    act = (case["activation"],)
    kind = case["network"]
    dense = "no-bias" if kind == "no-bias" else "dense"
    if kind == "conv":
        generator = [("dense", [2, 2, 3]), act, ("deconv", 1), ("tanh",)]
        discriminator = [("conv", 3), act, ("flatten",), ("dense", [1])]
    else:
        between = {"batchnorm": [("batchnorm",)], "dropout": [("dropout", 0.25)]}.get(kind, [])
        ends = (1 if kind == "no-bias" else 2), 1
        generator, discriminator = (
            [(dense, [6]), *between, act, (dense, [5]), act, (dense, [end])] for end in ends)
    size = {"conv": [4, 4, 1], "no-bias": [1]}.get(kind, [2])
    initializer = "xavier" if kind == "no-bias" else "he"
    return (
        Layers("generator", generator, [LATENT], initializer, draws),
        Layers("discriminator", discriminator, size, initializer, draws))


def real_examples(case, stream, draws):
    """The data set that belongs to the kind of network, drawn as DataDraw says."""
    if case["network"] == "conv":
        greys = numpy.array([-1, -0.5, 0.5, 1])
        chosen = draws.integers(BATCH, 4, f"{stream}/example")
        return tensor(greys[chosen]).reshape(BATCH, 1, 1, 1).expand(BATCH, 4, 4, 1)
    if case["network"] == "no-bias":
        centres, limits = numpy.array([-3.0, 0, 5]), numpy.array([0.2, 0.7])
        chosen = (draws.uniforms(BATCH, f"{stream}/mode").reshape(-1, 1) >= limits).sum(1)
        return tensor(centres[chosen] + 0.1 * draws.normals(BATCH, f"{stream}/noise")).reshape(BATCH, 1)
    noise = draws.normals(2 * BATCH, f"{stream}/noise").reshape(BATCH, 2)
    if case["network"] == "dropout":
        place = draws.uniforms(BATCH, f"{stream}/place").reshape(BATCH, 1)
        angle, radius = 1.5 * math.pi + place * 2 * math.pi * 1.5, 2 / 3 + 4 / 3 * place
        return tensor(radius * numpy.concatenate([numpy.cos(angle), numpy.sin(angle)], 1) + 0.03 * noise)
    chosen = draws.integers(BATCH, 8, f"{stream}/mode")
    angle = 2 * math.pi * chosen / 8
    return tensor(numpy.stack([2 * numpy.cos(angle), 2 * numpy.sin(angle)], 1) + 0.02 * noise)


def discriminator_term(loss, real, fake):
    if loss in ("minimax", "non-saturating"):
        return F.softplus(-real).mean() + F.softplus(fake).mean()
    if loss == "lsgan":
        return ((real - 1).square().mean() + fake.square().mean()) / 2
    if loss == "hinge":
        return torch.relu(1 - real).mean() + torch.relu(1 + fake).mean()
    return fake.mean() - real.mean()


def generator_term(loss, fake):
    if loss == "minimax":
        return -F.softplus(fake).mean()
    if loss == "non-saturating":
        return F.softplus(-fake).mean()
    if loss == "lsgan":
        return (fake - 1).square().mean() / 2
    return -fake.mean()


def penalties(case):
    """(slopes as weight and target, limit of the parameters or None)."""
    usual_weight = 10 if case["network"] == "conv" else 1
    own = {"wgan": ([], 0.01), "wgan-gp": ([(usual_weight, 1)], None)}.get(case["loss"], ([], None))
    return {
        "own": own, "none": ([], None), "slope 10 to 1": ([(10, 1)], None), "slope 0.5 to 0": ([(0.5, 0)], None),
        "clip 0.1": ([], 0.1), "slope 2 to 1 and clip 0.2": ([(2, 1)], 0.2)}[case["penalty"]]


class Optimizer:
    """One network's optimizer: torch.optim for what is stored, the same formulas written out for what is imagined."""

    def __init__(self, word, parameters):
        self.word, self.count = word, 0
        self.slots = {name: [torch.zeros_like(p), torch.zeros_like(p)] for name, p in parameters.items()}
        self.mirror = {name: torch.nn.Parameter(p.clone()) for name, p in parameters.items()}
        make = {
            "sgd": lambda p: torch.optim.SGD(p, lr=0.02), "momentum": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9),
            "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-2),
            "adam": lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.5, 0.99), eps=1e-2)}[word]
        self.torch = make(list(self.mirror.values()))

    def imagined(self, parameters, slots, gradients, count):
        found, after = {}, {}
        for name, p in parameters.items():
            g, (first, second) = gradients[name], slots[name]
            if self.word == "sgd":
                found[name] = p - 0.02 * g
            elif self.word == "momentum":
                first = 0.9 * first + g
                found[name] = p - 0.01 * first
            elif self.word == "rmsprop":
                second = 0.9 * second + 0.1 * g * g
                found[name] = p - 0.01 * g / (root(second) + 1e-2)
            else:
                first, second = 0.5 * first + 0.5 * g, 0.99 * second + 0.01 * g * g
                found[name] = p - 0.02 * (first / (1 - 0.5**count)) / (root(second / (1 - 0.99**count)) + 1e-2)
            after[name] = [first, second]
        return found, after

    def step(self, parameters, gradients):
        self.count += 1
        expected, self.slots = self.imagined(parameters, self.slots, gradients, self.count)
        for name, p in self.mirror.items():
            p.data.copy_(parameters[name])
            p.grad = gradients[name].clone()
        self.torch.step()
        for name, p in self.mirror.items():
            assert agree(p.data, expected[name], rtol=1e-9, atol=1e-12), (self.word, name)
        return {name: p.data.clone() for name, p in self.mirror.items()}


def root(squares):
    """A square root whose derivative at 0 is finite, as it must be where a unit has always been dead."""
    return (squares + 1e-24).sqrt()


def gradient(loss, parameters, **more):
    return dict(zip(parameters, torch.autograd.grad(loss, list(parameters.values()), **more)))


def leaves(parameters):
    return {name: value.detach().requires_grad_() for name, value in parameters.items()}


class Run:
    def __init__(self, case, seed, disturbance=0):
        self.case, self.draws = case, Draws(seed)
        self.generator, self.discriminator = self.networks()
        random = torch.Generator().manual_seed(seed)
        self.weights = {
            network.name: {name: p * (1 + disturbance * torch.randn(p.shape, generator=random)) for name, p in network.parameters.items()}
            for network in (self.generator, self.discriminator)}
        self.states = {"generator": self.generator.states, "discriminator": self.discriminator.states}
        self.optimizers = {name: Optimizer(case["optimizer"], found) for name, found in self.weights.items()}
        self.slopes, self.limit = penalties(case)

    def networks(self):
        return networks(self.case, self.draws)

    def constrained(self, parameters):
        if self.limit is None:
            return parameters
        return {name: p.clamp(-self.limit, self.limit) for name, p in parameters.items()}

    def scores(self, real, fake, parameters, stream, states):
        if self.discriminator.is_batch_coupled:
            first, states = self.discriminator(real, parameters, f"{stream}/discriminator/real", states)
            second, states = self.discriminator(fake, parameters, f"{stream}/discriminator/generated", states)
            return first, second, states
        both, states = self.discriminator(torch.cat([real, fake]), parameters, f"{stream}/discriminator", states)
        return both[:BATCH], both[BATCH:], states

    def discriminator_term(self, real, fake):
        return discriminator_term(self.case["loss"], real, fake)

    def generator_loss(self, fake, judge, stream):
        """The generator's loss under the discriminator's parameters `judge`."""
        scores, _ = self.discriminator(fake, judge, f"{stream}/discriminator")
        return generator_term(self.case["loss"], scores)

    def discriminator_loss(self, real, fake, parameters, stream):
        real_scores, fake_scores, states = self.scores(
            real, fake, parameters, stream, self.states["discriminator"])
        loss = self.discriminator_term(real_scores, fake_scores)
        for weight, target in self.slopes:
            own = f"{stream}/penalty/gradient-penalty"
            mix = tensor(self.draws.uniforms(BATCH, f"{own}/mix")).reshape([BATCH] + [1] * (real.dim() - 1))
            points = (mix * real + (1 - mix) * fake.detach()).requires_grad_()
            scores, _ = self.discriminator(points, parameters, f"{own}/discriminator")
            slope, = torch.autograd.grad(scores.sum(), points, create_graph=True)
            norm = (slope.reshape(BATCH, -1).square().sum(1) + 1e-12).sqrt()
            loss = loss + weight * (norm - target).square().mean()
        return loss, real_scores, fake_scores, states

    def latent(self, stream):
        return tensor(self.draws.normals(BATCH * LATENT, f"{stream}/latent")).reshape(BATCH, LATENT)

    def update_discriminator(self, measured):
        stream = "discriminator-update"
        real = real_examples(self.case, f"{stream}/real", self.draws)
        fake, _ = self.generator(self.latent(stream), self.weights["generator"], f"{stream}/generator")
        parameters = leaves(self.weights["discriminator"])
        loss, real_scores, fake_scores, states = self.discriminator_loss(real, fake.detach(), parameters, stream)
        found = gradient(loss, parameters)
        measured |= {"loss.discriminator": loss, "gradient.discriminator": length(found)}
        measured |= self.judgement(real_scores, fake_scores)
        moved = self.optimizers["discriminator"].step(
            {name: value.detach() for name, value in parameters.items()}, found)
        self.weights["discriminator"] = self.constrained(moved)
        self.states["discriminator"] = states

    def threshold(self):
        """The score between the sides, where the loss has one."""
        return {"lsgan": 0.5, "wgan": None, "wgan-gp": None}.get(self.case["loss"], 0)

    def judgement(self, real_scores, fake_scores):
        """What is measured of the scores of both sides."""
        shown = torch.sigmoid if self.case["loss"] in ("minimax", "non-saturating") else lambda scores: scores
        measured = {"score.real": shown(real_scores).mean(), "score.fake": shown(fake_scores).mean()}
        threshold = self.threshold()
        if threshold is not None:
            # On neither side is half on each: where everything drops out, a score is exactly 0.
            measured |= {
                "accuracy.real": torch.heaviside(real_scores - threshold, torch.tensor(0.5)).mean(),
                "accuracy.fake": torch.heaviside(threshold - fake_scores, torch.tensor(0.5)).mean()}
        return measured

    def update_generator(self, measured):
        stream = "generator-update"
        parameters = leaves(self.weights["generator"])
        fake, states = self.generator(
            self.latent(stream), parameters, f"{stream}/generator", self.states["generator"])
        loss = self.generator_loss(fake, self.looked_ahead(leaves(self.weights["discriminator"]), fake, stream), stream)
        found = gradient(loss, parameters)
        measured |= {"loss.generator": loss, "gradient.generator": length(found)}
        self.weights["generator"] = self.optimizers["generator"].step(
            {name: value.detach() for name, value in parameters.items()}, found)
        self.states["generator"] = states

    def passed_on(self, gradients, network):
        """What the optimizer is given of the gradients."""
        return gradients

    def looked_ahead(self, parameters, fake, stream):
        """The discriminator's parameters after the imagined updates."""
        if self.case["unroll"] == "none":
            return parameters
        steps, through = self.case["unroll"].split()
        real = real_examples(self.case, f"{stream}/ahead/real", self.draws)
        optimizer = self.optimizers["discriminator"]
        slots = optimizer.slots
        for ahead in range(1, int(steps) + 1):
            loss, *_ = self.discriminator_loss(real, fake, parameters, f"{stream}/ahead/{ahead}")
            found = self.passed_on(gradient(loss, parameters, create_graph=True), "discriminator")
            if through == "sgd":
                parameters = {name: p - 0.02 * found[name] for name, p in parameters.items()}
            else:
                parameters, slots = optimizer.imagined(parameters, slots, found, optimizer.count + ahead)
            parameters = self.constrained(parameters)
        return parameters

    def step(self):
        measured = {}
        discriminator, generator = map(int, self.case["ratio"].split(":"))
        if (discriminator, generator) == (1, 1):
            # One program makes both updates in one run.
            self.update_discriminator(measured)
            self.update_generator(measured)
            self.draws.step += 1
        else:
            for _ in range(discriminator):
                self.update_discriminator(measured)
                self.draws.step += 1
            for _ in range(generator):
                self.update_generator(measured)
                self.draws.step += 1
        return [measured.get(name) for name in QUANTITIES]


def length(gradients):
    return sum(g.square().sum() for g in gradients.values()).sqrt()


def moves(before, after):
    """How far a network's numbers went, and in which direction: √Σ d², and Σ c·d with c = ((37 i) mod 101 − 50) / 50."""
    difference = torch.cat([(after[name] - before[name]).reshape(-1) for name in before])
    factors = (torch.arange(len(difference)) * 37 % 101 - 50) / 50
    return [difference.square().sum().sqrt(), (factors * difference).sum()]


def figures(case, seed, disturbance=0):
    """What each step measures, and how far both networks went; `None` where a loss has no such quantity."""
    run = Run(case, seed, disturbance)
    before = {name: run.weights[name] | run.states[name] for name in run.weights}
    values = [value for _ in range(STEPS) for value in run.step()]
    for name in ("generator", "discriminator"):
        values += moves(before[name], run.weights[name] | run.states[name])
    return [None if value is None else value.item() for value in values]


def is_steady(values, disturbed, echo=ECHO):
    return all(x is None or abs(x - y) <= echo * max(abs(x), 1e-3) for x, y in zip(values, disturbed))


def in_floats(run):
    """The run with PyTorch's numbers of 32 bits: how far rounding alone carries it."""
    torch.set_default_dtype(torch.float32)
    try:
        return run()
    finally:
        torch.set_default_dtype(torch.float64)


def steady_run(figures, case, is_reference=lambda values, again: is_steady(values, again(DISTURBANCE))):
    """The first seed whose run 32-bit floats can follow, and its figures; `again` makes the run once more, disturbed if asked to."""
    for seed in itertools.count(1):
        again = functools.partial(figures, case, seed)
        values = again()
        if is_reference(values, again):
            return seed, values


def line(seed, case, values, digits=7):
    values = [None if value is None else float(f"{rounded(value):.{digits}g}") for value in values]
    return json.dumps([seed, list(case.values()), values], separators=(",", ":"), allow_nan=False)


def write_runs(name, lines, factors, steps=STEPS, between=""):
    """Writes a file of runs; `between` stands before its cases."""
    made = f"PyTorch {torch.__version__.split('+')[0]}, 64-bit"
    head = json.dumps({"made": made, "factors": list(factors), "quantities": QUANTITIES, "steps": steps})[:-1]
    path = FOLDER / name
    path.write_text(head + between + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n")
    print(path.name, len(lines), "cases,", path.stat().st_size, "bytes")


def main():
    torch.set_num_threads(1)
    write_runs("training_runs.json", [line(seed, case, values) for case in cases() for seed, values in [steady_run(figures, case)]], FACTORS)


if __name__ == "__main__":
    main()
