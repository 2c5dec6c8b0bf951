"""The generator's gradient on its way back through both networks at their start weights, computed by PyTorch in 64 bits.

    python Tests/References/inside.py    # writes inside.json next to itself; a second

At each layer, from the discriminator's last to the generator's first: the root mean square over the batch of the length of the gradient of
one example's loss by what the layer made of it; and for each of the generator's layers that learns, the length of the gradient of the
batch's mean loss by its parameters. Networks, start weights and draws are those of blocks.py, with dropout and batch normalisation
besides; what is drawn for the turn has `inside/` before its name.
"""

import torch

import blocks
import training_runs
from common import rounded, write
from techniques import SpectrallyNormalised

STREAM = "inside/generator-update"
# Loss, spectral normalisation of both, kind, generator, discriminator.
CASES = {
    "dropout and batchnorm": (
        "minimax", False, "dense", ["dense 6", "relu", "dropout 0.3", "dense 5", "batchnorm", "leaky-relu", "dense 2"],
        ["dense 6", "leaky-relu", "dropout 0.4", "dense 4", "relu", "dense 1"]),
    "convolutions": (
        "lsgan", False, "conv", ["dense 2x2x4", "batchnorm", "relu", "deconv 1", "tanh"],
        ["conv 5", "leaky-relu", "flatten", "dense 1"]),
    "residual blocks, spectrally normalised": (
        "non-saturating", True, "conv", ["dense 2x2x4", "residual 3 up normalization batchnorm", "relu", "residual 1", "tanh"],
        ["residual 3 down first", "residual 4 down", "relu", "flatten", "dense 1"]),
}


# A layer that lets everything pass.
blocks.ACTIVATIONS["same"] = lambda x: x


class Network(blocks.Network):
    """One that keeps what every layer made, and knows dropout and batch normalisation."""

    def __init__(self, name, lines, size, draws):
        super().__init__(name, [line if line.split()[0] not in ("dropout", "batchnorm") else "same" for line in lines], size, draws)
        for index, line in enumerate(lines):
            word, *rest = line.split()
            _, _, size = self.layers[index]
            self.layers[index] = (word, rest, size)
            if word == "batchnorm":
                place = f"{name}.{index}"
                self.parameters |= {f"{place}.scale": torch.ones(size[-1]), f"{place}.shift": torch.zeros(size[-1])}
        # In the order of the layers.
        self.parameters = dict(sorted(self.parameters.items(), key=lambda entry: int(entry[0].split(".")[1])))

    def __call__(self, x, parameters, stream, states=None):
        self.made, layers = [], self.layers
        for index, (word, rest, size) in enumerate(layers):
            place = f"{self.name}.{index}"
            if word == "dropout":
                drawn = torch.tensor(self.draws.uniforms(x.numel(), f"{stream}/{index}/dropout")).reshape(x.shape)
                x = x * (drawn >= float(rest[0])) / (1 - float(rest[0]))
            elif word == "batchnorm":
                axes = tuple(range(x.dim() - 1))
                variance, mean = torch.var_mean(x, axes, correction=0)
                x = (x - mean) / (variance + 1e-5).sqrt() * parameters[f"{place}.scale"] + parameters[f"{place}.shift"]
            else:
                self.layers = [("same", [], None)] * index + [(word, rest, size)]
                x, _ = super().__call__(x, parameters, stream)
            self.layers = layers
            x.retain_grad()
            self.made.append(x)
        return x, {}


def way(loss, is_normalised, kind, generator, discriminator, seed):
    draws = training_runs.Draws(seed)
    size = [4, 4, 1] if kind == "conv" else [2]
    networks = [Network("generator", generator, [training_runs.LATENT], draws), Network("discriminator", discriminator, size, draws)]
    applied, weights = [], []
    for network in networks:
        weights.append({name: value.clone().requires_grad_() for name, value in network.parameters.items()})
        if is_normalised:
            normalised = SpectrallyNormalised(network, draws, lambda: None)
            normalised.stored = lambda own=normalised: own.states
            applied.append(normalised)
        else:
            applied.append(network)
    latents = torch.tensor(draws.normals(training_runs.BATCH * training_runs.LATENT, f"{STREAM}/latent"))
    x = latents.reshape(training_runs.BATCH, training_runs.LATENT)
    for network, name, own in zip(applied, ("generator", "discriminator"), weights):
        x, _ = network(x, own, f"{STREAM}/{name}")
    training_runs.generator_term(loss, x.reshape(-1)).backward()
    lengths = [
        (training_runs.BATCH * made.grad.square().sum()).sqrt()
        for network in reversed(networks) for made in reversed(network.made)]
    by_layer = {}
    for name, value in weights[0].items():
        layer = name.split(".")[1]
        by_layer[layer] = by_layer.get(layer, 0) + value.grad.square().sum()
    return [rounded(value) for value in lengths], {layer: rounded(value.sqrt()) for layer, value in by_layer.items()}


def main():
    torch.set_num_threads(1)
    cases = []
    for seed, (name, case) in enumerate(CASES.items(), 1):
        lengths, by_parameters = way(*case, seed)
        cases.append({"name": name, "seed": seed, "lengths": lengths, "byParameters": by_parameters})
    write("inside.json", {"made": f"PyTorch {torch.__version__}", "cases": cases})


if __name__ == "__main__":
    main()
