"""Whole training runs in which the discriminator is shown something else than single examples as they are, is asked for other
targets, or answers only for some: computed by PyTorch in 64 bits.

    python Tests/References/shown.py    # writes shown.json next to itself; a minute

The runs are those of techniques.py, with other words for the tricks and one more kind of network. What a trick draws for a choice is
compared and rounded as 32-bit floats are, since a choice is made or not.
"""

import itertools
import math
import random

import numpy
import torch
import torch.nn.functional as F

import techniques
import training_runs
from techniques import LOSSES_WITH_TARGETS, SEPARATOR
from training_runs import BATCH, FACTORS, Layers, generator_term, line, moves, real_examples, steady_run, write_runs

STEPS = 4
# Each alone, with as many runs as are asked for here.
ALONE = {
    "label-smoothing 0.7..1.2": 4, "label-smoothing 0.8 generated 0.1..0.3": 3, "flip-labels 0.3": 3, "flip-labels 0.5 to 0 over 3": 2,
    "label-noise 0.4 to 0.1 over 2": 4, "pack 2": 6, "pack 4": 5, "replay 9": 6, "replay 4": 3, "augment": 6,
    "augment translation cutout 0.6": 4, "augment target 0.3 over 40": 6, "top-k 0.5": 6, "top-k 1 to 0.2 over 3 geometric": 3,
    "mixed-batch": 5, "plain": 4}
PAIRED = [
    "label-smoothing 0.7..1.2", "flip-labels 0.3", "label-noise 0.2", "pack 2", "replay 9", "augment target 0.3 over 40", "top-k 0.6",
    "instance-noise 0.3", "mixed-batch"]
ALL = [
    SEPARATOR.join(words) for words in (
        ["pack 2", "augment", "replay 9", "top-k 0.6", "label-noise 0.2", "label-smoothing 0.7..1.2", "flip-labels 0.3"],
        ["pack 2", "instance-noise 0.3", "augment target 0.3 over 40", "replay 9", "mixed-batch", "top-k 0.6"],
        ["feature-matching", "pack 2", "augment", "replay 9"])]
LOSSES_WITH_SIDES = ["minimax", "non-saturating", "lsgan", "hinge"]
ADAPTED_AFTER = 4


def levels(words):
    """The levels of each factor that a run under these tricks may have."""
    found = dict(FACTORS) | {"network": [*FACTORS["network"], "maxout"]}
    if "label" in words:
        found["loss"] = LOSSES_WITH_TARGETS
    elif "target" in words:
        found["loss"] = LOSSES_WITH_SIDES
    if "mixed-batch" in words:
        found["network"] = ["batchnorm"]
    elif "cutout" in words:
        found["network"] = ["conv"]
    if "plain" in words:
        found["network"] = ["maxout"]
    return found


