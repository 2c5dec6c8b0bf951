"""Whole training runs under further losses, penalties and step rules, computed by PyTorch in 64 bits.

    python Tests/References/losses.py    # writes losses.json next to itself; a minute

The runs are those of techniques.py. Their last word names, joined by " + ", what stands in place of the loss's usual form (`loss lsgan
-1 1 0`), the penalties (`penalty r1 2 interval 2`), a step rule (`updates consensus 0.5 both on generator`) and tricks (`trick
instance-noise 0.5`).
"""

import random
import re

import torch
import torch.nn.functional as F

import techniques
import training_runs
from training_runs import (
    BATCH, DISTURBANCE, FACTORS, QUANTITIES, gradient, is_steady, leaves, length, line, moves, real_examples, steady_run,
    write_runs)

STEPS = 3
# A run with larger numbers has exploded: 32-bit floats cannot follow it, and what comes behind says nothing.
LARGEST = 1e3
SEPARATOR = techniques.SEPARATOR
WITHOUT_PENALTY = {"penalty": ["none"]}
WITH_PROBABILITIES = {"loss": ["minimax", "non-saturating"]}
AT_ONCE = {"ratio": ["1:1"]}

# Each with the levels of the other factors that it is tried with, where those are not all; and how many runs.
TRIED = [
    ({"loss": ["relativistic"]}, "none", 6),
    ({"loss": ["relativistic-average"]}, "none", 6),
    ({"loss": ["lsgan"]}, "loss lsgan -1 1 0", 4),
    ({"loss": ["lsgan"]}, "loss lsgan 0.125 0.875 0.75 + trick label-smoothing 0.8", 3),
    ({"loss": ["wgan-lp"], "penalty": ["own"]}, "none", 6),
    ({"loss": ["relativistic", "relativistic-average"]}, "trick spectral-norm both + trick instance-noise 0.4 to 0.1 over 2", 2),
    ({"loss": ["relativistic", "relativistic-average"]}, "trick feature-matching", 2),
    (WITHOUT_PENALTY, "penalty slope 4 to 0.5 one-sided", 6),
    (WITHOUT_PENALTY, "penalty dragan 10 to 1 spread 0.5", 6),
    (WITHOUT_PENALTY, "penalty dragan 1 to 0.25 spread 2", 3),
    (WITHOUT_PENALTY, "penalty r1 2", 6),
    (WITHOUT_PENALTY, "penalty r1 1 interval 2", 6),
    (WITHOUT_PENALTY | {"unroll": ["2 optimizer", "2 sgd"]}, "penalty r1 0.5 interval 3", 4),
    (WITHOUT_PENALTY, "penalty r2 2", 6),
    (WITHOUT_PENALTY, "penalty r1 2 to 0.5 over 2 + penalty r2 1 interval 2", 6),
    (WITHOUT_PENALTY | WITH_PROBABILITIES, "penalty roth 2", 6),
    (WITHOUT_PENALTY | WITH_PROBABILITIES, "penalty roth 2 to 0.02 over 3 geometric", 3),
    (WITHOUT_PENALTY, "penalty orthogonal 0.1 free both", 6),
    (WITHOUT_PENALTY, "penalty orthogonal 0.05 one discriminator", 4),
    (WITHOUT_PENALTY, "penalty weight-decay 0.2 both", 4),
    (WITHOUT_PENALTY, "penalty weight-decay 0.1 generator + penalty orthogonal 0.1 free generator", 4),
    (WITHOUT_PENALTY, "penalty r1 1 interval 2 + penalty dragan 1 to 1 spread 0.5 + penalty weight-decay 0.1 discriminator "
        "+ trick spectral-norm + trick instance-noise 0.5", 3),
    (AT_ONCE, "updates simultaneous", 4),
    (AT_ONCE | {"unroll": ["none"]}, "updates consensus 0.5 of both on both", 5),
    (AT_ONCE | {"unroll": ["none", "1 sgd"]}, "updates consensus 0.5 of discriminator on generator", 3),
    (AT_ONCE | {"unroll": ["none"]}, "updates consensus 1 of generator on both", 3),
    (AT_ONCE | {"unroll": ["none"]}, "updates consensus 0.25 of discriminator on both", 3),
    (AT_ONCE | WITHOUT_PENALTY, "updates simultaneous + penalty r1 1 interval 2", 3),
    (AT_ONCE | WITHOUT_PENALTY | {"unroll": ["none"], "loss": ["relativistic", "relativistic-average"]},
        "updates consensus 0.5 of both on both + penalty r1 1 interval 2", 2),
]


