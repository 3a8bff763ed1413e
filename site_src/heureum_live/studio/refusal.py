"""Why a request was refused: a kind for programs, and a key with its parts from which the sentence is made.

Law: the sentence names the node and its op, what was found, what is needed, and how to mend it, in the reader's language.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Refused"]


class Refused(Exception):
    """`kind` as STUDIO lists them, `key` a key of the words, `parts` what the sentence mentions."""

    def __init__(self, kind: str, key: str, /, **parts: Any) -> None:
        super().__init__(key, parts)
        self.kind = kind
        self.key = key
        self.parts = parts
