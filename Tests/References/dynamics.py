"""How a game moves: step rules, optimizers and tricks that act on its dynamics, computed by PyTorch in 64 bits.

    python Tests/References/dynamics.py    # writes dynamics.json next to itself; a minute

Two kinds of figures. `dirac`: the length of (θ, ψ) of the Dirac-GAN after 500 steps, from the update equations with gradients
written out by hand. `cases`: whole training runs, those of training_runs.py with two words more: the step rule, and the tricks of
the run, joined by " + ". The Jacobian of `symplectic` is formed row by row, as a matrix.
"""

import itertools
import json
import math
import random

import numpy
import torch

from common import rounded
import training_runs
from training_runs import (
    DISTURBANCE, ECHO, FACTORS, QUANTITIES, gradient, in_floats, is_steady, leaves, length, line, moves, real_examples, root, steady_run,
    tensor, write_runs)

STEPS = 3
# The same run in 32 bits may be off by so much, a quarter of what the test grants.
ROUNDING = 5e-5
SEPARATOR = " + "
OPTIMIZERS = FACTORS["optimizer"] + ["negative-momentum", "optimistic-sgd", "optimistic-adam"]
# What a matrix of derivatives of a run is formed of in a time that one waits for.
LIGHT = {"unroll": ["none", "1 optimizer", "1 sgd"], "network": ["dense", "no-bias", "batchnorm", "dropout"]}
RULES = ["simultaneous", "extragradient", "symplectic 0.5", "symplectic 2 align"]
TRICKS = [
    "lookahead 2 0.5", "historical-averaging 0.7 both", "historical-averaging 2 generator", "gradient-clipping norm 0.3 both",
    "gradient-clipping value 0.02 both", "gradient-clipping norm 0.2 discriminator"]


# The Dirac-GAN

def field(loss, theta, psi):
    """(∂L_D/∂ψ, ∂L_G/∂θ) where the real score is 0 and the other ψθ."""
    sigma = (1 + math.tanh(psi * theta / 2)) / 2
    if loss == "wgan":
        return theta, -psi
    return sigma * theta, -psi * (sigma if loss == "minimax" else 1 - sigma)


def jacobian(loss, theta, psi):
    """∂(v_D, v_G)/∂(ψ, θ)."""
    if loss == "wgan":
        return numpy.array([[0.0, 1.0], [-1.0, 0.0]])
    sigma = (1 + math.tanh(psi * theta / 2)) / 2
    slope = sigma * (1 - sigma)
    upper = [slope * theta**2, sigma + slope * psi * theta]
    if loss == "minimax":
        return numpy.array([upper, [-sigma - slope * psi * theta, -slope * psi**2]])
    return numpy.array([upper, [-(1 - sigma) + slope * psi * theta, slope * psi**2]])


class Descent:
    """An optimizer of one number."""

    def __init__(self, word, rate, *numbers):
        self.word, self.rate, self.numbers = word, rate, numbers
        self.first = self.second = 0.0
        self.count = 0

    def way(self, gradient):
        """What an update takes off the number."""
        self.count += 1
        if self.word == "sgd":
            momentum, = self.numbers or (0,)
            self.first = momentum * self.first + gradient
            return self.rate * self.first
        if self.word == "optimistic-sgd":
            before, self.first = self.first, gradient
            return self.rate * (2 * gradient - before)
        if self.word == "rmsprop":
            self.second = 0.99 * self.second + 0.01 * gradient**2
            return self.rate * gradient / (math.sqrt(self.second) + 1e-8)
        before = self.adam(self.count - 1) if self.count > 1 else 0
        self.first, self.second = 0.5 * self.first + 0.5 * gradient, 0.999 * self.second + 0.001 * gradient**2
        now = self.adam(self.count)
        return self.rate * (now if self.word == "adam" else 2 * now - before)

    def adam(self, count):
        return self.first / (1 - 0.5**count) / (math.sqrt(self.second / (1 - 0.999**count)) + 1e-8)


DIRAC = [
    ("simultaneous", "sgd 0.2", "none"), ("alternating", "sgd 0.2", "none"),
    ("extragradient", "sgd 0.2", "none"), ("extragradient", "adam 0.02", "none"),
    ("symplectic 1", "sgd 0.2", "none"), ("symplectic 1 align", "sgd 0.2", "none"),
    ("simultaneous", "optimistic-sgd 0.2", "none"), ("alternating", "optimistic-sgd 0.2", "none"),
    ("simultaneous", "adam 0.02", "none"), ("simultaneous", "optimistic-adam 0.02", "none"),
    ("alternating", "sgd 0.2 -0.5", "none"), ("alternating", "sgd 0.2 0.5", "none"), ("simultaneous", "sgd 0.2 -0.5", "none"),
    ("simultaneous", "sgd 0.2", "lookahead 5 0.5"), ("alternating", "sgd 0.2", "lookahead 7 0.5"),
    ("simultaneous", "sgd 0.2", "historical-averaging 0.5"), ("alternating", "sgd 0.2", "historical-averaging 0.5"),
]


