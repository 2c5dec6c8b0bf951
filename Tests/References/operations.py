"""Values and gradients of single operations, computed by PyTorch in 64 bits.

    pip install torch==2.15.0 numpy scipy
    python Tests/References/operations.py        # writes operations.json next to itself

Images are NHWC and convolution weights HWIO in the file; PyTorch's NCHW and OIHW are used inside only.
"""

import itertools

import scipy.special
import torch
import torch.nn.functional as F

from common import Draws, array, write

draws = Draws(2014)
cases = []


def case(name, operation, function, inputs, fixed=(), **attributes):
    """Records one case; `fixed` are the places of inputs without a gradient (indices, conditions)."""
    inputs = [torch.as_tensor(value, dtype=torch.float64).clone() for value in inputs]
    for place, value in enumerate(inputs):
        value.requires_grad_(place not in fixed)
    output = function(*inputs)
    weights = draws.normal(*output.shape, step=16) if output.dim() else torch.tensor(1.0)
    learned = [value for value in inputs if value.requires_grad]
    if output.requires_grad:
        found = iter(torch.autograd.grad((output * weights).sum(), learned, allow_unused=True))
    else:
        found = iter([None] * len(learned))
    gradients = []
    for value in inputs:
        if not value.requires_grad:
            gradients.append(None)
            continue
        gradient = next(found)
        gradients.append(array(torch.zeros_like(value) if gradient is None else gradient))
    listed = {key: [float(v) for v in (value if isinstance(value, (list, tuple)) else [value])]
              for key, value in attributes.items()}
    cases.append({
        "name": name, "operation": operation, "attributes": listed, "inputs": [array(value) for value in inputs],
        "output": array(output), "weights": array(weights), "gradients": gradients})
    return output


def to_nchw(x):
    return x.permute(0, 3, 1, 2)


def to_nhwc(x):
    return x.permute(0, 2, 3, 1)


def elementwise():
    wide = torch.tensor([-100.0, -30, -10, -5, -1.5, -0.75, -0.125, 0.125, 0.75, 1.5, 5, 10, 30, 100])
    tame = torch.tensor([-20.0, -8, -3, -1, -0.25, -0.0625, 0.0625, 0.25, 1, 3, 8, 20])
    above = torch.tensor([2.0 ** -20, 0.0078125, 0.25, 0.5, 0.875, 1, 1.125, 2, 3, 10, 1000, 2.0 ** 20])
    case("exp", "exp", torch.exp, [torch.tensor([-80.0, -20, -3, -1, -0.25, -0.0625, 0, 0.0625, 0.25, 1, 3, 20, 80])])
    case("log", "log", torch.log, [above])
    case("square root", "sqrt", torch.sqrt, [above])
    case("reciprocal square root", "reciprocalSquareRoot", torch.rsqrt, [above])
    case("reciprocal", "reciprocal", torch.reciprocal, [tame])
    case("squared", "squared", torch.square, [tame])
    case("negation", "negate", torch.neg, [tame])
    for exponent in (2, 3, -1, 0.5, 1.7, -2.5):
        case(f"power {exponent}", "power", lambda x: x ** exponent, [above[2:10]], exponent=exponent)
    for exponent in (2, 3, -2):
        case(f"power {exponent} of negative numbers", "power", lambda x: x ** exponent, [tame[:6]], exponent=exponent)
    case("power of two tensors", "powerTensor", torch.pow, [above[2:10], draws.uniform(-2, 2, 8)])
    case("power of two tensors, broadcast", "powerTensor", torch.pow, [draws.uniform(0.25, 3, 3, 4), draws.uniform(-2, 2, 4)])
    case("tanh, wide", "tanh", torch.tanh, [wide])
    case("tanh, near zero", "tanh", torch.tanh, [torch.tensor([-0.5, -2.0 ** -6, -2.0 ** -12, 0, 2.0 ** -20, 2.0 ** -9, 0.375])])
    out = case("sigmoid, wide", "sigmoid", torch.sigmoid, [wide])
    assert torch.allclose(out, torch.tensor(scipy.special.expit(wide.numpy())), rtol=1e-14)
    case("sigmoid, random", "sigmoid", torch.sigmoid, [draws.normal(3, 4, scale=3)])
    # The threshold of PyTorch's softplus is moved away: above it that is the identity.
    softplus = lambda x: torch.logaddexp(x, torch.zeros_like(x))
    case("softplus, wide", "softplus", softplus, [wide])
    case("softplus, random", "softplus", softplus, [draws.normal(3, 4, scale=3)])
    case("relu", "relu", torch.relu, [wide])
    for slope in (0.2, 0.01):
        case(f"leaky relu {slope}", "leakyRelu", lambda x: F.leaky_relu(x, slope), [wide], slope=slope)
    for scale in (1, 0.5):
        case(f"elu {scale}", "elu", lambda x: F.elu(x, scale), [wide], scale=scale)
    case("absolute", "absolute", torch.abs, [tame])
    case("sign", "sign", torch.sign, [tame])
    case("floor", "floor", torch.floor, [torch.tensor([-2.5, -1.25, -0.25, 0.25, 1.75, 3.5])])
    case("sine", "sine", torch.sin, [torch.tensor([-10.0, -3, -1, -0.125, 0, 0.5, 1.5, 3, 6.5, 20])])
    case("cosine", "cosine", torch.cos, [torch.tensor([-10.0, -3, -1, -0.125, 0, 0.5, 1.5, 3, 6.5, 20])])


