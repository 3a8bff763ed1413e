"""MNIST's own files, damaged files, and the digits that stand in for it."""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest

from heureum.examples.tutorials.mnist import input_data

IMAGES, LABELS = "images-idx3-ubyte", "labels-idx1-ubyte"


def idx(array: np.ndarray) -> bytes:
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


def write(folder: Path, count: int = 50, *, packed: bool = True) -> np.ndarray:
    random = np.random.default_rng(0)
    images = random.integers(0, 256, (count, 28, 28), np.uint8)
    for part in ("train", "t10k"):
        for name, array in ((IMAGES, images), (LABELS, np.arange(count, dtype=np.uint8) % 10)):
            raw = idx(array)
            path = folder / f"{part}-{name}{'.gz' * packed}"
            path.write_bytes(gzip.compress(raw) if packed else raw)
    return images


@pytest.mark.parametrize("packed", [True, False])
def test_the_four_files_are_read(tmp_path: Path, packed: bool) -> None:
    images = write(tmp_path, packed=packed)
    mnist = input_data.read_data_sets(str(tmp_path), one_hot=True, validation_size=10)
    assert [each.num_examples for each in mnist] == [40, 10, 50]
    np.testing.assert_allclose(mnist.test.images, images.reshape(50, 784) / 255, rtol=1e-6)
    assert mnist.train.images.dtype == np.float32
    np.testing.assert_array_equal(mnist.validation.labels, np.eye(10))


def test_images_may_stay_bytes_in_rows(tmp_path: Path) -> None:
    images = write(tmp_path)
    mnist = input_data.read_data_sets(str(tmp_path), validation_size=0, dtype=np.uint8, reshape=False)
    np.testing.assert_array_equal(mnist.test.images, images[..., None])
    assert (mnist.test.labels.dtype, mnist.test.labels[13]) == (np.uint8, 3)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda raw: b"", "magic number .* found nothing, needed 00000803"),
        (lambda raw: b"\0\0\x08\x01" + raw[4:], "found 00000801, needed 00000803"),
        (lambda raw: raw[:10], "found 10 bytes, needed 16"),
        (lambda raw: raw[:-1], "found 39215 bytes, needed 39216"),
        (lambda raw: raw + b"1", "found 39217 bytes, needed 39216"),
        (lambda raw: gzip.compress(raw)[:-20], "can't be unpacked"),
        (lambda raw: gzip.compress(raw)[:50] + b"damage" + gzip.compress(raw)[56:], "can't be unpacked"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, change, says: str) -> None:
    write(tmp_path, packed=False)
    path = tmp_path / f"t10k-{IMAGES}"
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ValueError, match=says) as refused:
        input_data.read_data_sets(str(tmp_path), validation_size=0)
    assert path.name in str(refused.value)


def test_files_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    write(tmp_path)
    labels = tmp_path / f"train-{LABELS}.gz"
    labels.write_bytes(gzip.compress(idx(np.zeros(3, np.uint8))))
    with pytest.raises(ValueError, match=r"50 images, but .*train-labels-idx1-ubyte.gz 3 labels"):
        input_data.read_data_sets(str(tmp_path))
    labels.unlink()
    with pytest.raises(FileNotFoundError, match=r"train-labels-idx1-ubyte.gz is missing"):
        input_data.read_data_sets(str(tmp_path))


def test_a_validation_set_larger_than_all_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    with pytest.raises(ValueError, match=r"between 0 and 50. Received: 5000"):
        input_data.read_data_sets(str(tmp_path))


def test_other_digits_stand_in_with_a_warning(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="This is not MNIST"):
        mnist = input_data.read_data_sets(str(tmp_path), one_hot=True, seed=1)
    assert [each.num_examples for each in mnist] == [1373, 125, 299]
    assert mnist.train.images.shape == (1373, 784)
    assert (mnist.train.images.min(), mnist.train.images.max()) == (0.0, 1.0)
    assert mnist.test.labels.sum(0).min() >= 25
    pictures = mnist.test.images.reshape(-1, 28, 28)
    assert pictures[:, 4:24, 4:24].any()
    assert not pictures[:, :4].any()
    assert not pictures[:, :, 24:].any()


def test_every_example_is_handed_out_once_per_epoch() -> None:
    images = np.arange(10, dtype=np.uint8).reshape(10, 1, 1, 1)
    data = input_data.DataSet(images, np.arange(10), dtype=np.uint8, seed=1)
    seen = []
    for epoch in range(3):
        batch = np.concatenate([data.next_batch(5)[1] for _ in range(2)])
        assert sorted(batch) == list(range(10))
        assert data.epochs_completed == epoch
        seen.append(batch.tolist())
    assert seen[0] != seen[1]
    pictures, labels = data.next_batch(25)
    assert len(labels) == 25
    np.testing.assert_array_equal(pictures[:, 0], labels)
    ordered = input_data.DataSet(images, np.arange(10), dtype=np.uint8)
    assert ordered.next_batch(4, shuffle=False)[1].tolist() == [0, 1, 2, 3]
    assert ordered.next_batch(8, shuffle=False)[1].tolist() == [4, 5, 6, 7, 8, 9, 0, 1]


def test_a_seed_repeats_the_order() -> None:
    images = np.zeros((10, 1, 1, 1), np.uint8)
    orders = [input_data.DataSet(images, np.arange(10), seed=3).next_batch(10)[1].tolist() for _ in range(2)]
    assert orders[0] == orders[1]


def test_fake_data_needs_no_files() -> None:
    mnist = input_data.read_data_sets("nowhere", fake_data=True, one_hot=True)
    images, labels = mnist.train.next_batch(3)
    assert (len(images), len(images[0]), labels[0]) == (3, 784, [1] + [0] * 9)
    with pytest.raises(TypeError, match="Invalid image dtype"):
        input_data.DataSet(np.zeros((1, 1)), np.zeros(1), dtype=np.int32)


@pytest.mark.filterwarnings("ignore:This is not MNIST")
def test_a_part_may_be_empty(tmp_path: Path) -> None:
    assert input_data.read_data_sets(str(tmp_path), validation_size=0).validation.images.shape == (0, 784)