def dirac(loss, rule, optimizer, trick, steps=500):
    """ψ stands first; alternating updates begin with θ."""
    word, *numbers = optimizer.split()
    players = [Descent(word, *map(float, numbers)) for _ in range(2)]
    at = numpy.array([-1.0, 1.0])
    slow, mean = at.copy(), at.copy()
    trick, *values = trick.split()
    rule, *options = rule.split()
    pull = float(values[0]) if trick == "historical-averaging" else 0

    def forces(place):
        return numpy.array(field(loss, place[1], place[0])) + 2 * pull * (place - mean)

    for step in range(1, steps + 1):
        if rule == "alternating":
            for who in (1, 0):
                at[who] -= players[who].way(forces(at)[who])
                mean[who] += (at[who] - mean[who]) / (step + 1)
        else:
            direction = forces(at)
            if rule == "extragradient":
                ahead = at - [player.way(g) for player, g in zip(players, direction)]
                direction = forces(ahead)
            if rule == "symplectic":
                direction = adjusted(direction, jacobian(loss, at[1], at[0]), float(options[0]), options[1:] == ["align"])
            at = at - [player.way(g) for player, g in zip(players, direction)]
            mean += (at - mean) / (step + 1)
        if trick == "lookahead" and step % int(values[0]) == 0:
            slow = slow + float(values[1]) * (at - slow)
            at = slow.copy()
    return math.hypot(*at)


def adjusted(v, jacobian, weight, aligns):
    """v + λ Aᵀv of Balduzzi et al. 2018, algorithm 1."""
    turned = (jacobian - jacobian.T).T @ v / 2
    slope = jacobian.T @ v
    sign = 1
    if aligns:
        sign = 1 if (v @ slope) * (turned @ slope) / len(v) + 0.1 > 0 else -1
    return v + sign * weight * turned


# Whole runs

class Optimizer(training_runs.Optimizer):
    """Those of training_runs.py, and three that torch.optim does not have."""

    def __init__(self, word, parameters):
        if word in FACTORS["optimizer"]:
            super().__init__(word, parameters)
            return
        self.word, self.count, self.torch = word, 0, None
        self.slots = {name: [torch.zeros_like(p), torch.zeros_like(p)] for name, p in parameters.items()}

    def imagined(self, parameters, slots, gradients, count):
        if self.word in FACTORS["optimizer"]:
            return super().imagined(parameters, slots, gradients, count)
        found, after = {}, {}
        for name, p in parameters.items():
            g, (first, second) = gradients[name], slots[name]
            if self.word == "negative-momentum":
                first = g - 0.3 * first
                found[name] = p - 0.02 * first
            elif self.word == "optimistic-sgd":
                found[name] = p - 0.02 * (2 * g - first)
                first = g
            else:
                before = self.quotient(first, second, count - 1) if count > 1 else 0
                first, second = 0.5 * first + 0.5 * g, 0.99 * second + 0.01 * g * g
                found[name] = p - 0.02 * (2 * self.quotient(first, second, count) - before)
            after[name] = [first, second]
        return found, after

    @staticmethod
    def quotient(first, second, count):
        return (first / (1 - 0.5**count)) / (root(second / (1 - 0.99**count)) + 1e-2)

    def step(self, parameters, gradients):
        if self.torch is not None:
            return super().step(parameters, gradients)
        self.count += 1
        found, self.slots = self.imagined(parameters, self.slots, gradients, self.count)
        return {name: p.detach() for name, p in found.items()}


