"""TensorFlow, the oracle: tests here run one program under tf.compat.v1 and under the engine. `make test-oracle`.

Where TensorFlow is not installed nothing here is collected but scripts and expressions, held to its recorded results.
"""

from __future__ import annotations

import types
import warnings
from collections.abc import Callable
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

import pytest

import heureum

from .comparing import compare_program
from .loading import tensorflow

# By the path: here, where heureum is imported, its own finder would stand in for TensorFlow.
HAS_TENSORFLOW = PathFinder.find_spec("tensorflow") is not None
# Held to what TensorFlow gave when it was asked.
ALONE = {"test_census.py", "test_recorded_expressions.py", "test_recorded_scripts.py"}

if not HAS_TENSORFLOW:
    collect_ignore = [path.name for path in Path(__file__).parent.glob("test_*.py") if path.name not in ALONE]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here) and item.path.name not in ALONE:
            item.add_marker(pytest.mark.oracle)
            # Ours are errors here as everywhere; TensorFlow's own are its own affair.
            item.add_marker(pytest.mark.filterwarnings("ignore:::tensorflow"))
            item.add_marker(pytest.mark.filterwarnings("ignore:::tf_keras"))


@pytest.fixture(scope="session")
def oracle() -> types.ModuleType:
    """TensorFlow's compat.v1."""
    return tensorflow()


@pytest.fixture(autouse=True)
def _empty_default_graphs(request: pytest.FixtureRequest) -> None:
    heureum.reset_default_graph()
    if "oracle" in request.fixturenames:
        request.getfixturevalue("oracle").reset_default_graph()


@pytest.fixture
def compare(oracle: types.ModuleType) -> Callable[..., Any]:
    """`compare(lambda tf: tf.add(1, 2))`: the program gives the same under both libraries; see comparing.py."""

    def compared(program: Callable[[Any], Any], **options: Any) -> Any:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=DeprecationWarning)
            return compare_program(program, oracle, heureum, **options)

    return compared
