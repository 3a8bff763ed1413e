"""A tutorial script: one file that says `import tensorflow.compat.v1 as tf` and leaves what is compared in RESULT.

`run(script, library)` executes it under TensorFlow as it stands, or under the engine with that one line replaced, as a
reader would replace it, in a folder of its own. The engine's loader of digits serves both, since TensorFlow 2 has none.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from .described import RTOL, describe

__all__ = ["EXPECTED", "SCRIPTS", "Script", "run"]

HERE = Path(__file__).parent
EXPECTED = HERE / "expected.json"  # What TensorFlow gave, written by `make expected`.

Library = Literal["tensorflow", "heureum"]
_IMPORT = "import tensorflow.compat.v1 as tf\n"
_DIGITS = "from tensorflow.examples.tutorials.mnist import input_data\n"


@dataclass(frozen=True)
class Script:
    """A script's text and what its comments ask of the runner."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """Its file's name without the ending."""
        return self.path.stem

    @property
    def needs_threads(self) -> bool:
        """Whether it starts threads, which WebAssembly cannot."""
        return "# needs: threads\n" in self.text

    @property
    def key(self) -> str:
        """What its results are filed under: they hold as long as the text and the way it is described do."""
        parts = [self.text, (HERE / "described.py").read_text()]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    def written_for(self, library: Library) -> str:
        """The text with its header's lines replaced."""
        if self.text.count(_IMPORT) != 1:
            raise ValueError(f"{self.path.name}: wants {_IMPORT.strip()!r} once, as a reader's script has it")
        text = self.text.replace(_DIGITS, "from heureum.examples.tutorials.mnist import input_data\n")
        return text if library == "tensorflow" else text.replace(_IMPORT, "import heureum as tf\n")


SCRIPTS = [Script(path, path.read_text(encoding="utf-8")) for path in sorted((HERE / "scripts").glob("*.py"))]


def run(script: Script, library: Library, folder: Path) -> dict[str, Any]:
    """Executes a script in a folder and gives {"result": RESULT described, "rtol": how closely numbers must agree}."""
    code = compile(script.written_for(library), str(script.path), "exec", dont_inherit=True)
    names: dict[str, Any] = {"__name__": "__main__", "__file__": str(script.path)}
    state = np.random.get_state()
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        # The digits say that they stand in for MNIST; TensorFlow warns of much.
        warnings.simplefilter("ignore")
        try:
            exec(code, names)
            return {"result": describe(names["RESULT"]), "rtol": names.get("RTOL", RTOL)}
        finally:
            np.random.set_state(state)