def two_operands():
    shapes = [([4], [4]), ([2, 3], [3]), ([2, 3], [1]), ([2, 3], []), ([2, 1, 3], [4, 1]), ([1], [2, 2]), ([2, 2, 2, 3], [3])]
    functions = {"add": torch.add, "subtract": torch.sub, "multiply": torch.mul, "divide": torch.div}
    for (name, function), (left, right) in itertools.product(functions.items(), shapes):
        divisor = draws.uniform(0.25, 3, *right)
        case(f"{name} {left} and {right}", name, function, [draws.normal(*left), divisor if name == "divide" else draws.normal(*right)])
    for name, function in {"minimum": torch.minimum, "maximum": torch.maximum}.items():
        for left, right in shapes[:5]:
            # Steps of 1/16 and 1/16 + 1/32: never equal.
            case(f"{name} {left} and {right}", name, function, [draws.distinct(*left), draws.distinct(*right) + 1 / 64])
    left, right = torch.tensor([[1.0, 2, 3], [4, 5, 6]]), torch.tensor([3.0, 2, 1])
    for name, function in {"isGreater": torch.gt, "isGreaterOrEqual": torch.ge, "isEqual": torch.eq}.items():
        case(name, name, lambda a, b: function(a, b).double(), [left, right], fixed=(0, 1))
    condition = torch.tensor([[1.0, 0, 0], [0, 1, 1]])
    case("select", "select", lambda c, a, b: torch.where(c > 0, a, b), [condition, draws.normal(2, 3), draws.normal(2, 3)], fixed=(0,))


def reductions():
    axes_of = [([2, 3, 4], None), ([2, 3, 4], [0]), ([2, 3, 4], [1]), ([2, 3, 4], [2]), ([2, 3, 4], [0, 2]), ([2, 3, 2, 4], [0, 1, 2]), ([5], [0])]
    functions = {
        "sum": torch.sum, "mean": torch.mean, "maximumOver": torch.amax, "logSumExp": torch.logsumexp,
        "variance": lambda x, dim, keepdim: torch.var(x, dim, correction=0, keepdim=keepdim)}
    for (name, function), (shape, axes), keep in itertools.product(functions.items(), axes_of, (False, True)):
        if keep and axes not in ([1], [0, 1, 2]):
            continue
        every = tuple(range(len(shape))) if axes is None else tuple(axes)
        values = draws.distinct(*shape) if name == "maximumOver" else draws.normal(*shape)
        case(f"{name} of {shape} along {'all' if axes is None else axes}{', kept' if keep else ''}", name,
             lambda x: function(x, dim=every, keepdim=keep), [values], axes=every, keepingDimensions=int(keep))
    far = torch.tensor([[100.0, -100, 99.5], [-100, -100, -100], [100, 100, 100], [0, 0.5, -0.5], [-100, 0, 50]])
    case("logSumExp, far out", "logSumExp", lambda x: torch.logsumexp(x, 1), [far], axes=[1], keepingDimensions=0)
    case("softmax, far out", "softmax", lambda x: torch.softmax(x, 1), [far], axis=1)
    for axis in (0, 1, 2, -1):
        case(f"softmax along {axis}", "softmax", lambda x: torch.softmax(x, axis), [draws.normal(2, 3, 4)], axis=axis)
    big = torch.tensor([[1000.0, 1001, 999.5, 1002]])
    case("variance, far from zero", "variance", lambda x: torch.var(x, 1, correction=0), [big], axes=[1], keepingDimensions=0)


