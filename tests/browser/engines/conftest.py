"""The engines beside Chromium that are installed here; in CI (HEUREUM_ENGINES=required) all of them must be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from .driver import Driver, executables, firefox, webkit

STARTS: dict[str, Any] = {"firefox": firefox, "webkit": webkit}


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    needed = executables()[request.param]
    if needed is None and os.environ.get("HEUREUM_ENGINES") == "required":
        pytest.fail(f"{request.param} is not installed; .ci/run says what it takes")
    if needed is None:
        pytest.skip(f"{request.param} is not installed")
    with STARTS[request.param](*needed) as started:
        yield started
