"""What the editor completes after `tf.`: every public name with its signature and the first sentence of its documentation.

Takes the engine's public names, gives JSON: `{"nn.relu": ["function", "(features, name=None)", "max(features, 0), ..."]}`.
Its law: made from the engine alone; nothing is written here that the engine does not say.
"""

import ast
import json
import re

from plugin.api_reference import ROOT, STAGES, public_names
from plugin.public_signatures import OBJECT

LONGEST_SENTENCE = 160
SENTENCE = re.compile(r"(.+?[.:])(?:\s|$)", re.DOTALL)

Completion = tuple[str, str, str]


def completions() -> dict[str, Completion]:
    """By the path after `tf.`, under every name that a thing has; modules too, so that `tf.n` leads to `tf.nn`."""
    found: dict[str, Completion] = {}
    for name in public_names():
        entry = (name.kind, _plain(name.signature) if name.kind != "value" else "", _first_sentence(name.doc))
        for path in (name.path, *name.also):
            found[path.removeprefix(f"{ROOT}.")] = entry
    for path in list(found):
        while "." in path:
            path = path.rpartition(".")[0]
            found.setdefault(path, ("module", "", ""))
    return {path: found[path] for path in sorted(found) if path.partition(".")[0] not in STAGES}


def completions_json() -> str:
    return json.dumps(completions(), ensure_ascii=False, separators=(",", ":"))


def _plain(signature: str) -> str:
    """Without annotations, which a line of completion has no room for."""
    try:
        (function,) = ast.parse(f"def f{OBJECT.sub('...', signature)}: ...").body
    except SyntaxError:
        return signature
    assert isinstance(function, ast.FunctionDef)
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    for argument in filter(None, every):
        argument.annotation = None
    return f"({ast.unparse(arguments)})"


def _first_sentence(doc: str) -> str:
    paragraph = " ".join(doc.split("\n\n", 1)[0].split())
    sentence = SENTENCE.match(paragraph)
    text = sentence[1] if sentence else paragraph
    return text if len(text) <= LONGEST_SENTENCE else f"{text[: LONGEST_SENTENCE - 1]}…"
