"""Names: unique within a graph, nested in scopes, numbered exactly as TensorFlow numbers them.

Takes a wish (`add`) and the scopes that are open; gives a name nobody has (`layer/add_1`).
Law: names differ by more than case, as in TensorFlow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["Names"]

_OP_NAME = re.compile(r"^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$")
_SCOPE_NAME = re.compile(r"^[A-Za-z0-9_.\\/>-]*$")


class Names:
    """The names of one graph and the scope that is open."""

    def __init__(self) -> None:
        self.scope = ""
        self._times_wished: dict[str, int] = {}

    def unique(self, wish: str, *, mark_as_used: bool = True) -> str:
        """The wish inside the open scope, numbered when it is taken: `add`, `add_1`, `add_2`."""
        if self.scope:
            wish = f"{self.scope}/{wish}"
        key = wish.lower()
        times = self._times_wished.get(key, 0)
        if mark_as_used:
            self._times_wished[key] = times + 1
        if times == 0:
            return wish
        numbered = key
        while numbered in self._times_wished:
            numbered = f"{key}_{times}"
            times += 1
        if mark_as_used:
            self._times_wished[numbered] = 1
        return f"{wish}_{times - 1}"

    def for_op(self, wish: str) -> str:
        """The name of a new op. A wish that ends in `/` is a scope somebody opened for it, and taken as it is.

        Raises ValueError for characters that no name may hold.
        """
        if wish and wish[-1] == "/":
            return wish[:-1]
        if not _OP_NAME.match(wish):
            raise ValueError(
                f"{wish!r} is not a valid node name: start with a letter, digit or '.', go on with letters, digits and '_.-/'"
            )
        return self.unique(wish)

    @contextmanager
    def open_scope(self, wish: str | None) -> Iterator[str]:
        """Open a scope; gives its full name with a `/` at the end, or "" for the root.

        None and "" go back to the root; a wish that ends in `/` enters an existing scope again.
        Raises ValueError for characters that no scope may hold.
        """
        outer = self.scope
        if not wish:
            self.scope = ""
        elif not (_SCOPE_NAME if outer else _OP_NAME).match(wish):
            raise ValueError(f"{wish!r} is not a valid scope name")
        else:
            self.scope = wish[:-1] if wish[-1] == "/" else self.unique(wish)
        try:
            yield f"{self.scope}/" if self.scope else ""
        finally:
            self.scope = outer