def cases():
    draw = random.Random(3)
    pairs = [SEPARATOR.join(draw.sample(pair, 2)) for pair in itertools.combinations(PAIRED, 2)]
    found = []
    for words, count in [*ALONE.items(), *((pair, 1) for pair in pairs), *((words, 2) for words in ALL)]:
        columns = {}
        for name, choices in levels(words).items():
            repeated = [word for _ in range(-(-count // len(choices))) for word in draw.sample(choices, len(choices))]
            columns[name] = repeated[:count]
        found += [{name: columns[name][run] for name in FACTORS} | {"techniques": words} for run in range(count)]
    return found


class Run(techniques.Run):
    def __init__(self, case, seed, disturbance=0):
        words = [trick.split() for trick in case["techniques"].split(SEPARATOR)]
        self.order = [word for word, *_ in words]
        self.pack = next((int(options[0]) for word, *options in words if word == "pack"), 1)
        self.probability, self.signs, self.turns = 0.0, 0.0, 0
        super().__init__(case, seed, disturbance)
        if "replay" in self.techniques:
            size = int(self.techniques["replay"][0])
            self.buffer = torch.zeros(size, *real_examples(case, "any", self.draws).shape[1:])
            self.filled = 0

    def networks(self):
        """As ever, with a discriminator that takes packs; or one of maxout layers."""
        kind = self.case["network"]
        generator, discriminator = training_runs.networks(self.case | ({"network": "dense"} if kind == "maxout" else {}), self.draws)
        layers = [("maxout", 6, 3), ("maxout", 5, 2), ("dense", [1])] if kind == "maxout" else discriminator.layers
        size = list(real_examples(self.case, "any", self.draws).shape[1:])
        size[-1] *= self.pack
        return generator, Layers("discriminator", layers, size, "xavier" if kind == "no-bias" else "he", self.draws)

    def scheduled(self, words):
        first, *change = words
        if not change:
            return float(first)
        _, last, _, steps, *course = change
        part = min(self.made / int(steps), 1)
        if course == ["geometric"]:
            return float(first) * math.exp(part * math.log(float(last) / float(first)))
        return float(first) + (float(last) - float(first)) * part

    def uniforms(self, stream, *shape):
        return torch.tensor(self.draws.uniforms(math.prod(shape), stream)).reshape(shape)

    # What is shown.

    def shown(self, examples, side, stream):
        if side == "generated" and stream == "discriminator-update" and "replay" in self.techniques:
            examples = self.with_old(examples)
        for word in self.order:
            if word == "instance-noise":
                examples = super().shown(examples, side, stream)
            elif word == "augment":
                examples = self.augmented(examples, f"{stream}/shown/{side}/augment")
        # One pack is m examples beside one another, channels or coordinates last.
        return torch.cat([examples[place::self.pack] for place in range(self.pack)], dim=-1)

    def with_old(self, fresh):
        half = BATCH // 2
        chance = self.draws.uniforms(half, "discriminator-update/shown/generated/replay/place")
        if not self.filled:
            return fresh
        places = numpy.floor(numpy.float32(chance) * numpy.float32(self.filled)).clip(max=self.filled - 1).astype(int)
        return torch.cat([fresh[:BATCH - half], self.buffer[places]])

    def keep(self, fresh):
        half, size = BATCH // 2, len(self.buffer)
        newcomers = fresh[BATCH - half:]
        chance = self.draws.uniforms(half, "discriminator-update/trick/replay/place")
        if self.filled < size:
            places = [(self.filled + i) % size for i in range(half)]
        else:
            starts = [i * size // half for i in range(half + 1)]
            places = [
                start + min(int(numpy.float32(u) * numpy.float32(end - start)), end - start - 1)
                for start, end, u in zip(starts, starts[1:], chance)]
        assert len(set(places)) == half
        self.buffer = self.buffer.clone()
        self.buffer[places] = newcomers
        self.filled = min(self.filled + half, size)

    def augmented(self, examples, stream):
        words = self.techniques["augment"]
        probability = 1.0
        if "target" in words:
            probability = self.probability
        elif words:
            probability = float(words[-1])
        policies = [word for word in words if word in ("translation", "cutout")]
        policies = policies or (["brightness", "translation", "cutout"] if examples.dim() == 4 else ["translation"])
        count = len(examples)
        for policy in ("brightness", "translation", "cutout"):
            if policy not in policies:
                continue
            own = f"{stream}/{policy}"
            made = torch.ones(count)
            if "target" in words or probability < 1:
                chance = self.draws.uniforms(count, f"{own}/chance")
                made = torch.tensor(numpy.float32(probability) > numpy.float32(chance)).double()
            if policy == "brightness":
                examples = examples + (self.uniforms(f"{own}/amount", count, 1, 1, 1) - 0.5) * made.reshape(-1, 1, 1, 1)
            elif policy == "translation" and examples.dim() == 2:
                amount = (2 * self.uniforms(f"{own}/amount", *examples.shape) - 1) / 8
                examples = examples + amount * made.reshape(-1, 1)
            elif policy == "translation":
                most = int(4 / 8 + 0.5)
                down, across = (
                    [int(d - most) if m else 0 for d, m in zip(self.draws.integers(count, 2 * most + 1, f"{own}/{axis}"), made)]
                    for axis in ("rows", "columns"))
                wide = F.pad(examples, (0, 0, most, most, most, most))
                examples = torch.stack([
                    image[most + y:most + y + 4, most + x:most + x + 4] for image, y, x in zip(wide, down, across)])
            else:
                middles = (self.draws.integers(count, 5, f"{own}/{axis}") for axis in ("rows", "columns"))
                mask = torch.ones(count, 4, 4, 1)
                for index, (y, x) in enumerate(zip(*middles)):
                    if made[index]:
                        mask[index, max(y - 1, 0):y + 1, max(x - 1, 0):x + 1] = 0
                examples = examples * mask
        return examples

    def adapt(self, real_scores):
        _, target, _, over = self.techniques["augment"]
        undecided = 0.5 if self.case["loss"] == "lsgan" else 0
        self.signs += torch.sign(real_scores - undecided).mean().item()
        self.turns += 1
        if self.turns == ADAPTED_AFTER:
            up = numpy.sign(self.signs - float(target) * ADAPTED_AFTER)
            self.probability = float(min(max(self.probability + up * ADAPTED_AFTER * BATCH / int(over), 0), 1))
            self.signs, self.turns = 0.0, 0

    # What is asked.

    def targets(self, side, scores, stream):
        own = {word: f"{stream}/trick/{word}/{side}" for word in ("flip-labels", "label-smoothing", "label-noise")}
        target = torch.full_like(scores, 1.0 if side == "real" else 0.0)
        if "flip-labels" in self.techniques:
            chance = self.draws.uniforms(scores.numel(), own["flip-labels"])
            flipped = numpy.float32(self.scheduled(self.techniques["flip-labels"])) > numpy.float32(chance)
            target = torch.where(torch.tensor(flipped).reshape(scores.shape), 1 - target, target)
        if "label-smoothing" in self.techniques:
            high, *low = self.techniques["label-smoothing"]
            name = own["label-smoothing"]
            low = self.between(low[1], f"{name}/generated", scores) if low else 0
            target = target * self.between(high, f"{name}/real", scores) + (1 - target) * low
        if "label-noise" in self.techniques:
            noise = torch.tensor(self.draws.normals(scores.numel(), own["label-noise"])).reshape(scores.shape)
            target = target + self.scheduled(self.techniques["label-noise"]) * noise
        return target

    def between(self, words, stream, scores):
        lower, *upper = map(float, words.split(".."))
        return lower + (upper[0] - lower) * self.uniforms(stream, *scores.shape) if upper else lower

    def term(self, real, fake, stream):
        if not any(word in self.techniques for word in ("flip-labels", "label-smoothing", "label-noise")):
            return training_runs.discriminator_term(self.case["loss"], real, fake)
        total = 0
        for side, scores in (("real", real), ("generated", fake)):
            target = self.targets(side, scores, stream)
            if self.case["loss"] == "lsgan":
                total = total + (scores - target).square().mean() / 2
            else:
                total = total + F.binary_cross_entropy_with_logits(scores, target)
        return total

    def scores(self, real, fake, parameters, stream, states):
        network, place = self.discriminator, f"{stream}/discriminator"
        if network.is_batch_coupled and "mixed-batch" not in self.techniques:
            first, states = network(real, parameters, f"{place}/real", states)
            second, states = network(fake, parameters, f"{place}/generated", states)
            return first, second, states
        both, states = network(torch.cat([real, fake]), parameters, place, states)
        return both[:len(real)], both[len(real):], states

    def discriminator_loss(self, real, fake, parameters, stream):
        raw = fake
        real, fake = self.shown(real, "real", stream), self.shown(fake, "generated", stream)
        real_scores, fake_scores, states = self.scores(real, fake, parameters, stream, self.states["discriminator"])
        loss = self.term(real_scores, fake_scores, stream)
        for weight, target in self.slopes:
            own, count = f"{stream}/penalty/gradient-penalty", len(real)
            mix = self.uniforms(f"{own}/mix", count, *[1] * (real.dim() - 1))
            points = (mix * real + (1 - mix) * fake.detach()).detach().requires_grad_()
            scores, _ = self.discriminator(points, parameters, f"{own}/discriminator")
            slope, = torch.autograd.grad(scores.sum(), points, create_graph=True)
            norm = (slope.reshape(count, -1).square().sum(1) + 1e-12).sqrt()
            loss = loss + weight * (norm - target).square().mean()
        if stream == "discriminator-update":
            self.latest = raw, real_scores.detach()
        return loss, real_scores, fake_scores, states

    def generator_loss(self, fake, judge, stream):
        if "feature-matching" in self.techniques:
            return super().generator_loss(fake, judge, stream)
        fake = self.shown(fake, "generated", stream)
        if "mixed-batch" in self.techniques:
            real = self.shown(real_examples(self.case, f"{stream}/real", self.draws), "real", stream)
            scores = self.discriminator(torch.cat([real, fake]), judge, f"{stream}/discriminator")[0][len(real):]
        else:
            scores, _ = self.discriminator(fake, judge, f"{stream}/discriminator")
        if "top-k" in self.techniques:
            share = self.scheduled(self.techniques["top-k"])
            scores = scores.reshape(-1).topk(max(1, math.floor(share * len(scores) + 0.5))).values
        return generator_term(self.case["loss"], scores)

    def update_discriminator(self, measured):
        super().update_discriminator(measured)
        fake, real_scores = self.latest
        if "replay" in self.techniques:
            self.keep(fake)
        if "target" in self.techniques.get("augment", []):
            self.adapt(real_scores)

    def kept(self):
        """What each trick keeps, in the order in which the run names them."""
        found = {}
        if "replay" in self.techniques:
            found["replay"] = {"examples": self.buffer, "filled": torch.tensor(float(self.filled))}
        if "target" in self.techniques.get("augment", []):
            values = {"probability": self.probability, "signs": self.signs, "turns": self.turns}
            found["augment"] = {name: torch.tensor(float(value)) for name, value in values.items()}
        return [found[word] for word in self.order if word in found]


def figures(case, seed, disturbance=0):
    run = Run(case, seed, disturbance)
    before = [run.weights[name] | run.states[name] for name in ("generator", "discriminator")] + run.kept()
    values = [value for _ in range(STEPS) for value in run.step()]
    after = [run.weights[name] | run.states[name] for name in ("generator", "discriminator")] + run.kept()
    for old, new in zip(before, after):
        values += moves(old, new)
    return [None if value is None else value.item() for value in values]


def main():
    torch.set_num_threads(1)
    lines = [line(seed, case, values, digits=6) for case in cases() for seed, values in [steady_run(figures, case)]]
    write_runs("shown.json", lines, [*FACTORS, "techniques"], STEPS)


if __name__ == "__main__":
    main()
