"""What PyTorch makes of the networks that `weights.gan` saved: see README.md, *weights*."""

import json

import torch
from safetensors import safe_open
from torch import nn

from common import FOLDER, array, write


def network(path, prefix):
    """The `nn.Sequential` of a file, built as `lessons/FILES.md` shows."""
    with safe_open(path, "pt") as file:
        modules = json.loads(file.metadata()[prefix + "modules"])
        state = {name[len(prefix):]: file.get_tensor(name) for name in file.keys() if name.startswith(prefix)}
    made = nn.Sequential(*[getattr(nn, name)(*places, **names) for name, places, names in modules])
    made.load_state_dict(state)
    return made.double().eval()


def channels_last(tensor):
    return tensor.permute(0, 2, 3, 1) if tensor.dim() == 4 else tensor


def main():
    cases = []
    for name, latent, example in [("points", 4, (2,)), ("images", 5, (1, 8, 8)), ("shapes", 3, (1, 8, 8))]:
        path = FOLDER / "weights" / f"{name}.safetensors"
        random = torch.Generator().manual_seed(1)
        for role, size in [("generator", (latent,)), ("discriminator", example)]:
            draws = torch.randn((3, *size), generator=random, dtype=torch.float64)
            inputs = torch.round(draws * 256) / 256
            with torch.no_grad():
                outputs = network(path, role + ".")(inputs)
            cases.append({
                "file": name, "network": role,
                "input": array(channels_last(inputs).contiguous()), "output": array(channels_last(outputs).contiguous())
            })
    write("weights.json", {"made": f"PyTorch {torch.__version__}", "cases": cases})


main()