def matrix_products():
    sizes = [(1, 1, 1), (2, 3, 4), (5, 1, 7), (1, 6, 3), (9, 8, 17)]
    for (m, n, k), turn_left, turn_right in itertools.product(sizes, (False, True), (False, True)):
        left = draws.normal(*((k, m) if turn_left else (m, k)))
        right = draws.normal(*((n, k) if turn_right else (k, n)))
        case(f"matrix product {m}x{n}, inner {k}{', left transposed' if turn_left else ''}{', right transposed' if turn_right else ''}",
             "matrixProduct", lambda a, b: (a.T if turn_left else a) @ (b.T if turn_right else b), [left, right],
             transposeLeft=int(turn_left), transposeRight=int(turn_right))
    for left_batch, right_batch in (([3], [3]), ([3], []), ([], [3]), ([2, 2], [2, 2])):
        for turn_left, turn_right in itertools.product((False, True), (False, True)):
            left = draws.normal(*left_batch, *((4, 2) if turn_left else (2, 4)))
            right = draws.normal(*right_batch, *((3, 4) if turn_right else (4, 3)))
            case(f"matrix product, batches {left_batch} and {right_batch}{', left transposed' if turn_left else ''}{', right transposed' if turn_right else ''}",
                 "matrixProduct",
                 lambda a, b: (a.transpose(-1, -2) if turn_left else a) @ (b.transpose(-1, -2) if turn_right else b), [left, right],
                 transposeLeft=int(turn_left), transposeRight=int(turn_right))


def convolution(x, w, stride, top, left, bottom, right):
    padded = F.pad(to_nchw(x), (left, right, top, bottom))
    return to_nhwc(F.conv2d(padded, w.permute(3, 2, 0, 1).contiguous(), stride=stride))


def transposed_convolution(x, w, stride, top, left, bottom, right, height, width):
    full = F.conv_transpose2d(to_nchw(x), w.permute(3, 2, 0, 1).contiguous(), stride=stride)
    more_below, more_right = height + top + bottom - full.shape[2], width + left + right - full.shape[3]
    full = F.pad(full, (0, max(more_right, 0), 0, max(more_below, 0)))
    return to_nhwc(full[:, :, top:top + height, left:left + width])


def convolutions():
    channels = [(1, 1), (3, 2), (1, 4), (3, 16), (16, 3), (2, 1)]
    images = [(7, 7), (9, 6), (8, 8), (11, 7)]
    number = 0
    for kernel, stride in itertools.product(range(1, 8), range(1, 4)):
        inward, outward = channels[number % len(channels)]
        if kernel >= 5 and inward * outward > 6:
            inward, outward = (3, 2) if number % 2 else (1, 3)
        height, width = images[(number + kernel) % len(images)]
        same, less = kernel // 2, (kernel - 1) // 2
        padding = [(0, 0, 0, 0), (same,) * 4, (less, less, same, same), (0, 1, 2, 0)][(number + stride) % 4]
        padding = tuple(min(p, kernel - 1) for p in padding)
        x = draws.normal(2 if inward < 16 else 1, height, width, inward, step=32)
        w = draws.normal(kernel, kernel, inward, outward, scale=0.5, step=64)
        case(f"convolution {height}x{width}x{inward} to {outward}, kernel {kernel}, stride {stride}, padding {list(padding)}",
             "convolution", lambda x, w: convolution(x, w, stride, *padding), [x, w], stride=stride, padding=padding)
        number += 1
    # One tall kernel, 16 channels on both sides, and the layer of DCGAN.
    for (height, width, inward, outward, tall, wide, stride, pad) in (
            (5, 6, 2, 3, 3, 1, 1, 0), (3, 3, 16, 16, 3, 3, 1, 1), (4, 4, 16, 8, 4, 4, 2, 1), (8, 8, 1, 16, 4, 4, 2, 1)):
        x = draws.normal(2, height, width, inward, step=32)
        w = draws.normal(tall, wide, inward, outward, scale=0.5, step=64)
        case(f"convolution {height}x{width}x{inward} to {outward}, kernel {tall}x{wide}, stride {stride}, padding {pad}",
             "convolution", lambda x, w: convolution(x, w, stride, pad, pad, pad, pad), [x, w],
             stride=stride, padding=[pad] * 4)


