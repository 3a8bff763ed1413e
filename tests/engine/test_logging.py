"""Log lines: which levels are shown, and how they look."""

from collections.abc import Iterator

import pytest

import heureum as tf


@pytest.fixture(autouse=True)
def _verbosity() -> Iterator[None]:
    before = tf.logging.get_verbosity()
    yield
    tf.logging.set_verbosity(before)


def test_warnings_are_shown_and_information_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert tf.logging.get_verbosity() == tf.logging.WARN
    tf.logging.info("quiet")
    tf.logging.warn("step %d", 3)
    tf.logging.error("bad")
    assert capsys.readouterr().err == "WARNING:tensorflow:step 3\nERROR:tensorflow:bad\n"


def test_more_is_shown_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    tf.logging.set_verbosity(tf.logging.INFO)
    tf.logging.info("now")
    tf.logging.log(tf.logging.DEBUG, "never")
    for n in range(4):
        tf.logging.log_first_n(tf.logging.INFO, "first %d", 2, n)
        tf.logging.log_every_n(tf.logging.INFO, "every %d", 3, n)
        tf.logging.log_if(tf.logging.INFO, "if %d", n == 1, n)
    lines = [line.removeprefix("INFO:tensorflow:") for line in capsys.readouterr().err.splitlines()]
    assert lines == ["now", "first 0", "every 0", "first 1", "if 1", "every 3"]
