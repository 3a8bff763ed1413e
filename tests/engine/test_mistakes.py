"""Beginners' mistakes get the error that TensorFlow raises, and a message that says what was found, needed, and the fix."""

import re

import pytest

import heureum as tf

from .mistakes import MISTAKES, Mistake


@pytest.mark.parametrize("mistake", MISTAKES, ids=[each.name for each in MISTAKES])
def test_message(mistake: Mistake) -> None:
    with tf.Graph().as_default(), pytest.raises(Exception) as raised:  # noqa: PT011  # the class is in the table
        mistake.program(tf)
    assert type(raised.value).__name__ == mistake.error
    assert [each for each in mistake.says if not re.search(each, str(raised.value))] == [], str(raised.value)


def test_names_are_unique() -> None:
    assert len({each.name for each in MISTAKES}) == len(MISTAKES)
