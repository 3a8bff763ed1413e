"""Long lines of written code, broken at the commas of their outermost call, as formatters do.

Takes one statement, gives its lines. Law: only space changes; a comma inside a bracket or a string is no place to break.
"""

from __future__ import annotations

__all__ = ["wrapped"]

WIDTH = 100
LONGEST = 4000  # beyond are bytes that nobody reads
INDENT = "    "
OPENING, CLOSING = "([{", ")]}"


def wrapped(line: str, indent: str) -> list[str]:
    """The statement on lines of at most WIDTH, as far as its arguments allow."""
    if not WIDTH < len(indent) + len(line) <= LONGEST or not line.endswith(")") or "\n" in line:
        return [indent + line]
    start = _outermost(line)
    parts = _parts(line[start + 1 : -1])
    inner = indent + INDENT
    together = f"{inner}{', '.join(parts)}"
    body = [together] if len(together) <= WIDTH else [f"{inner}{part}," for part in parts]
    return [f"{indent}{line[: start + 1]}", *body, f"{indent})"]


def _outermost(line: str) -> int:
    """Where the bracket opens that the line's last character closes."""
    opened = (at for at, character in _outside_strings(line) if character == "(")
    return next(at for at in opened if _closes_at(line, at) == len(line) - 1)


def _closes_at(line: str, start: int) -> int:
    depth = 0
    for at, character in _outside_strings(line):
        if at < start:
            continue
        depth += (character in OPENING) - (character in CLOSING)
        if depth == 0:
            return at
    return -1


def _parts(arguments: str) -> list[str]:
    """The arguments between the commas that belong to the call itself."""
    depth, begin, parts = 0, 0, []
    for at, character in _outside_strings(arguments):
        depth += (character in OPENING) - (character in CLOSING)
        if character == "," and depth == 0:
            parts.append(arguments[begin:at].strip())
            begin = at + 1
    return [*parts, arguments[begin:].strip()]


def _outside_strings(text: str) -> list[tuple[int, str]]:
    """Every character that is in no string literal, with its place."""
    found, quote, skips = [], "", False
    for at, character in enumerate(text):
        if skips:
            skips = False
        elif quote:
            skips = character == "\\"
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        else:
            found.append((at, character))
    return found
