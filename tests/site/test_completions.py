"""The names that the editor offers: the engine's own, with what a caller has to give."""

from __future__ import annotations

import json

import heureum as tf
from plugin.completions import completions, completions_json


def test_names_come_with_signature_and_first_sentence() -> None:
    found = completions()
    kind, signature, sentence = found["matmul"]
    assert kind == "function"
    assert signature.startswith("(a, b, transpose_a=False")
    assert sentence == "The matrix product, of batches too."
    assert found["nn.relu"] == ("function", "(features, name=None)", "max(features, 0), element by element.")
    assert found["Session"][0] == "class"
    assert found["float32"][0] == "value"


def test_modules_lead_to_their_names() -> None:
    found = completions()
    assert found["nn"][0] == found["layers"][0] == "module"
    assert "trace" not in {path.partition(".")[0] for path in found}


def test_every_name_is_there() -> None:
    for path, (kind, signature, _) in completions().items():
        value = tf
        for part in path.split("."):
            value = getattr(value, part)
        assert callable(value) or kind in {"module", "value"}
        assert not signature or (signature[0], signature[-1]) == ("(", ")")
        assert ": '" not in signature


def test_it_is_small() -> None:
    assert len(completions_json()) < 400_000  # it comes with the first completion of a page
    assert json.loads(completions_json())["nn"] == ["module", "", ""]
