"""Losses and parameter gradients of whole training steps, computed by PyTorch in 64 bits.

    pip install torch==2.15.0 numpy scipy
    python Tests/References/training_steps.py    # writes the other .json files next to itself

Parameters are named as <network>.<weighted layer>.<weight or bias> and laid out as README.md says: dense [in, out],
convolution HWIO, transposed convolution [height, width, out, in], images NHWC, flattening in NHWC order.
"""

import torch
import torch.nn.functional as F

from common import Draws, arrays, rounded, write

BATCH = 8
RATE = 0.1
STEPS = 3
PENALTY = 10.0
ADAM = {"rate": 1e-2, "beta1": 0.5, "beta2": 0.999, "epsilon": 1e-8, "count": 7}


def dense(x, parameters, layer):
    return x @ parameters[f"{layer}.weight"] + parameters[f"{layer}.bias"]


def convolution(x, parameters, layer):
    kernel = parameters[f"{layer}.weight"].permute(3, 2, 0, 1).contiguous()
    out = F.conv2d(x.permute(0, 3, 1, 2), kernel, stride=2, padding=1)
    return out.permute(0, 2, 3, 1) + parameters[f"{layer}.bias"]


def transposed_convolution(x, parameters, layer):
    kernel = parameters[f"{layer}.weight"].permute(3, 2, 0, 1).contiguous()
    out = F.conv_transpose2d(x.permute(0, 3, 1, 2), kernel, stride=2, padding=1)
    return out.permute(0, 2, 3, 1) + parameters[f"{layer}.bias"]


def leaky(x):
    return F.leaky_relu(x, 0.2)


class Dense:
    """G: 4 - 16 - 16 - 2 with relu; D: 2 - 16 - 16 - 1 with leaky relu 0.2."""

    name = "dense"
    noise = [4]
    data = [2]
    shapes = {
        "G.0.weight": [4, 16], "G.0.bias": [16], "G.1.weight": [16, 16], "G.1.bias": [16], "G.2.weight": [16, 2], "G.2.bias": [2],
        "D.0.weight": [2, 16], "D.0.bias": [16], "D.1.weight": [16, 16], "D.1.bias": [16], "D.2.weight": [16, 1], "D.2.bias": [1]}

    def generator(self, z, p):
        return dense(torch.relu(dense(torch.relu(dense(z, p, "G.0")), p, "G.1")), p, "G.2")

    def discriminator(self, x, p):
        return dense(leaky(dense(leaky(dense(x, p, "D.0")), p, "D.1")), p, "D.2")


class Conv:
    """G: dense 6 - 32, reshape 2x2x8, deconv 4, relu, deconv 1, tanh. D: conv 4, leaky, conv 8, leaky, flatten, dense 1.

    Every convolution has kernel 4, stride 2, padding 1: images of 8x8x1.
    """

    name = "conv"
    noise = [6]
    data = [8, 8, 1]
    shapes = {
        "G.0.weight": [6, 32], "G.0.bias": [32], "G.1.weight": [4, 4, 4, 8], "G.1.bias": [4], "G.2.weight": [4, 4, 1, 4], "G.2.bias": [1],
        "D.0.weight": [4, 4, 1, 4], "D.0.bias": [4], "D.1.weight": [4, 4, 4, 8], "D.1.bias": [8], "D.2.weight": [32, 1], "D.2.bias": [1]}

    def generator(self, z, p):
        x = dense(z, p, "G.0").reshape(-1, 2, 2, 8)
        return torch.tanh(transposed_convolution(torch.relu(transposed_convolution(x, p, "G.1")), p, "G.2"))

    def discriminator(self, x, p):
        x = leaky(convolution(leaky(convolution(x, p, "D.0")), p, "D.1"))
        return dense(x.reshape(len(x), -1), p, "D.2")


def setting(kind, seed):
    """Parameters, a real batch and noise."""
    draws = Draws(seed)
    parameters = {}
    for name, shape in kind.shapes.items():
        # About √(2 / inputs), so that signals keep their size.
        inputs = shape[0] if len(shape) < 4 else shape[0] * shape[1] * shape[3 if name.startswith("G") else 2]
        scale = 0.1 if name.endswith("bias") else (2 / inputs) ** 0.5
        parameters[name] = draws.normal(*shape, scale=scale, step=4096).requires_grad_()
    real = draws.normal(BATCH, *kind.data) if len(kind.data) == 1 else draws.uniform(-1, 1, BATCH, *kind.data)
    noise = draws.normal(BATCH, *kind.noise)
    return draws, parameters, real, noise


def of(parameters, network):
    return {name: value for name, value in parameters.items() if name.startswith(network)}


def gradients(loss, parameters, **more):
    return dict(zip(parameters, torch.autograd.grad(loss, list(parameters.values()), **more)))


def record(kind, parameters, inputs, settings, values, found, expected=None, slots=None):
    return {
        "made": f"PyTorch {torch.__version__.split('+')[0]}, 64-bit", "network": kind.name, "settings": settings,
        "parameters": arrays(parameters), "inputs": arrays(inputs), "slots": arrays(slots or {}),
        "values": {name: rounded(value) for name, value in values.items()},
        "tensors": arrays(expected or {}), "gradients": {name: arrays(group) for name, group in found.items()}}


