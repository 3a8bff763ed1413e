"""Every test starts with an empty default graph; generated examples are the same on every machine."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

import heureum as tf

# A slow machine is no failure, and a test that fails must fail again.
settings.register_profile(
    "engine",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("engine")


@pytest.fixture(autouse=True)
def _empty_default_graph() -> Iterator[None]:
    tf.reset_default_graph()
    yield
    tf.reset_default_graph()
