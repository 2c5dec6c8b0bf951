"""JAX's side of the workloads in README.md: a jitted step, and a scan over steps. One JSON object a line for each.

    python jax_peer.py [--losses] [WORKLOAD …]
"""

import json
import math
import sys
import time
from functools import partial

import jax
import jax.numpy as jnp
from jax import lax, nn, random

BATCH_OF_IMAGES, BATCH_OF_POINTS, IMAGES, WIDTH = 64, 256, 1000, 32
KERNELS, DIMENSIONS = 32, 5
ORDER = ("NHWC", "HWIO", "NHWC")


def convolved(x, weight, stride):
    return lax.conv_general_dilated(x, weight, (stride, stride), ((1, 1), (1, 1)), dimension_numbers=ORDER)


def deconvolved(x, weight):
    return lax.conv_transpose(x, weight, (2, 2), "SAME", dimension_numbers=ORDER)


def batch_normalised(x, scale, shift):
    mean, variance = x.mean((0, 1, 2)), x.var((0, 1, 2))
    return (x - mean) * lax.rsqrt(variance + 1e-5) * scale + shift


def unit(vector):
    return vector / jnp.maximum(jnp.sqrt((vector * vector).sum()), 1e-12)


def divided(weight, u):
    """A weight divided by its largest singular value, and the vector after one power iteration."""
    rows = weight.reshape(-1, weight.shape[-1])
    still = lax.stop_gradient(rows)
    v = unit(still @ u)
    u = unit(v @ still)
    return weight / (v @ rows @ u), u


def normalised(weights, vectors):
    """The weights that have a vector, divided; the others as they are."""
    used, after = dict(weights), {}
    for name, u in vectors.items():
        used[name], after[name] = divided(weights[name], u)
    return used, after


def attention(p, name, x):
    places = x.reshape(x.shape[0], -1, x.shape[3])
    q, k, v = (places @ p[f"{name}.{part}"] for part in ("query", "key", "value"))
    looks = nn.softmax(jnp.einsum("bic,bjc->bij", q, k), axis=2)
    found = jnp.einsum("bij,bjc->bic", looks, v) @ p[f"{name}.output"]
    return x + p[f"{name}.scale"] * found.reshape(x.shape)


CONVOLUTIONS = [(1, 3), (1, 4), (2, 3), (2, 4), (4, 3), (4, 4), (8, 3)]


