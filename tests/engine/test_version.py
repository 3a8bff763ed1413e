"""Scripts ask which TensorFlow they run on, and take its number apart in their own ways."""

import heureum as tf


def test_version_reads_as_the_last_of_tensorflow_1() -> None:
    major, minor, patch = (int(part) for part in tf.__version__.split("."))
    assert (major, minor) == (1, 15)
    assert patch >= 0
    assert float(tf.__version__[:3]) >= 1
    assert tf.VERSION == tf.version.VERSION == tf.__version__


def test_the_engine_says_which_it_is() -> None:
    assert tf.GIT_VERSION.startswith("heureum ")
