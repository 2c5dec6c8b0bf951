"""Whole training runs under techniques, computed by PyTorch in 64 bits: each trick alone with every level of the other factors,
and pairs of them.

    python Tests/References/techniques.py    # writes techniques.json next to itself; half a minute

The runs are those of training_runs.py with one word more: the tricks of the run, joined by " + ".
"""

import copy
import itertools
import random

import torch
import torch.nn.functional as F

import training_runs
from training_runs import BATCH, FACTORS, line, moves, real_examples, steady_run, write_runs

STEPS = 3
SEPARATOR = " + "
# What a trick alone is tried with: its own options, then every level of every factor.
ALONE = [
    "spectral-norm", "spectral-norm both", "feature-matching", "feature-matching 0", "instance-noise 0.5",
    "instance-noise 0.4 to 0.1 over 2", "label-smoothing 0.9", "average 0.9"]
PAIRED = ["spectral-norm both", "feature-matching", "instance-noise 0.4 to 0.1 over 2", "label-smoothing 0.7", "average 0.6"]
RUNS_OF_A_PAIR = 3
# Other losses compare scores with no target.
LOSSES_WITH_TARGETS = ["minimax", "non-saturating", "lsgan"]


def cases():
    """Every trick alone with each level of each factor, in as few runs as one factor has levels; then the pairs, and all at once."""
    draw = random.Random(2)
    found = []
    together = [SEPARATOR.join(pair) for pair in itertools.combinations(PAIRED, 2)] + [SEPARATOR.join(PAIRED)]
    for techniques in ALONE + together:
        levels = FACTORS | ({"loss": LOSSES_WITH_TARGETS} if "label-smoothing" in techniques else {})
        count = max(map(len, levels.values())) if techniques in ALONE else RUNS_OF_A_PAIR
        columns = {}
        for name, words in levels.items():
            repeated = [word for _ in range(-(-count // len(words))) for word in draw.sample(words, len(words))]
            columns[name] = repeated[:count]
        found += [{name: columns[name][run] for name in FACTORS} | {"techniques": techniques} for run in range(count)]
    return found


class SpectrallyNormalised:
    """A network that uses W / σ(W) for each weight W, by one power iteration for each application; u is among its states."""

    def __init__(self, network, draws, stored):
        self.network, self.name, self.is_batch_coupled = network, network.name, network.is_batch_coupled
        self.parameters = network.parameters
        # The states as they are kept between updates.
        self.stored = stored
        self.axes = {
            name: weight.dim() - (2 if network.layers[int(name.split(".")[1])][0] == "deconv" else 1)
            for name, weight in network.parameters.items() if weight.dim() > 1}
        vectors = {}
        for name, axis in self.axes.items():
            start = torch.tensor(draws.normals(network.parameters[name].shape[axis], f"weights/{self.vector(name)}"))
            vectors[self.vector(name)] = start / start.norm()
        self.states = dict(sorted((network.states | vectors).items(), key=lambda entry: int(entry[0].split(".")[1])))

    @staticmethod
    def vector(weight):
        return f"{weight}.left-singular-vector"

    @property
    def layers(self):
        return self.network.layers

    def until(self, layer):
        shorter = copy.copy(self)
        shorter.network = until(self.network, layer)
        return shorter

    def __call__(self, x, parameters, stream, states=None):
        before, used, vectors = states or self.stored(), dict(parameters), {}
        for name, axis in self.axes.items():
            used[name], vectors[self.vector(name)] = normalised(parameters[name], before[self.vector(name)], axis)
        output, after = self.network(x, used, stream, states)
        return output, after | vectors


def normalised(weight, u, axis):
    """W / uᵀWv after one power iteration from u, and the new u: Miyato et al. 2018, algorithm 1."""
    rows = weight.movedim(axis, 0).reshape(weight.shape[axis], -1)
    with torch.no_grad():
        v = F.normalize(rows.T @ u, dim=0, eps=1e-12)
        u = F.normalize(rows @ v, dim=0, eps=1e-12)
    return weight / (u @ rows @ v), u


def until(network, layer):
    """The network up to a layer."""
    if isinstance(network, SpectrallyNormalised):
        return network.until(layer)
    shorter = copy.copy(network)
    shorter.layers = network.layers[:layer + 1]
    return shorter


class Run(training_runs.Run):
    def __init__(self, case, seed, disturbance=0):
        super().__init__(case, seed, disturbance)
        self.techniques = {words.split()[0]: words.split()[1:] for words in case["techniques"].split(SEPARATOR)}
        self.made = 0
        if "spectral-norm" in self.techniques:
            self.discriminator = self.normalise(self.discriminator)
            if self.techniques["spectral-norm"] == ["both"]:
                self.generator = self.normalise(self.generator)
        self.mean = dict(self.weights["generator"])

    def normalise(self, network):
        network = SpectrallyNormalised(network, self.draws, lambda: self.states[network.name])
        self.states[network.name] = network.states
        return network

    def shown(self, examples, side, stream):
        if "instance-noise" not in self.techniques:
            return examples
        first, *change = self.techniques["instance-noise"]
        deviation = float(first)
        if change:
            _, last, _, steps = change
            deviation += (float(last) - deviation) * min(self.made / int(steps), 1)
        noise = self.draws.normals(examples.numel(), f"{stream}/shown/{side}/instance-noise")
        return examples + deviation * torch.tensor(noise).reshape(examples.shape)

    def discriminator_term(self, real, fake):
        if "label-smoothing" not in self.techniques:
            return super().discriminator_term(real, fake)
        target = float(self.techniques["label-smoothing"][0])
        if self.case["loss"] == "lsgan":
            return ((real - target).square().mean() + fake.square().mean()) / 2
        cost = F.binary_cross_entropy_with_logits
        return cost(real, torch.full_like(real, target)) + cost(fake, torch.zeros_like(fake))

    def discriminator_loss(self, real, fake, parameters, stream):
        return super().discriminator_loss(
            self.shown(real, "real", stream), self.shown(fake, "generated", stream), parameters, stream)

    def generator_loss(self, fake, judge, stream):
        fake = self.shown(fake, "generated", stream)
        if "feature-matching" not in self.techniques:
            return super().generator_loss(fake, judge, stream)
        last = max(index for index, (word, *_) in enumerate(self.discriminator.layers) if word in ("dense", "no-bias"))
        layer = int((self.techniques["feature-matching"] or [last - 1])[0])
        real = self.shown(real_examples(self.case, f"{stream}/real", self.draws), "real", stream)
        hidden = until(self.discriminator, layer)
        of_real, _ = hidden(real, judge, f"{stream}/hidden/discriminator/real")
        of_fake, _ = hidden(fake, judge, f"{stream}/discriminator")
        return (of_real.mean(0) - of_fake.mean(0)).square().sum()

    def update_generator(self, measured):
        super().update_generator(measured)
        if "average" in self.techniques:
            decay = float(self.techniques["average"][0])
            self.mean = {name: decay * mean + (1 - decay) * self.weights["generator"][name] for name, mean in self.mean.items()}

    def step(self):
        values = super().step()
        self.made += 1
        return values


def figures(case, seed, disturbance=0):
    """What each step measures, how far both networks went, and how far the mean of the generator's weights where there is one."""
    run = Run(case, seed, disturbance)
    start = {name: run.weights[name] | run.states[name] for name in run.weights}
    values = [value for _ in range(STEPS) for value in run.step()]
    for name in ("generator", "discriminator"):
        values += moves(start[name], run.weights[name] | run.states[name])
    if "average" in run.techniques:
        values += moves({name: start["generator"][name] for name in run.mean}, run.mean)
    return [None if value is None else value.item() for value in values]


def compare_with_modules():
    """The formula above is that of PyTorch's own modules."""
    torch.manual_seed(1)
    modules = [
        (torch.nn.Linear(5, 4), (2, 5), 0), (torch.nn.Conv2d(3, 4, 2), (2, 3, 5, 5), 0),
        (torch.nn.ConvTranspose2d(3, 4, 2), (2, 3, 5, 5), 1)]
    for module, shape, axis in modules:
        stored = module.weight.detach().clone()
        own = torch.nn.utils.spectral_norm(module)
        u = own.weight_u.clone()
        own.train()(torch.zeros(shape))
        expected, after = normalised(stored, u, axis)
        assert torch.allclose(own.weight, expected) and torch.allclose(own.weight_u, after)


def main():
    torch.set_num_threads(1)
    compare_with_modules()
    lines = [line(seed, case, values) for case in cases() for seed, values in [steady_run(figures, case)]]
    write_runs("techniques.json", lines, [*FACTORS, "techniques"], STEPS)


if __name__ == "__main__":
    main()
