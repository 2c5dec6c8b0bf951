"""Draws of a random stream, computed from nothing but what the doc comments of RandomStream, RandomKey, Philox and Random say.

    python Tests/References/random_streams.py    # needs numpy; prints the figures of RandomStreamTests
"""

import numpy

LOW = numpy.uint64(2**32 - 1)
HALF = numpy.uint64(32)


def number(name):
    """FNV-1a in 64 bits."""
    value = 14695981039346656037
    for byte in name.encode():
        value = (value ^ byte) * 1099511628211 % 2**64
    return value


def philox(counter, key):
    """Philox4x32-10 of four arrays of 32-bit words, held in 64 bits."""
    x = [numpy.asarray(word, dtype=numpy.uint64) for word in counter]
    for turn in range(10):
        k0, k1 = (numpy.uint64((k + turn * i) % 2**32) for k, i in zip(key, (0x9E3779B9, 0xBB67AE85)))
        first, second = numpy.uint64(0xD2511F53) * x[0], numpy.uint64(0xCD9E8D57) * x[2]
        x = [(second >> HALF) ^ x[1] ^ k0, second & LOW, (first >> HALF) ^ x[3] ^ k1, first & LOW]
    return x


def words(places, name, seed, step):
    """The words at `places` of a stream: blocks of 256 words from 64 counters, word w of lane l at 64 w + l."""
    places = numpy.asarray(places)
    block, place = places // 256, places % 256
    w, lane = place // 64, place % 64
    stream = number(name)
    fixed = [numpy.full(places.shape, word, dtype=numpy.uint64)
             for word in (step % 2**32, (step ^ stream) >> 32, stream % 2**32)]
    made = philox([64 * block + lane, *fixed], (seed % 2**32, seed >> 32))
    return numpy.choose(w, made)


def uniforms(count, *key, start=0):
    """Draws from [0, 1)."""
    return (words(numpy.arange(start, start + count), *key) >> numpy.uint64(8)) * 2.0**-24


def integers(count, bound, *key, start=0):
    """Whole numbers below `bound`."""
    return (words(numpy.arange(start, start + count), *key) * numpy.uint64(bound) >> HALF).astype(int)


def normals(count, *key, start=0):
    """Box and Muller: words 0 to 63 and 64 to 127 of a block make the cosines 0 to 63 and the sines 64 to 127, the rest likewise.

    The angle's top two bits count quarter turns, the others are a signed part of a turn around them.
    """
    places = numpy.arange(start, start + count)
    is_sine = places // 64 % 2
    first = places - 64 * is_sine
    radius = numpy.sqrt(-2 * numpy.log(((words(first, *key) >> numpy.uint64(1)) + 0.5) * 2.0**-31))
    turns = words(first + 64, *key).astype(numpy.int64)
    angle = 2 * numpy.pi * ((turns >> 30) / 4 + ((turns & 2**30 - 1 ^ 2**29) - 2**29) * 2.0**-32)
    return radius * numpy.where(is_sine, numpy.sin(angle), numpy.cos(angle))


if __name__ == "__main__":
    key = ("discriminator-update/latent", 0x0123456789ABCDEF, 5)
    print("uniforms 255, 256", uniforms(2, *key, start=255).tolist())
    print("integers below 8, 3 to 8", integers(6, 8, *key, start=3).tolist())
    print("normals 319 to 324", normals(6, *key, start=319).tolist())