def cases():
    draw = random.Random(3)
    found = []
    for own, words, count in TRIED:
        columns = {}
        for name, levels in (FACTORS | own).items():
            repeated = [word for _ in range(-(-count // len(levels))) for word in draw.sample(levels, len(levels))]
            columns[name] = repeated[:count]
        found += [{name: columns[name][run] for name in FACTORS} | {"techniques": words} for run in range(count)]
    return found


def scheduled(words, made):
    """`2 to 0.02 over 3 geometric` after so many training steps, and the words behind it."""
    first, rest = float(words[0]), words[1:]
    if rest[:1] != ["to"]:
        return first, rest
    last, steps = float(rest[1]), int(rest[3])
    part = min(made / steps, 1)
    if rest[4:5] == ["geometric"]:
        return first * (last / first) ** part, rest[5:]
    return first + (last - first) * part, rest[4:]


class Run(techniques.Run):
    def __init__(self, case, seed, disturbance=0):
        items = [item.split() for item in case["techniques"].split(SEPARATOR)]
        tricks = [" ".join(words) for kind, *words in items if kind == "trick"]
        super().__init__(case | {"techniques": SEPARATOR.join(tricks) or "none"}, seed, disturbance)
        self.penalties = [words for kind, *words in items if kind == "penalty"]
        self.rule = next((words for kind, *words in items if kind == "updates"), ["alternating"])
        self.targets = next((tuple(map(float, words[1:])) for kind, *words in items if kind == "loss"), (0, 1, 1))
        if case["loss"] == "wgan-lp":
            self.penalties = [["slope", "10", "to", "1", "one-sided"]]
        self.ratio = int(case["ratio"].split(":")[0])

    # The losses.

    def discriminator_term(self, real, fake):
        loss, cost = self.case["loss"], F.binary_cross_entropy_with_logits
        if loss == "relativistic":
            return cost(real - fake, torch.ones_like(real))
        if loss == "relativistic-average":
            return cost(real - fake.mean(), torch.ones_like(real)) + cost(fake - real.mean(), torch.zeros_like(fake))
        if loss == "lsgan":
            a, b, _ = self.targets
            target = b
            if "label-smoothing" in self.techniques:
                target = a + float(self.techniques["label-smoothing"][0]) * (b - a)
            return (F.mse_loss(real, torch.full_like(real, target)) + F.mse_loss(fake, torch.full_like(fake, a))) / 2
        return super().discriminator_term(real, fake)

    def generator_loss(self, fake, judge, stream):
        loss = self.case["loss"]
        if "feature-matching" in self.techniques or loss not in ("relativistic", "relativistic-average", "lsgan"):
            return super().generator_loss(fake, judge, stream)
        scores, _ = self.discriminator(self.shown(fake, "generated", stream), judge, f"{stream}/discriminator")
        if loss == "lsgan":
            return F.mse_loss(scores, torch.full_like(scores, self.targets[2])) / 2
        real = self.shown(real_examples(self.case, f"{stream}/real", self.draws), "real", stream)
        of_real, _ = self.discriminator(real, judge, f"{stream}/discriminator/real")
        cost = F.binary_cross_entropy_with_logits
        if loss == "relativistic":
            return cost(scores - of_real, torch.ones_like(scores))
        return cost(scores - of_real.mean(), torch.ones_like(scores)) + cost(of_real - scores.mean(), torch.zeros_like(scores))

    # The penalties.

    def discriminator_loss(self, real, fake, parameters, stream):
        real, fake = self.shown(real, "real", stream), self.shown(fake, "generated", stream)
        loss, *others = training_runs.Run.discriminator_loss(self, real, fake, parameters, stream)
        return loss + self.penalty("discriminator", parameters, stream, real, fake.detach()), *others

    def penalty(self, network, parameters, stream, real=None, fake=None):
        total = 0
        for word, *words in self.penalties:
            if word in ("orthogonal", "weight-decay"):
                weight, *lengths, scope = words
                if scope in (network, "both"):
                    total = total + float(weight) * self.weight_term(word, lengths, network, parameters)
            elif network == "discriminator":
                total = total + self.slope_term(word, words, real, fake, parameters, stream)
        return total

    def weight_term(self, word, lengths, network, parameters):
        layers = getattr(self, network).layers
        total = 0
        for name, weight in parameters.items():
            if not name.endswith(".weight"):
                continue
            if word == "weight-decay":
                total = total + weight.square().sum() / 2
                continue
            outputs_last = weight.movedim(2, 3) if layers[int(name.split(".")[1])][0] == "deconv" else weight
            filters = outputs_last.reshape(-1, outputs_last.shape[-1]).T
            products, identity = filters @ filters.T, torch.eye(len(filters))
            total = total + (products - identity if lengths == ["one"] else products * (1 - identity)).square().sum()
        return total

    def slope_term(self, word, words, real, fake, parameters, stream):
        own = f"{stream}/penalty/{'gradient-penalty' if word == 'slope' else word}"
        if word in ("slope", "dragan"):
            weight, _, target, *more = words
            ones = [BATCH] + [1] * (real.dim() - 1)
            mix = torch.tensor(self.draws.uniforms(BATCH, f"{own}/mix")).reshape(ones)
            if word == "slope":
                points = mix * real + (1 - mix) * fake
            else:
                noise = torch.tensor(self.draws.uniforms(real.numel(), f"{own}/noise")).reshape(real.shape)
                perturbed = real + float(more[1]) * real.std(correction=0) * noise
                points = real + mix * (perturbed - real)
            _, squares = self.slopes_at(points, parameters, own)
            excess = (squares + 1e-12).sqrt() - float(target)
            return float(weight) * (excess.clamp(min=0) if more == ["one-sided"] else excess).square().mean()
        gamma, rest = scheduled(words, self.made)
        if word == "roth":
            of_real, real_squares = self.slopes_at(real, parameters, f"{own}/real")
            of_fake, fake_squares = self.slopes_at(fake, parameters, f"{own}/generated")
            weights = (1 - torch.sigmoid(of_real)).square().reshape(-1), torch.sigmoid(of_fake).square().reshape(-1)
            return gamma / 2 * (weights[0] * real_squares + weights[1] * fake_squares).mean()
        interval = int(rest[1]) if rest else 1
        if (self.made + self.later(stream)) % interval != 0:
            return 0
        _, squares = self.slopes_at(real if word == "r1" else fake, parameters, own)
        return interval * gamma / 2 * squares.mean()

    def later(self, stream):
        """How many training steps after this one an update would be made."""
        imagined = re.search(r"/ahead/(\d+)", stream)
        if not imagined:
            return 0
        return (int(imagined[1]) - 1) // self.ratio + (1 if self.rule[0] == "alternating" else 0)

    def slopes_at(self, points, parameters, stream):
        points = points.detach().requires_grad_()
        scores, _ = self.discriminator(points, parameters, f"{stream}/discriminator")
        slope, = torch.autograd.grad(scores.sum(), points, create_graph=True)
        return scores, slope.reshape(BATCH, -1).square().sum(1)

    # The turns.

    def discriminator_turn(self, parameters, generator, measured, through=False):
        stream = "discriminator-update"
        real = real_examples(self.case, f"{stream}/real", self.draws)
        fake, _ = self.generator(self.latent(stream), generator, f"{stream}/generator")
        loss, of_real, of_fake, states = self.discriminator_loss(real, fake if through else fake.detach(), parameters, stream)
        measured |= {"loss.discriminator": loss} | self.judgement(of_real, of_fake)
        return loss, states

    def threshold(self):
        return {"lsgan": sum(self.targets[:2]) / 2, "minimax": 0, "non-saturating": 0, "hinge": 0}.get(self.case["loss"])

    def generator_turn(self, parameters, discriminator, measured):
        stream = "generator-update"
        fake, states = self.generator(self.latent(stream), parameters, f"{stream}/generator", self.states["generator"])
        loss = self.generator_loss(fake, self.looked_ahead(discriminator, fake, stream), stream)
        loss = loss + self.penalty("generator", parameters, stream)
        measured["loss.generator"] = loss
        return loss, states

    def move(self, network, parameters, found, states, measured):
        measured[f"gradient.{network}"] = length(found)
        moved = self.optimizers[network].step(
            {name: value.detach() for name, value in parameters.items()}, {name: value.detach() for name, value in found.items()})
        self.weights[network] = self.constrained(moved) if network == "discriminator" else moved
        self.states[network] = states

    def update_discriminator(self, measured):
        parameters = leaves(self.weights["discriminator"])
        loss, states = self.discriminator_turn(parameters, self.weights["generator"], measured)
        self.move("discriminator", parameters, gradient(loss, parameters), states, measured)

    def update_generator(self, measured):
        parameters = leaves(self.weights["generator"])
        loss, states = self.generator_turn(parameters, leaves(self.weights["discriminator"]), measured)
        self.move("generator", parameters, gradient(loss, parameters), states, measured)

    def step(self):
        if self.rule[0] == "alternating":
            return super().step()
        measured = {}
        players = {name: leaves(self.weights[name]) for name in ("discriminator", "generator")}
        is_consensus = self.rule[0] == "consensus"
        turns = {
            "discriminator": self.discriminator_turn(players["discriminator"], players["generator"], measured, is_consensus),
            "generator": self.generator_turn(players["generator"], players["discriminator"], measured)}
        field = {name: gradient(loss, players[name], create_graph=True, allow_unused=True) for name, (loss, _) in turns.items()}
        field = {name: {key: torch.zeros_like(players[name][key]) if g is None else g for key, g in found.items()}
                 for name, found in field.items()}
        if is_consensus:
            weight, _, source, _, target = self.rule[1:]
            half = sum(g.square().sum() for name, found in field.items() if source in (name, "both") for g in found.values()) / 2
            for name, parameters in players.items():
                if target in (name, "both"):
                    pull = gradient(half, parameters, retain_graph=True, allow_unused=True)
                    field[name] = {key: g if pull[key] is None else g + float(weight) * pull[key] for key, g in field[name].items()}
        for name, (_, states) in turns.items():
            self.move(name, players[name], field[name], states, measured)
        self.draws.step += 1
        self.made += 1
        return [measured.get(name) for name in QUANTITIES]


def figures(case, seed, disturbance=0):
    """What each step measures, and how far both networks went."""
    run = Run(case, seed, disturbance)
    start = {name: run.weights[name] | run.states[name] for name in run.weights}
    values = [value for _ in range(STEPS) for value in run.step()]
    for name in ("generator", "discriminator"):
        values += moves(start[name], run.weights[name] | run.states[name])
    return [None if value is None else value.item() for value in values]


def is_calm_and_steady(values, again):
    return all(value is None or abs(value) < LARGEST for value in values) and is_steady(values, again(DISTURBANCE))


def main():
    torch.set_num_threads(1)
    lines = [
        line(seed, case, values) for case in cases()
        for seed, values in [steady_run(figures, case, is_reference=is_calm_and_steady)]]
    write_runs("losses.json", lines, [*FACTORS, "techniques"], STEPS)


if __name__ == "__main__":
    main()
