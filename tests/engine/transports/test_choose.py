"""Which transport and how many workers a session's target means."""

import pytest

import heureum as tf
from heureum.transports import choose, count_workers

COUNTS = [
    ("", None, None),
    ("", 2, 2),
    ("inline://", None, 1),
    ("inline://3", None, 3),
    ("inline://3", 3, 3),
    ("threads://", 2, 2),
    ("browser://2", None, 2),
]


@pytest.mark.parametrize(("target", "workers", "count"), COUNTS)
def test_how_many(target: str, workers: int | None, count: int | None) -> None:
    assert count_workers(target, workers) == count


REFUSED = [
    ("grpc://2", None, "is not understood; write one of inline://2, threads://2"),
    ("inline", None, "is not understood"),
    ("inline://0", None, "is not understood"),
    ("inline://two", None, "is not understood"),
    ("inline://2", 3, "contradict each other"),
    ("", 0, "at least 1, got 0"),
    ("", True, "at least 1, got True"),
    ("", 1.5, "at least 1, got 1.5"),
]


@pytest.mark.parametrize(("target", "workers", "message"), REFUSED)
def test_refused(target: str, workers: int | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tf.Session(target, workers=workers)


@pytest.mark.parametrize("can_wait", [True, False])
@pytest.mark.parametrize("name", ["inline", "threads", "browser"])
def test_a_target_is_taken_at_its_word(name: str, can_wait: bool) -> None:
    assert choose(f"{name}://2", can_wait=can_wait) == name


# is there a page, can it block, does the caller wait, the platform: transport
BEST = [
    (False, False, True, "linux", "threads"),
    (False, False, False, "linux", "threads"),
    (False, False, True, "emscripten", "inline"),
    (True, True, True, "emscripten", "browser"),
    (True, False, True, "emscripten", "inline"),
    (True, False, False, "emscripten", "browser"),
]


@pytest.mark.parametrize(("is_available", "can_block", "can_wait", "platform", "name"), BEST)
def test_the_best_there_is(
    monkeypatch: pytest.MonkeyPatch, is_available: bool, can_block: bool, can_wait: bool, platform: str, name: str
) -> None:
    monkeypatch.setattr("heureum.transports.browser.is_available", lambda: is_available)
    monkeypatch.setattr("heureum.transports.browser.can_block", lambda: can_block)
    monkeypatch.setattr("sys.platform", platform)
    assert choose("", can_wait=can_wait) == name
