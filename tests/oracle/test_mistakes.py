"""TensorFlow raises the class that tests/engine/mistakes.py says: itself, or one derived from it."""

from typing import Any

import pytest
from tests.engine.mistakes import MISTAKES, Mistake

# Named arguments are TensorFlow 1's rule, which its later versions have given up.
NOT_ANY_MORE = {"gives logits and labels by position"}
ASKED = [each for each in MISTAKES if each.name not in NOT_ANY_MORE]


@pytest.mark.parametrize("mistake", ASKED, ids=[each.name for each in ASKED])
def test_class(oracle: Any, mistake: Mistake) -> None:
    with oracle.Graph().as_default(), pytest.raises(Exception) as raised:  # noqa: PT011
        mistake.program(oracle)
    assert mistake.error in {each.__name__ for each in type(raised.value).__mro__}
