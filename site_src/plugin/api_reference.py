"""The reference, from what the engine makes public: a page says which modules' names it holds, mkdocstrings writes them out.

Takes a page's Markdown, gives the Markdown with a mkdocstrings block for each name in the markers' places: all names of
`<!-- api heureum.nn -->`, or only those of `heureum` that some of its modules define, `<!-- api heureum: graph, scopes -->`.
What no page asks for, since it is new, stands at `<!-- api rest -->`.
As a script it is the interpreter that imports the engine: one JSON list on standard output. Its law: a thing with several
names stands under one of them, its home, and says the others.
"""

import importlib
import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MARKER = re.compile(r"^<!-- api (?P<namespace>[\w.]+)(?:: (?P<modules>[\w., ]+))? -->$", re.MULTILINE)
ROOT = "heureum"
REST = "rest"
# The engine's stages are public too, beside TensorFlow's names.
STAGES = ("optimize", "place", "partition", "plan", "execution", "trace", "transports", "op_def")
# Whose names are the same things again: TensorFlow's older spellings.
TWICE = {"heureum.compat"}
# Whose names are mostly at home elsewhere: estimators take hooks from tf.train, and what was contributed found better places.
LATER = {"estimator": 1, "contrib": 2}
WORDS = {
    "ko": {"also": "다른 이름", "values": "값"},
    "en": {"also": "Also", "values": "Values"},
}


@dataclass(frozen=True, slots=True)
class Name:
    """A public name at its home: `heureum.nn` and `relu`, defined in `heureum.neural.activation`.

    `source` is the path under which its source is found; `signature` and `doc` are for what has none of its own.
    """

    namespace: str
    name: str
    module: str
    kind: str
    source: str = ""
    signature: str = ""
    doc: str = ""
    also: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return f"{self.namespace}.{self.name}"

    @property
    def spelled(self) -> str:
        return spelled(self.path)


def spelled(path: str) -> str:
    """As a program spells it: `tf.nn.relu`; the stages, which TensorFlow does not have, by their own name."""
    return path if path.split(".")[1] in STAGES and path.count(".") > 1 else re.sub(rf"^{ROOT}(?=\.)", "tf", path)


def with_api(markdown: str, language: str, *, is_draft: bool = False) -> str:
    """A draft, which has to be there at once after every edit, lists the names and no more."""
    if not MARKER.search(markdown):
        return markdown
    names = public_names()

    def written(marker: re.Match[str]) -> str:
        found = chosen(names, marker)
        return ", ".join(f"`{name.spelled}`" for name in found) if is_draft else _blocks(found, WORDS[language])

    return MARKER.sub(written, markdown)


def chosen(names: list[Name], marker: re.Match[str]) -> list[Name]:
    """The names that a marker asks for, module by module. Raises LookupError for a module that has none: one that moved."""
    if marker["namespace"] == REST:
        claimed = {name.path for each in _markers() if each["namespace"] != REST for name in chosen(names, each)}
        return [name for name in names if name.path not in claimed]
    left = [name for name in names if name.namespace == marker["namespace"]]
    found: list[Name] = []
    for module in marker["modules"].split(",") if marker["modules"] else [""]:
        path = f"{ROOT}.{module.strip()}".rstrip(".")
        here = [name for name in left if not module or f"{name.module}.".startswith(f"{path}.")]
        if not here:
            raise LookupError(f"{marker[0]}: nothing public of {marker['namespace']} is left in {path}")
        found += here
        left = [name for name in left if name not in here]
    return found


def _markers() -> Iterator[re.Match[str]]:
    from plugin.places import DOCS

    for page in sorted((DOCS / "api").glob("*.md")):
        if "." not in page.stem:  # the other languages ask for the same
            yield from MARKER.finditer(page.read_text(encoding="utf-8"))