def wgan_gp(kind, seed):
    draws, parameters, real, noise = setting(kind, seed)
    mix = draws.uniform(0, 1, BATCH, *[1] * len(kind.data))
    critic = lambda x: kind.discriminator(x, parameters)
    fake = kind.generator(noise, parameters)
    still = fake.detach()
    between = (mix * real + (1 - mix) * still).requires_grad_()
    slope, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    norm = slope.reshape(BATCH, -1).square().sum(1).sqrt()
    penalty = (norm - 1).square().mean()
    critic_loss = critic(still).mean() - critic(real).mean() + PENALTY * penalty
    generator_loss = -critic(fake).mean()
    write(f"wgan-gp-{kind.name}.json", record(
        kind, parameters, {"real": real, "noise": noise, "interpolation": mix}, {"weight": PENALTY},
        {"discriminatorLoss": critic_loss, "generatorLoss": generator_loss, "penalty": penalty},
        {"discriminator": gradients(critic_loss, of(parameters, "D"), retain_graph=True),
         "generator": gradients(generator_loss, of(parameters, "G"))},
        {"fake": fake, "gradientNorm": norm, "scoreReal": critic(real), "scoreFake": critic(fake)}))


def adam_slots(kind, seed):
    """Means and mean squares as if a few steps had been taken."""
    draws, slots = Draws(seed), {}
    for name, shape in kind.shapes.items():
        if name.startswith("D"):
            slots[f"{name}.mean"] = draws.normal(*shape, scale=0.05, step=4096)
            slots[f"{name}.square"] = draws.uniform(0.001, 0.02, *shape, step=65536)
    return slots


def unrolled(kind, parameters, real, noise, slots):
    """The generator's loss after the discriminator took its steps, and the discriminator's loss before each of them."""
    ours = of(parameters, "D")
    means = {name: slots[f"{name}.mean"] for name in ours} if slots else {}
    squares = {name: slots[f"{name}.square"] for name in ours} if slots else {}
    count = ADAM["count"]
    fake = kind.generator(noise, parameters)
    losses = []
    for _ in range(STEPS):
        loss = F.softplus(-kind.discriminator(real, ours)).mean() + F.softplus(kind.discriminator(fake, ours)).mean()
        losses.append(loss)
        found = gradients(loss, ours, create_graph=True)
        if not slots:
            ours = {name: value - RATE * found[name] for name, value in ours.items()}
            continue
        count += 1
        step, correction = ADAM["rate"] / (1 - ADAM["beta1"] ** count), 1 - ADAM["beta2"] ** count
        means = {name: ADAM["beta1"] * means[name] + (1 - ADAM["beta1"]) * found[name] for name in ours}
        squares = {name: ADAM["beta2"] * squares[name] + (1 - ADAM["beta2"]) * found[name] ** 2 for name in ours}
        ours = {name: value - step * means[name] / ((squares[name] / correction).sqrt() + ADAM["epsilon"]) for name, value in ours.items()}
    return F.softplus(-kind.discriminator(fake, ours)).mean(), losses, ours


def unroll(kind, seed, adam=False):
    _, parameters, real, noise = setting(kind, seed)
    slots = adam_slots(kind, seed + 1) if adam else {}
    loss, losses, after = unrolled(kind, parameters, real, noise, slots)
    plain = F.softplus(-kind.discriminator(kind.generator(noise, parameters), parameters)).mean()
    found = gradients(loss, of(parameters, "G"), retain_graph=True)
    check(kind, parameters, real, noise, slots, found)
    values = {"generatorLoss": loss, "generatorLossWithoutUnrolling": plain}
    values |= {f"discriminatorLoss{step}": value for step, value in enumerate(losses)}
    settings = {"steps": STEPS} | (ADAM if adam else {"rate": RATE})
    write(f"unroll-{kind.name}{'-adam' if adam else ''}.json", record(
        kind, parameters, {"real": real, "noise": noise}, settings, values,
        {"generator": found, "generatorWithoutUnrolling": gradients(plain, of(parameters, "G"))},
        {f"{name}.after": value for name, value in after.items()}, slots))


def check(kind, parameters, real, noise, slots, found):
    """The gradient along a random direction against a central difference: the unrolled graph is whole."""
    direction = {name: torch.tensor(Draws(5).random.standard_normal(value.shape)) for name, value in of(parameters, "G").items()}
    step = 1e-6

    def moved(sign):
        near = {name: (value + sign * step * direction[name] if name in direction else value).detach().requires_grad_()
                for name, value in parameters.items()}
        return unrolled(kind, near, real, noise, slots)[0].item()

    difference = (moved(1) - moved(-1)) / (2 * step)
    along = sum((found[name] * direction[name]).sum().item() for name in direction)
    assert abs(difference - along) < 1e-6 * max(1, abs(along)), (difference, along)


if __name__ == "__main__":
    for kind, seed in ((Dense(), 100), (Conv(), 200)):
        wgan_gp(kind, seed)
        unroll(kind, seed + 10)
        unroll(kind, seed + 20, adam=True)
