"""Pictures of files: what is written is read, what is damaged or of another kind is refused."""

import struct
from pathlib import Path

import numpy as np
import pytest

import heureum as tf

from .samples import PNGS


def run(tensor: tf.Tensor) -> object:
    with tf.Session() as session:
        return session.run(tensor)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_what_is_written_is_read(channels: int, dtype: type, tmp_path: Path) -> None:
    pixels = np.random.RandomState(0).randint(0, np.iinfo(dtype).max, (2, 5, 7, channels)).astype(dtype)
    files = tf.image.encode_png(pixels)
    path = str(tmp_path / "a.png")
    with tf.Session() as session:
        session.run(tf.write_file(path, files[1]))
        found = session.run(tf.image.decode_png(tf.read_file(path), dtype=tf.as_dtype(dtype)))
    np.testing.assert_array_equal(found, pixels[1])


def test_a_picture_of_files_is_a_pipeline(tmp_path: Path) -> None:
    paths = []
    for at in range(3):
        paths.append(str(tmp_path / f"{at}.png"))
        Path(paths[-1]).write_bytes(run(tf.image.encode_png(np.full((4, 4, 3), at * 10, np.uint8))))  # type: ignore[arg-type]

    def read(path: tf.Tensor) -> tf.Tensor:
        picture = tf.image.decode_png(tf.read_file(path), channels=3)
        return tf.image.resize_images(tf.image.convert_image_dtype(picture, tf.float32), [2, 2])

    batch = tf.data.Dataset.from_tensor_slices(paths).map(read).batch(3).make_one_shot_iterator().get_next()
    found = run(batch)
    np.testing.assert_allclose(found[:, 0, 0, 0] * 255, [0, 10, 20], rtol=1e-6)  # type: ignore[index]


@pytest.mark.parametrize("name", PNGS)
def test_a_damaged_file_is_refused(name: str) -> None:
    file = PNGS[name]
    middle = len(file) - 20
    damaged = file[:middle] + bytes([file[middle] ^ 1]) + file[middle + 1 :]
    for wrong in (damaged, file[: len(file) // 2], file[:20]):
        with pytest.raises(tf.errors.InvalidArgumentError, match="Invalid PNG"):
            run(tf.image.decode_png(wrong))


@pytest.mark.parametrize(("start", "kind"), [(b"\xff\xd8\xff\xe0", "JPEG"), (b"GIF89a", "GIF")])
def test_other_kinds_are_named_with_what_to_do(start: bytes, kind: str) -> None:
    for decode in (tf.image.decode_jpeg, tf.image.decode_image, tf.image.decode_png):
        with pytest.raises(tf.errors.UnimplementedError, match=f"this is a {kind} file of .*save it as PNG"):
            run(decode(start + b"\x00" * 20))
    with pytest.raises(tf.errors.InvalidArgumentError, match="Unknown image file format"):
        run(tf.image.decode_image(b"no picture"))


def test_a_bmp_is_read_from_the_bottom_up() -> None:
    header = b"BM" + struct.pack("<IHHIIiiHHIIiiII", 70, 0, 0, 54, 40, 2, 2, 1, 24, 0, 16, 0, 0, 0, 0)
    found = run(tf.image.decode_bmp(header + bytes(range(16))))
    assert found.tolist() == [[[10, 9, 8], [13, 12, 11]], [[2, 1, 0], [5, 4, 3]]]  # type: ignore[attr-defined]
    with pytest.raises(tf.errors.InvalidArgumentError, match="Incomplete BMP content: 60 bytes, 70 are needed"):
        run(tf.image.decode_bmp(header + bytes(6)))


def test_what_cannot_be_a_picture_is_refused_when_the_graph_is_made() -> None:
    with pytest.raises(ValueError, match="1, 2, 3, or 4 channels"):
        tf.image.encode_png(np.zeros((2, 2, 5), np.uint8))
    with pytest.raises(TypeError, match="uint8 or uint16, not float32"):
        tf.image.decode_png(b"", dtype=tf.float32)