def image_start(key, attends):
    n = WIDTH
    keys = iter(random.split(key, 64))
    G, D = {}, {}

    def small(network, name, *shape):
        network[name] = random.normal(next(keys), shape) * 0.02

    def attending(network, channels):
        for part, shape in (("query", (channels, channels // 8)), ("key", (channels, channels // 8)),
                            ("value", (channels, channels // 2)), ("output", (channels // 2, channels))):
            small(network, f"attention.{part}", *shape)
        network["attention.scale"] = jnp.zeros(1)

    small(G, "start", 100, 16 * 8 * n)
    G["start.bias"] = jnp.zeros(16 * 8 * n)
    for index, (inputs, outputs) in enumerate(((8 * n, 4 * n), (4 * n, 2 * n), (2 * n, n))):
        small(G, f"{index}", 4, 4, inputs, outputs)
        G |= {f"{index}.bias": jnp.zeros(outputs), f"{index}.scale": jnp.ones(outputs), f"{index}.shift": jnp.zeros(outputs)}
    small(G, "end", 3, 3, n, 1)
    G["end.bias"] = jnp.zeros(1)
    inputs = 1
    for index, (width, kernel) in enumerate(CONVOLUTIONS):
        small(D, f"{index}", kernel, kernel, inputs, width * n)
        D[f"{index}.bias"] = jnp.zeros(width * n)
        inputs = width * n
    small(D, "end", 16 * 8 * n, 1)
    D["end.bias"] = jnp.zeros(1)
    if attends:
        attending(G, 2 * n)
        attending(D, n)

    def vectors(network):
        return {name: unit(random.normal(next(keys), p.shape[-1:])) for name, p in network.items() if p.ndim > 1}

    return G, D, vectors(G) if attends else {}, vectors(D)


def image_generator(p, z, attends):
    x = (z @ p["start"] + p["start.bias"]).reshape(-1, 4, 4, 8 * WIDTH)
    for index in range(3):
        x = deconvolved(x, p[f"{index}"]) + p[f"{index}.bias"]
        x = nn.relu(batch_normalised(x, p[f"{index}.scale"], p[f"{index}.shift"]))
        if attends and index == 1:
            x = attention(p, "attention", x)
    return jnp.tanh(convolved(x, p["end"], 1) + p["end.bias"])


def image_discriminator(p, x, attends):
    for index, (_, kernel) in enumerate(CONVOLUTIONS):
        x = nn.leaky_relu(convolved(x, p[f"{index}"], kernel - 2) + p[f"{index}.bias"], 0.1)
        if attends and index == 1:
            x = attention(p, "attention", x)
    return x.reshape(x.shape[0], -1) @ p["end"] + p["end.bias"]


def point_start(key):
    keys = iter(random.split(key, 8))

    def he(inputs, outputs, fan=None):
        return random.normal(next(keys), (inputs, outputs)) * (2 / (fan or inputs)) ** 0.5

    def chain(sizes):
        return {f"{i}": he(a, b) for i, (a, b) in enumerate(zip(sizes, sizes[1:]))} | {
            f"{i}.bias": jnp.zeros(b) for i, b in enumerate(sizes[1:])}

    D = chain([2, 128, 128]) | {"pairs": he(128, KERNELS * DIMENSIONS, 128 * DIMENSIONS)}
    D |= {"2": he(128 + KERNELS, 1), "2.bias": jnp.zeros(1)}
    return chain([64, 128, 128, 2]), D, {}, {}


def point_generator(p, z):
    for index in range(2):
        z = nn.relu(z @ p[f"{index}"] + p[f"{index}.bias"])
    return z @ p["2"] + p["2.bias"]


def point_discriminator(p, x):
    for index in range(2):
        x = nn.relu(x @ p[f"{index}"] + p[f"{index}.bias"])
    m = (x @ p["pairs"]).reshape(-1, KERNELS, DIMENSIONS)
    similarity = jnp.exp(-jnp.abs(m[:, None] - m[None]).sum(3)).sum(1) - 1
    return jnp.concatenate([x, similarity], 1) @ p["2"] + p["2.bias"]


def ring(key):
    first, second = random.split(key)
    angle = random.randint(first, (BATCH_OF_POINTS,), 0, 8) * (2 * math.pi / 8)
    return jnp.stack([jnp.cos(angle), jnp.sin(angle)], 1) * 2 + 0.02 * random.normal(second, (BATCH_OF_POINTS, 2))


def adam(p, gradients, moments, step, rate):
    first = jax.tree.map(lambda m, g: 0.5 * m + 0.5 * g, moments[0], gradients)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, moments[1], gradients)
    size = rate * jnp.sqrt(1 - 0.999 ** step) / (1 - 0.5 ** step)
    return jax.tree.map(lambda p, m, v: p - size * m / (jnp.sqrt(v) + 1e-8), p, first, second), (first, second)


def workload(name):
    key = random.key(0)
    if name == "ring-256-minibatch":
        start, batch, noise, rate = point_start(key), BATCH_OF_POINTS, 64, 1e-3
        generate, judge, real = point_generator, point_discriminator, ring
    else:
        attends = name == "sagan-32"
        start, batch, noise, rate = image_start(key, attends), BATCH_OF_IMAGES, 100, 2e-4
        data = random.uniform(key, (IMAGES, 32, 32, 1)) * 2 - 1
        generate, judge = partial(image_generator, attends=attends), partial(image_discriminator, attends=attends)
        real = lambda key: data[random.randint(key, (batch,), 0, IMAGES)]
    G, D, ofG, ofD = start

    def discriminator_loss(D, vectors, x, fake):
        used, after = normalised(D, vectors)
        if name == "ring-256-minibatch":
            # Each kind in a batch of its own.
            return nn.softplus(-judge(used, x)).mean() + nn.softplus(judge(used, fake)).mean(), after
        scores = judge(used, jnp.concatenate([x, fake]))
        return nn.relu(1 - scores[:batch]).mean() + nn.relu(1 + scores[batch:]).mean(), after

    def generator_loss(G, vectors, D, vectors_of_D, z):
        used, after = normalised(G, vectors)
        judging, moved = normalised(D, vectors_of_D)
        scores = judge(judging, generate(used, z))
        loss = nn.softplus(-scores).mean() if name == "ring-256-minibatch" else -scores.mean()
        return loss, (after, moved)

    @partial(jax.jit, donate_argnums=0)
    def step(state, key):
        G, D, ofG, ofD, momentsG, momentsD, count = state
        keys = random.split(key, 3)
        fake = generate(normalised(G, ofG)[0], random.normal(keys[1], (batch, noise)))
        (first, ofD), gradients = jax.value_and_grad(discriminator_loss, has_aux=True)(D, ofD, real(keys[0]), fake)
        D, momentsD = adam(D, gradients, momentsD, count, rate)
        (second, (ofG, ofD)), gradients = jax.value_and_grad(generator_loss, has_aux=True)(
            G, ofG, D, ofD, random.normal(keys[2], (batch, noise)))
        G, momentsG = adam(G, gradients, momentsG, count, rate)
        return (G, D, ofG, ofD, momentsG, momentsD, count + 1), (first, second)

    @partial(jax.jit, donate_argnums=0, static_argnums=2)
    def many(state, key, count):
        return lax.scan(step, state, random.split(key, count))

    def zeros(p):
        return jax.tree.map(jnp.zeros_like, p)

    state = G, D, ofG, ofD, (zeros(G), zeros(G)), (zeros(D), zeros(D)), jnp.float32(1)
    return state, step, many


def milliseconds(state, step, many, rounds=5, seconds=0.6):
    key = random.key(1)
    state = jax.block_until_ready(step(state, key)[0])
    start = time.perf_counter()
    state = jax.block_until_ready(step(state, key)[0])
    count = max(2, int(seconds / (time.perf_counter() - start)))
    state = jax.block_until_ready(many(state, key, count)[0])

    def one_by_one(state):
        for _ in range(count):
            state, _ = step(state, key)
        return state

    found = {}
    for name, run in (("jax-jit", one_by_one), ("jax-scan", lambda state: many(state, key, count)[0])):
        shortest = math.inf
        for _ in range(rounds):
            start = time.perf_counter()
            state = jax.block_until_ready(run(state))
            shortest = min(shortest, (time.perf_counter() - start) / count)
        found[name] = shortest * 1000
    return found


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--losses"]
    for name in words or ["sngan-32", "sagan-32", "ring-256-minibatch"]:
        if "--losses" in sys.argv:
            state, _, many = workload(name)
            made = jnp.array(many(state, random.key(1), 50)[1]).reshape(2, 5, 10).mean(2)
            discriminator, generator = ([round(float(value), 4) for value in row] for row in made)
            print(json.dumps({"workload": name, "peer": "jax", "discriminator": discriminator, "generator": generator}), flush=True)
            continue
        for peer, ms in milliseconds(*workload(name)).items():
            print(json.dumps({"workload": name, "peer": peer, "ms": round(ms, 4)}), flush=True)
