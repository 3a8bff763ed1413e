"""Pictures are turned, cut, resized and recoloured as TensorFlow does it: values, shapes, gradients, errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.engine.image.samples import PNGS

Compare = Callable[..., Any]

PICTURE = np.random.RandomState(0).rand(6, 8, 3).astype(np.float32)
BATCH = np.random.RandomState(1).rand(2, 4, 5, 3).astype(np.float32)

ALIKE: list[Callable[[Any], Any]] = [
    lambda image: image.flip_left_right(PICTURE),
    lambda image: image.flip_up_down(BATCH),
    lambda image: image.transpose_image(BATCH),
    lambda image: [image.rot90(PICTURE, k=k) for k in range(5)],
    lambda image: image.resize_images(PICTURE, [3, 4]),
    lambda image: image.resize_images(BATCH, (9, 7), align_corners=True),
    lambda image: image.resize_images(BATCH, (9, 7), method=image.ResizeMethod.NEAREST_NEIGHBOR),
    lambda image: image.resize_images(PICTURE, [12, 12], preserve_aspect_ratio=True),
    lambda image: image.resize_images(PICTURE, [6, 8]),
    lambda image: image.resize_bilinear(BATCH, [8, 10], half_pixel_centers=True),
    lambda image: image.resize_bilinear(BATCH, [3, 9], align_corners=True),
    lambda image: image.resize_nearest_neighbor(BATCH, [8, 10]),
    lambda image: image.resize_nearest_neighbor(BATCH, [3, 9], align_corners=True),
    lambda image: image.resize_nearest_neighbor(BATCH, [3, 9], half_pixel_centers=True),
    lambda image: image.resize_image_with_crop_or_pad(PICTURE, 4, 11),
    lambda image: image.resize_image_with_crop_or_pad(BATCH, 7, 2),
    lambda image: image.central_crop(PICTURE, 0.5),
    lambda image: image.crop_to_bounding_box(BATCH, 1, 2, 3, 3),
    lambda image: image.pad_to_bounding_box(PICTURE, 1, 2, 9, 10),
    lambda image: image.adjust_brightness(PICTURE, 0.25),
    lambda image: image.adjust_brightness(np.array([[[0, 100, 250]]], np.uint8), 0.1),
    lambda image: image.adjust_contrast(BATCH, 1.7),
    lambda image: image.adjust_hue(PICTURE, 0.3),
    lambda image: image.adjust_hue(PICTURE, -0.3),
    lambda image: image.adjust_saturation(PICTURE, 0.4),
    lambda image: image.adjust_saturation(PICTURE, 2.5),
    lambda image: image.rgb_to_hsv(PICTURE),
    lambda image: image.hsv_to_rgb(PICTURE),
    lambda image: image.rgb_to_grayscale(BATCH),
    lambda image: image.per_image_standardization(BATCH),
    lambda image: image.per_image_standardization(np.ones([3, 3, 1], np.uint8)),
    lambda image: image.convert_image_dtype(np.array([0, 128, 255], np.uint8), "float32"),
    lambda image: image.convert_image_dtype(np.array([0, 0.5, 1.0], np.float32), "uint8"),
    lambda image: image.convert_image_dtype(np.array([0, 128, 255], np.uint8), "int16"),
    lambda image: image.convert_image_dtype(np.array([0, 1000, 32767], np.int16), "uint8"),
]

REFUSED: list[Callable[[Any], Any]] = [
    lambda image: image.flip_left_right(np.ones([3, 3])),
    lambda image: image.resize_images(PICTURE[0, 0], [2, 2]),
    lambda image: image.resize_images(PICTURE, [3, 4, 5]),
    lambda image: image.crop_to_bounding_box(PICTURE, 3, 0, 4, 4),
    lambda image: image.pad_to_bounding_box(PICTURE, 3, 0, 7, 9),
    lambda image: image.resize_image_with_crop_or_pad(PICTURE, 0, 4),
    lambda image: image.central_crop(PICTURE, 1.5),
    lambda image: image.random_brightness(PICTURE, -1.0),
    lambda image: image.random_contrast(PICTURE, 2.0, 1.0),
    lambda image: image.random_hue(PICTURE, 0.6),
    lambda image: image.random_saturation(PICTURE, -1.0, 1.0),
]


@pytest.mark.parametrize("program", ALIKE, ids=range(len(ALIKE)))
def test_the_same_pictures(program: Callable[[Any], Any], compare: Compare) -> None:
    def values(tf: Any) -> Any:
        made = program(tf.image)
        tensors = made if isinstance(made, list) else [made]
        # Names are left aside: there, small assertions stand between.
        return [tf.identity(each, name=f"it_{place}") for place, each in enumerate(tensors)]

    compare(values, rtol=1e-4, atol=1e-5, static=False)


def test_grey_in_three_channels(compare: Compare) -> None:
    compare(lambda tf: tf.image.grayscale_to_rgb(tf.constant(PICTURE[..., :1])), static=False)


@pytest.mark.parametrize("function", ["resize_bilinear", "resize_nearest_neighbor"])
def test_gradients_of_resizing(function: str, compare: Compare) -> None:
    def program(tf: Any) -> Any:
        x = tf.constant(BATCH)
        y = getattr(tf.image, function)(x, [7, 3])
        return tf.identity(tf.gradients(tf.reduce_sum(y * y), x)[0], name="checked")

    compare(program)


@pytest.mark.parametrize("program", REFUSED, ids=range(len(REFUSED)))
def test_the_same_refused(program: Callable[[Any], Any], compare: Compare) -> None:
    assert compare(lambda tf: program(tf.image))["error"] == "ValueError"


@pytest.mark.parametrize("name", ["random_flip_left_right", "random_flip_up_down"])
@pytest.mark.parametrize("pictures", [PICTURE, BATCH], ids=["one", "batch"])
def test_chance_gives_the_picture_or_its_mirror(name: str, pictures: Any, compare: Compare) -> None:
    def program(tf: Any) -> Any:
        flipped = [getattr(tf.image, name)(pictures) for _ in range(12)]
        mirror = getattr(tf.image, name.removeprefix("random_"))(pictures)
        with tf.Session() as session:
            drawn, mirrored = session.run([flipped, mirror])
        one = np.array(drawn).reshape(-1, *pictures.shape[-3:])
        sources = [each.reshape(-1, *pictures.shape[-3:]) for each in (pictures, mirrored)]
        count = len(sources[0])
        kinds = {next(kind for kind in (0, 1) if np.array_equal(each, sources[kind][i % count])) for i, each in enumerate(one)}
        return sorted(kinds), [each.get_shape() for each in flipped[:1]]

    compare(program)


@pytest.mark.parametrize("name", PNGS)
def test_png_files_of_every_kind(compare: Compare, name: str) -> None:
    def program(tf: Any) -> Any:
        with tf.Session() as session:
            # Grey of 16 bits is rounded elsewhere, by up to 3 of 65535.
            kinds = (0, 3, 4) if name == "colours, 16 bits" else (0, 1, 3, 4)
            options = [{"channels": c, "dtype": d} for c in kinds for d in (tf.uint8, tf.uint16)]
            return session.run([tf.image.decode_png(PNGS[name], **each) for each in options])

    compare(program)


def test_each_reads_what_the_other_wrote(oracle: Any) -> None:
    import heureum

    pixels = (PICTURE * 255).astype(np.uint8)
    for writer, reader in ((oracle, heureum), (heureum, oracle)):
        with writer.Session(graph=writer.Graph()) as session, session.graph.as_default():
            file = session.run(writer.image.encode_png(pixels))
        with reader.Session(graph=reader.Graph()) as session, session.graph.as_default():
            np.testing.assert_array_equal(session.run(reader.image.decode_image(file)), pixels)


def test_sounds_are_the_same_messages(oracle: Any) -> None:
    import heureum

    sounds = np.random.RandomState(2).uniform(-1.2, 1.2, (2, 50, 2)).astype(np.float32)
    found = []
    for tf in (oracle, heureum):
        with tf.Graph().as_default(), tf.Session() as session:
            summary = tf.Summary.FromString(session.run(tf.summary.audio("a", sounds, 8000.0, max_outputs=2)))
            found.append(
                [(v.tag, v.audio.sample_rate, v.audio.length_frames, v.audio.encoded_audio_string) for v in summary.value]
            )
    assert found[0] == found[1]
