"""Regular expressions: matches replaced, and whole matches asked for; the pattern fixed, or a tensor.

Patterns are Python's, which read RE2's. Source: tensorflow/core/kernels/regex_replace_op.cc, regex_full_match_op.cc.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from ..graph import Tensor, graph_of, op
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import of_rank, same
from .strings import each_string

__all__ = ["regex_full_match", "regex_replace"]


def _compiled(pattern: Any) -> re.Pattern[bytes]:
    given = pattern if isinstance(pattern, bytes) else str(pattern).encode()
    try:
        return re.compile(given)
    except re.error as reason:
        raise ValueError(f"Invalid pattern: {given.decode(errors='replace')}, error: {reason}") from None


def _replaced(input: Any, pattern: Any, rewrite: Any, replace_global: bool) -> Any:
    compiled = _compiled(pattern)
    parts = re.split(rb"\\([0-9\\])", rewrite if isinstance(rewrite, bytes) else str(rewrite).encode())
    if max((int(each) for each in parts[1::2] if each.isdigit()), default=0) > compiled.groups:
        raise ValueError(f"Invalid rewrite {rewrite!r}: the pattern has {compiled.groups} groups")

    def rewritten(found: re.Match[bytes]) -> bytes:
        """Text, and between the pieces of it groups by their numbers, or a backslash where two were written."""
        pieces = (
            piece if at % 2 == 0 else (found[int(piece)] or b"") if piece.isdigit() else piece for at, piece in enumerate(parts)
        )
        return b"".join(pieces)

    return each_string(lambda text: compiled.sub(rewritten, text, count=0 if replace_global else 1), input)


@op("StaticRegexReplace(input: string) -> string", shape=same)
def _static_replace(input: Any, *, pattern: str, rewrite: str, replace_global: bool = True) -> Any:
    r"""Matches of a pattern replaced; `\1` is what the first group matched. `[...] -> [...]`. Source: tf.regex_replace."""
    return _replaced(input, pattern, rewrite, replace_global)


def _of_scalars(input: TensorSpec, *others: TensorSpec, **_: Any) -> TensorShape:
    for each in others:
        of_rank(each, 0, "pattern and rewrite")
    return input.shape


@op("RegexReplace(input: string, pattern: string, rewrite: string) -> string", shape=_of_scalars)
def _replace(input: Any, pattern: Any, rewrite: Any, *, replace_global: bool = True) -> Any:
    r"""Matches of a pattern replaced; `\1` is what the first group matched. `[...] x [] x [] -> [...]`.

    Source: tf.regex_replace.
    """
    return _replaced(input, _text(pattern), _text(rewrite), replace_global)


def _text(value: Any) -> bytes:
    found: bytes = value if isinstance(value, bytes) else value.item()
    return found


def regex_replace(input: Any, pattern: Any, rewrite: Any, replace_global: bool = True, name: str | None = None) -> Tensor:
    r"""Matches of `pattern` replaced by `rewrite`, where `\1` is what the first group matched. `[...] -> [...]`.

    Both are strings, or tensors of one. Patterns are Python's, which read RE2's. Source: tf.regex_replace.
    """
    graph = graph_of(input, pattern, rewrite)
    made: Tensor
    if isinstance(pattern, str) and isinstance(rewrite, str):
        options: dict[str, Any] = {"pattern": pattern, "rewrite": rewrite, "replace_global": replace_global}
        made = graph.node("StaticRegexReplace", input, name=name, **options)
    else:
        made = graph.node("RegexReplace", input, pattern, rewrite, replace_global=replace_global, name=name)
    return made


def _whole_matches(input: Any, pattern: Any) -> Any:
    compiled = _compiled(pattern)
    return np.asarray(each_string(lambda text: compiled.fullmatch(text) is not None, input), np.bool_)[()]


@op("StaticRegexFullMatch(input: string) -> bool", shape=same)
def _static_full_match(input: Any, *, pattern: str) -> Any:
    """Whether a pattern matches the whole string. `[...] -> [...]`. Source: tf.strings.regex_full_match."""
    return _whole_matches(input, pattern)


@op("RegexFullMatch(input: string, pattern: string) -> bool", shape=_of_scalars)
def _full_match(input: Any, pattern: Any) -> Any:
    """Whether a pattern matches the whole string. `[...] x [] -> [...]`. Source: tf.strings.regex_full_match."""
    return _whole_matches(input, _text(pattern))


def regex_full_match(input: Any, pattern: Any, name: str | None = None) -> Tensor:
    """Whether `pattern`, a string or a tensor of one, matches the whole string. `[...] -> [...]`.

    Source: tf.strings.regex_full_match.
    """
    graph = graph_of(input, pattern)
    made: Tensor
    if isinstance(pattern, str):
        made = graph.node("StaticRegexFullMatch", input, pattern=pattern, name=name)
    else:
        made = graph.node("RegexFullMatch", input, pattern, name=name)
    return made