class Run(training_runs.Run):
    def __init__(self, case, seed, disturbance=0):
        plain = {**case, "optimizer": "sgd"}
        super().__init__(plain, seed, disturbance)
        self.case = case
        self.optimizers = {name: Optimizer(case["optimizer"], found) for name, found in self.weights.items()}
        self.tricks = {words.split()[0]: words.split()[1:] for words in case["techniques"].split(SEPARATOR)}
        self.slow = {name: dict(found) for name, found in self.weights.items()}
        self.mean = {name: dict(found) for name, found in self.weights.items()}
        self.updates = {"generator": 0, "discriminator": 0}
        self.since = 0

    # What tricks do

    def averages(self, network):
        return "historical-averaging" in self.tricks and self.tricks["historical-averaging"][1] in ("both", network)

    def pull(self, network, parameters):
        if not self.averages(network):
            return 0
        weight = float(self.tricks["historical-averaging"][0])
        return weight * sum((p - self.mean[network][name]).square().sum() for name, p in parameters.items())

    def passed_on(self, gradients, network):
        if "gradient-clipping" not in self.tricks:
            return gradients
        kind, bound, whose = self.tricks["gradient-clipping"]
        if whose not in ("both", network):
            return gradients
        if kind == "value":
            return {name: g.clamp(-float(bound), float(bound)) for name, g in gradients.items()}
        norm = (sum(g.square().sum() for g in gradients.values()) + 1e-24).sqrt()
        return {name: g * min(1, float(bound) / norm) for name, g in gradients.items()}

    def ended(self, is_own_run):
        if "lookahead" not in self.tricks:
            return
        self.since += 1
        steps, alpha = self.tricks["lookahead"]
        if self.since == int(steps):
            self.since = 0
            for network, fast in self.weights.items():
                self.slow[network] = {name: s + float(alpha) * (fast[name] - s) for name, s in self.slow[network].items()}
                self.weights[network] = dict(self.slow[network])
        if is_own_run:
            self.draws.step += 1

    # What each minimises

    def discriminator_loss(self, real, fake, parameters, stream):
        loss, *others = super().discriminator_loss(real, fake, parameters, stream)
        return loss + self.pull("discriminator", parameters), *others

    def discriminator_turn(self, parameters, generator, stream, measured, states, attached=False):
        real = real_examples(self.case, f"{stream}/real", self.draws)
        fake, _ = self.generator(self.latent(stream), generator, f"{stream}/generator")
        fake = fake if attached else fake.detach()
        loss, real_scores, fake_scores, states["discriminator"] = self.discriminator_loss(real, fake, parameters, stream)
        measured |= {"loss.discriminator": loss} | self.judgement(real_scores, fake_scores)
        return loss

    def generator_turn(self, parameters, discriminator, stream, measured, states):
        fake, states["generator"] = self.generator(
            self.latent(stream), parameters, f"{stream}/generator", self.states["generator"])
        judge = self.looked_ahead(discriminator, fake, stream)
        loss = self.generator_loss(fake, judge, stream) + self.pull("generator", parameters)
        measured["loss.generator"] = loss
        return loss

    # How they move

    def move(self, network, start, gradients, measured, counts=True):
        measured[f"gradient.{network}"] = length(gradients)
        moved = self.optimizers[network].step(
            {name: p.detach() for name, p in start.items()},
            {name: g.detach() for name, g in self.passed_on(gradients, network).items()})
        self.weights[network] = self.constrained(moved) if network == "discriminator" else moved
        if counts and self.averages(network):
            self.updates[network] += 1
            self.mean[network] = {
                name: mean + (self.weights[network][name] - mean) / (self.updates[network] + 1)
                for name, mean in self.mean[network].items()}

    def play(self, network, measured):
        """A turn of its own."""
        stream, states = f"{network}-update", dict(self.states)
        parameters = leaves(self.weights[network])
        if network == "discriminator":
            loss = self.discriminator_turn(parameters, self.weights["generator"], stream, measured, states)
        else:
            loss = self.generator_turn(parameters, leaves(self.weights["discriminator"]), stream, measured, states)
        self.move(network, parameters, gradient(loss, parameters), measured)
        self.states = states

    def joint(self, below, measured, create_graph=False):
        """The gradients of both at the same weights, through each other."""
        own = {name: leaves(found) for name, found in self.weights.items()}
        states = dict(self.states)
        losses = {
            "discriminator": self.discriminator_turn(
                own["discriminator"], own["generator"], f"discriminator-update{below}", measured, states, attached=create_graph),
            "generator": self.generator_turn(
                own["generator"], own["discriminator"], f"generator-update{below}", measured, states)}
        found = {name: gradient(loss, own[name], create_graph=create_graph, retain_graph=True) for name, loss in losses.items()}
        self.states = states
        return own, found

    def step_at_once(self, measured):
        rule, *options = self.case["rule"].split()
        start = dict(self.weights)
        own, found = self.joint("", measured, create_graph=rule == "symplectic")
        if rule == "symplectic":
            found = self.adjusted(own, found, float(options[0]), options[1:] == ["align"])
        if rule == "extragradient":
            for network in start:
                self.move(network, start[network], found[network], measured, counts=False)
            _, found = self.joint("/again", measured)
        for network in start:
            self.move(network, start[network], found[network], measured)

    def adjusted(self, own, found, weight, aligns):
        places = [(network, name) for network in own for name in own[network]]
        parameters = [own[network][name] for network, name in places]
        v = torch.cat([found[network][name].reshape(-1) for network, name in places])
        rows = [torch.autograd.grad(entry, parameters, retain_graph=True, allow_unused=True) for entry in v]
        jacobian = numpy.array([
            numpy.concatenate([
                (torch.zeros_like(p) if g is None else g).reshape(-1).numpy() for p, g in zip(parameters, row)]) for row in rows])
        flat = tensor(adjusted(v.detach().numpy(), jacobian, weight, aligns))
        after, first = {network: {} for network in own}, 0
        for (network, name), p in zip(places, parameters):
            after[network][name] = flat[first:first + p.numel()].reshape(p.shape)
            first += p.numel()
        return after

    def step(self):
        measured = {}
        if self.case["rule"] != "alternating":
            self.step_at_once(measured)
            self.draws.step += 1
            self.ended(is_own_run=False)
            return [measured.get(name) for name in QUANTITIES]
        counts = dict(zip(("discriminator", "generator"), map(int, self.case["ratio"].split(":"))))
        if self.case["ratio"] == "1:1":
            for network in counts:
                self.play(network, measured)
            self.draws.step += 1
        else:
            for network, count in counts.items():
                for _ in range(count):
                    self.play(network, measured)
                    self.draws.step += 1
        self.ended(is_own_run=counts["generator"] > 1)
        return [measured.get(name) for name in QUANTITIES]

    def kept(self):
        """What each trick keeps, in the order in which the program keeps it."""
        found = []
        for trick in self.tricks:
            if trick == "lookahead":
                found.append([tensor(self.since)] + [
                    p for network in ("discriminator", "generator") for p in self.slow[network].values()])
            if trick == "historical-averaging":
                found.append([
                    p for network in ("discriminator", "generator") if self.averages(network)
                    for p in [tensor(self.updates[network])] + list(self.mean[network].values())])
        return found