def transposed_convolutions():
    number = 0
    channels = [(1, 1), (3, 2), (1, 4), (4, 3)]
    for kernel, stride in itertools.product(range(1, 8), range(1, 4)):
        if (kernel + stride) % 2 and kernel not in (2, 3, 4):
            continue
        inward, outward = channels[number % len(channels)]
        if kernel >= 5:
            inward, outward = (2, 1) if number % 2 else (1, 2)
        height, width = [(3, 4), (2, 2), (4, 3)][number % 3]
        pad = [0, min(1, kernel - 1), (kernel - 1) // 2][number % 3]
        tall, broad = (height - 1) * stride + kernel - 2 * pad, (width - 1) * stride + kernel - 2 * pad
        number += 1
        if tall < 1 or broad < 1:
            continue
        x = draws.normal(2, height, width, inward, step=32)
        w = draws.normal(kernel, kernel, outward, inward, scale=0.5, step=64)
        out = case(f"transposed convolution {height}x{width}x{inward} to {outward}, kernel {kernel}, stride {stride}, padding {pad}",
                   "transposedConvolution", lambda x, w: transposed_convolution(x, w, stride, pad, pad, pad, pad, tall, broad), [x, w],
                   stride=stride, padding=[pad] * 4)
        direct = F.conv_transpose2d(to_nchw(x), w.permute(3, 2, 0, 1).contiguous(), stride=stride, padding=pad)
        assert torch.allclose(out, to_nhwc(direct))
    # A stated output size picks among the sizes that one stride rounds down to the same; padding that differs by side.
    for (kernel, stride, padding, size) in ((3, 2, (1, 1, 1, 1), (8, 7)), (4, 2, (1, 1, 1, 1), (9, 8)), (5, 3, (2, 2, 2, 2), (12, 10)), (3, 2, (0, 0, 1, 1), (8, 8))):
        x = draws.normal(1, 4, 4, 2, step=32)
        w = draws.normal(kernel, kernel, 3, 2, scale=0.5, step=64)
        top, left, bottom, right = padding
        assert (size[0] + top + bottom - kernel) // stride + 1 == 4 and (size[1] + left + right - kernel) // stride + 1 == 4, (kernel, size)
        case(f"transposed convolution to {size[0]}x{size[1]}, kernel {kernel}, stride {stride}, padding {list(padding)}",
             "transposedConvolution", lambda x, w: transposed_convolution(x, w, stride, *padding, *size), [x, w],
             stride=stride, padding=padding, outputSize=size)
    x, w = draws.normal(2, 1, 1, 6, step=32), draws.normal(4, 4, 3, 6, scale=0.5, step=64)
    case("transposed convolution from 1x1, kernel 4, stride 1, padding 0", "transposedConvolution",
         lambda x, w: transposed_convolution(x, w, 1, 0, 0, 0, 0, 4, 4), [x, w], stride=1, padding=[0] * 4)


def pools_and_resizes():
    for size, stride, shape in ((2, 2, (2, 4, 6, 3)), (2, 2, (1, 5, 7, 2)), (3, 2, (1, 7, 8, 2)), (3, 1, (1, 5, 5, 1)), (3, 3, (2, 6, 6, 1)), (2, 3, (1, 8, 7, 2))):
        what = f"{list(shape)}, size {size}, stride {stride}"
        case(f"average pool {what}", "averagePool", lambda x: to_nhwc(F.avg_pool2d(to_nchw(x), size, stride)),
             [draws.normal(*shape)], size=size, stride=stride)
        case(f"max pool {what}", "maxPool", lambda x: to_nhwc(F.max_pool2d(to_nchw(x), size, stride)),
             [draws.distinct(*shape)], size=size, stride=stride)
    for (height, width), (tall, wide) in (((2, 3), (4, 6)), ((3, 3), (6, 9)), ((4, 4), (2, 2)), ((3, 5), (7, 4)), ((1, 1), (3, 2)), ((5, 4), (5, 4))):
        for mode, operation, more in (("nearest", "resizedNearest", {}), ("bilinear", "resizedBilinear", {"align_corners": False})):
            case(f"resize {mode} {height}x{width} to {tall}x{wide}", operation,
                 lambda x: to_nhwc(F.interpolate(to_nchw(x), (tall, wide), mode=mode, **more)),
                 [draws.normal(2, height, width, 2)], height=tall, width=wide)


def shapes():
    case("reshape", "reshaped", lambda x: x.reshape(3, 4), [draws.normal(2, 6)], to=[3, 4])
    case("flatten NHWC", "reshaped", lambda x: x.reshape(2, -1), [draws.normal(2, 2, 3, 2)], to=[2, -1])
    for order in ([1, 0], [0, 2, 1], [2, 0, 1], [0, 3, 1, 2], [0, 2, 3, 1]):
        case(f"transpose {order}", "transposed", lambda x: x.permute(*order), [draws.normal(*[2, 3, 4, 2][:len(order)])], permutation=order)
    for shape, to in (([3], [2, 3]), ([2, 1], [2, 4]), ([], [2, 2]), ([2, 1, 3], [4, 2, 2, 3])):
        case(f"broadcast {shape} to {to}", "broadcast", lambda x: x.expand(*to), [draws.normal(*shape)], to=to)
    for shape, axis, start, count, step in (([5], 0, 1, 3, 1), ([4, 6], 1, 1, 3, 2), ([2, 5, 3], 1, 0, 2, 3), ([4, 3], 0, 3, 1, 1)):
        case(f"slice {shape} axis {axis} from {start} count {count} step {step}", "slice",
             lambda x: x.narrow(axis, start, (count - 1) * step + 1).index_select(axis, torch.arange(0, (count - 1) * step + 1, step)),
             [draws.normal(*shape)], axis=axis, start=start, count=count, step=step)
    for shape, sides in (([3], [1, 2]), ([2, 3], [0, 1, 2, 0]), ([1, 2, 2, 2], [0, 0, 1, 2, 0, 1, 0, 0])):
        backwards = [side for axis in reversed(range(len(shape))) for side in sides[2 * axis:2 * axis + 2]]
        case(f"pad {shape} by {sides}", "padded", lambda x: F.pad(x, backwards), [draws.normal(*shape)], sides=sides)
    for axis, parts in ((0, ([2, 3], [1, 3])), (1, ([2, 3], [2, 1], [2, 2])), (-1, ([1, 2, 2, 3], [1, 2, 2, 1])), (1, ([2, 2], [2, 2]))):
        case(f"concatenate {[list(p) for p in parts]} along {axis}", "concatenate", lambda *x: torch.cat(x, axis),
             [draws.normal(*part) for part in parts], axis=axis)
    rows = torch.tensor([2.0, 0, 2, 1, 2])
    case("gather rows of a vector", "gather", lambda x, i: x[i.long()], [draws.normal(4), rows], fixed=(1,))
    case("gather rows of a matrix", "gather", lambda x, i: x[i.long()], [draws.normal(4, 3), rows], fixed=(1,))
    case("gather images", "gather", lambda x, i: x[i.long()], [draws.normal(3, 2, 2, 1), rows], fixed=(1,))
    case("one-hot", "oneHot", lambda i: F.one_hot(i.long(), 4).double(), [rows], fixed=(0,), count=4)
    case("one-hot of one class", "oneHot", lambda i: F.one_hot(i.long(), 1).double(), [torch.zeros(2)], fixed=(0,), count=1)


if __name__ == "__main__":
    for group in (elementwise, two_operands, reductions, matrix_products, convolutions, transposed_convolutions, pools_and_resizes, shapes):
        before = len(cases)
        group()
        print(group.__name__, len(cases) - before, "cases")
    assert len({entry["name"] for entry in cases}) == len(cases), "every case has its own name"
    write("operations.json", {"made": f"PyTorch {torch.__version__.split('+')[0]}, 64-bit", "cases": cases})