def public_names() -> list[Name]:
    from plugin.places import CACHE, ENGINE
    from plugin.stamps import content_key

    kept = CACHE / "api" / f"{content_key(ENGINE, Path(__file__))[:32]}.json"
    if not kept.exists():
        environment = os.environ | {"PYTHONPATH": str(ENGINE), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run([sys.executable, __file__], capture_output=True, env=environment, check=True)
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(done.stdout)
        fresh.replace(kept)
    return [Name(**{**each, "also": tuple(each["also"])}) for each in json.loads(kept.read_text())]


def _blocks(names: list[Name], words: dict[str, str]) -> str:
    parts = [_block(name, words) for name in names if name.kind != "value"]
    if values := [f"`{name.spelled}`" for name in names if name.kind == "value"]:
        parts.append(f"{words['values']}: {', '.join(values)}")
    return "\n\n".join(parts)


def _block(name: Name, words: dict[str, str]) -> str:
    options = {"heading": name.spelled, "toc_label": name.spelled, "heading_level": 3}
    block = f"::: {name.source}\n    options:\n" + "".join(f"      {key}: {value}\n" for key, value in options.items())
    if name.also:
        block += f"\n{words['also']}: {', '.join(f'`{spelled(each)}`' for each in name.also)}\n{{: .heureum-also }}"
    return block


def _namespaces() -> Iterator[str]:
    """Where the engine's users find names, `heureum` first: what stands there needs no other home."""
    root = importlib.import_module(ROOT)
    yield ROOT
    modules = [name for name in root.__all__ if inspect.ismodule(getattr(root, name))]
    waiting = [f"{ROOT}.{name}" for name in sorted((*modules, *STAGES), key=lambda name: LATER.get(name, 0))]
    while waiting:
        path = waiting.pop(0)
        if path in TWICE or path not in sys.modules:
            continue
        yield path
        module = sys.modules[path]
        waiting += [f"{path}.{name}" for name in module.__all__ if inspect.ismodule(getattr(module, name))]


def _public() -> list[dict[str, Any]]:
    homes: dict[int, dict[str, Any]] = {}
    for namespace in _namespaces():
        module = importlib.import_module(namespace)
        for name in module.__all__:
            value = getattr(module, name)
            if inspect.ismodule(value) or value is None:  # tf.newaxis, of which the page says all there is
                continue
            kind = "class" if inspect.isclass(value) else "function" if inspect.isroutine(value) else "value"
            # Equal numbers are one object in Python and yet different names; DEBUG is no other name of 10.
            key = hash((namespace, name)) if kind == "value" else id(value)
            if home := homes.get(key):
                home["also"].append(f"{namespace}.{name}")
            elif kind == "value":
                homes[key] = asdict(Name(namespace, name, _defining(module, name), kind))
            else:
                homes[key] = asdict(_described(namespace, name, value, kind))
            homes[key]["also"] = list(homes[key]["also"])
    return list(homes.values())


def _described(namespace: str, name: str, value: Any, kind: str) -> Name:
    path, defined = f"{namespace}.{name}", f"{value.__module__}.{value.__qualname__}"
    # Read as text, a function in a module of its own name cannot be told from that module.
    is_hidden = path in sys.modules or defined.split(".")[-2:] == [name, name]
    is_renamed = value.__name__ != name and "<locals>" not in defined
    source = defined if value.__module__.startswith(ROOT) and (is_hidden or is_renamed) else path
    module = value.__module__ if value.__module__.startswith(ROOT) else namespace
    return Name(namespace, name, module, kind, source, _signature(value), inspect.getdoc(value) or "")


def _signature(value: Any) -> str:
    try:
        return str(inspect.signature(value))
    except (TypeError, ValueError):
        return "()"


def _defining(module: Any, name: str) -> str:
    """The module from which a value, which does not know it, was imported."""
    value = getattr(module, name)
    inner = [
        path
        for path, each in sys.modules.items()
        if path.startswith(f"{ROOT}.")
        and not path.startswith(tuple(TWICE))
        and getattr(each, name, None) is value
        and name in getattr(each, "__all__", ())
    ]
    return max(inner, key=lambda path: (path.count("."), path), default=module.__name__)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_public()))