def figures(case, seed, disturbance=0):
    run = Run(case, seed, disturbance)
    start = {name: run.weights[name] | run.states[name] for name in run.weights}
    kept = run.kept()
    values = [value for _ in range(STEPS) for value in run.step()]
    for name in ("generator", "discriminator"):
        values += moves(start[name], run.weights[name] | run.states[name])
    for before, after in zip(kept, run.kept()):
        values += moves(dict(enumerate(before)), dict(enumerate(after)))
    return [None if value is None else value.item() for value in values]


def is_followed(values, again):
    """Stricter than elsewhere: derivatives of derivatives round more, and what is clipped hides a disturbance, not the rounding."""
    return is_steady(values, in_floats(again), ROUNDING) and all(
        is_steady(values, again(size), ECHO / 4 * size / DISTURBANCE) for size in (DISTURBANCE, 10 * DISTURBANCE))


def cases():
    """Each technique alone with the levels of the other factors, then drawn combinations."""
    draw = random.Random(3)

    def some(count, **fixed):
        columns = {}
        for name, words in (FACTORS | {"optimizer": OPTIMIZERS, "rule": RULES, "techniques": TRICKS}).items():
            words = fixed.get(name, words)
            if name == "ratio" and fixed.get("rule") != ["alternating"]:
                words = ["1:1"]
            if name in LIGHT and fixed.get("rule", [""])[0].startswith("symplectic"):
                words = LIGHT[name]
            repeated = [word for _ in range(-(-count // len(words))) for word in draw.sample(words, len(words))]
            columns[name] = repeated[:count]
        return [{name: columns[name][run] for name in columns} for run in range(count)]

    found = []
    for rule in RULES:
        found += some(6, rule=[rule], techniques=["none"])
    for optimizer in OPTIMIZERS[4:]:
        found += some(6, rule=["alternating"], optimizer=[optimizer], techniques=["none"])
    for trick in TRICKS:
        found += some(6, rule=["alternating"], optimizer=FACTORS["optimizer"], techniques=[trick])
    found += some(8, unroll=["1 optimizer", "2 optimizer"], rule=["simultaneous", "extragradient"])
    found += some(4, rule=["symplectic 0.5"])
    together = [SEPARATOR.join(three) for three in itertools.product(TRICKS[:1], TRICKS[1:3], TRICKS[3:5])]
    found += some(6, rule=["alternating"], techniques=together) + some(4, rule=["extragradient"], techniques=together)
    return found


def main():
    torch.set_num_threads(1)
    lengths = [
        [loss, *words, rounded(dirac(loss, *words))] for words in DIRAC for loss in ("minimax", "non-saturating", "wgan")]
    lines = []
    for case in cases():
        seed, values = steady_run(figures, case, is_followed)
        print(len(lines), seed, flush=True)
        lines.append(line(seed, case, values))
    rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in lengths)
    write_runs("dynamics.json", lines, [*FACTORS, "rule", "techniques"], STEPS, between=', "dirac": [\n' + rows + "\n]")


if __name__ == "__main__":
    main()
